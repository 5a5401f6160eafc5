package io.tocsin.ingest;

import io.micronaut.http.HttpResponse;
import io.tocsin.keys.KeyRefusal;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.InvalidJsonException.Mistake;
import java.util.List;
import java.util.Map;

/** What is answered when the desk of keys refuses something. */
final class KeyRefusals {
  private KeyRefusals() {}

  /** What is done once somebody was let in. */
  interface Work {
    HttpResponse<String> done() throws InvalidJsonException;
  }

  /** The answer, or why the desk refuses it. */
  static HttpResponse<String> answered(Work work) {
    try {
      return work.done();
    } catch (InvalidJsonException e) {
      throw new Problem.Refused(Problem.invalid(e.mistakes()));
    } catch (KeyRefusal e) {
      throw new Problem.Refused(problem(e));
    }
  }

  private static Problem problem(KeyRefusal refusal) {
    return switch (refusal.reason()) {
      case INVALID -> Problem.invalid(mistakes(refusal.mistakes()));
      case UNKNOWN -> Problem.of(404, "not-found", "Not Found", refusal.getMessage());
      case FORBIDDEN -> Problem.forbidden(refusal.getMessage());
      case REVOKED -> Problem.of(409, "key-revoked", "Conflict", refusal.getMessage());
      case CONFLICT -> Problem.of(409, "key-changed", "Conflict", refusal.getMessage());
      case FULL -> Problem.of(409, "too-many-keys", "Conflict", refusal.getMessage());
    };
  }

  private static List<Mistake> mistakes(Map<String, String> named) {
    return named.entrySet().stream()
        .map(each -> new Mistake(each.getKey(), each.getValue()))
        .toList();
  }

  static Problem.Refused bootstrap() {
    return new Problem.Refused(
        Problem.of(
            409,
            "bootstrap-key",
            "Conflict",
            "That key is in no table: it is set by WEBHOOK_API_KEY and WEBHOOK_SECRET_KEY where"
                + " Tocsin is deployed, and changed there"));
  }
}
