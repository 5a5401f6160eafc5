package io.tocsin.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.ingest.format.ReceiptJson;
import io.tocsin.wire.InvalidJsonException.Mistake;
import io.tocsin.wire.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why a request was refused, as RFC 9457 has it, with the member {@code message} besides, which
 * known clients read. Says what to mend, and nothing of secrets or of signatures.
 *
 * @param kind the last part of the problem's type
 * @param more members besides those that every problem has
 * @param retryAfter how long to wait before the next try
 */
record Problem(
    int status,
    String kind,
    String title,
    String detail,
    Map<String, JsonNode> more,
    Optional<Duration> retryAfter) {
  private static final Duration SOON = Duration.ofSeconds(5);

  Problem {
    more = Map.copyOf(more);
  }

  static Problem of(int status, String kind, String title, String detail) {
    return new Problem(status, kind, title, detail, Map.of(), Optional.empty());
  }

  /** 400 for headers or parameters. */
  static Problem badRequest(String detail) {
    return of(400, "bad-request", "Bad Request", detail);
  }

  /** 400 for a body, each mistake named. */
  static Problem invalid(List<Mistake> mistakes) {
    return new Problem(
        400,
        "invalid-body",
        "Bad Request",
        ReceiptJson.text(mistakes),
        Map.of("errors", ReceiptJson.mistakes(mistakes)),
        Optional.empty());
  }

  static Problem unauthorized(String detail) {
    return of(401, "unauthorized", "Unauthorized", detail);
  }

  static Problem forbidden(String detail) {
    return of(403, "forbidden", "Forbidden", detail);
  }

  static Problem tooMany(Duration wait) {
    long seconds = seconds(wait);
    return new Problem(
        429,
        "quota",
        "Too Many Requests",
        "The quota is used up; try again in " + seconds + " s",
        Map.of("retry_after", JsonNodeFactory.instance.numberNode(seconds)),
        Optional.of(wait));
  }

  /** 503: what is needed to take the request is out of reach. */
  static Problem unavailable(Map<String, JsonNode> more) {
    return new Problem(
        503,
        "unavailable",
        "Service Unavailable",
        "The request could not be taken in just now; send it again in " + SOON.toSeconds() + " s",
        more,
        Optional.of(SOON));
  }

  /** Its JSON. */
  String json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", "urn:tocsin:problem:" + kind);
    json.put("title", title);
    json.put("status", status);
    json.put("detail", detail);
    json.put("message", detail);
    more.forEach(json::set);
    return Wire.write(json);
  }

  /** Whole seconds, never too few. */
  static long seconds(Duration wait) {
    return Math.max(1, wait.plusMillis(999).toSeconds());
  }

  /** Ends the handling of a request with a problem for an answer. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Not sent anywhere as a Java object. */
    private final transient Problem problem;

    Refused(Problem problem) {
      super(problem.kind(), null, false, false);
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }
}
