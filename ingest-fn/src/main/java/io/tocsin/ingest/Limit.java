package io.tocsin.ingest;

import io.micronaut.http.HttpRequest;
import io.tocsin.history.Page;

/** How much of a list is asked for: {@code ?limit=}. */
final class Limit {
  private Limit() {}

  /**
   * Reads it.
   *
   * @param usual when nothing is asked for
   * @throws Problem.Refused when it is not 1 to {@value Page#LONGEST}
   */
  static int of(HttpRequest<?> request, int usual) {
    String digits = request.getParameters().getFirst("limit").orElse(String.valueOf(usual));
    if (digits.matches("[0-9]{1,3}")) {
      int limit = Integer.parseInt(digits);
      if (limit >= 1 && limit <= Page.LONGEST) {
        return limit;
      }
    }
    throw new Problem.Refused(
        Problem.badRequest("limit: must be a number from 1 to " + Page.LONGEST));
  }
}
