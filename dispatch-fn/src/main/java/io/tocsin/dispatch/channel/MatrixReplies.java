package io.tocsin.dispatch.channel;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.delivery.Outcome;
import io.tocsin.delivery.Reply;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Judges what a Matrix homeserver answers, by the {@code errcode} in its body. */
final class MatrixReplies {
  private static final Duration UNTOLD = Duration.ofSeconds(60);
  private static final String LIMITED = "M_LIMIT_EXCEEDED";
  private static final Set<Integer> GONE = Set.of(401, 403, 404, 410);

  private static final Set<String> GONE_CODES =
      Set.of(
          "M_FORBIDDEN",
          "M_UNKNOWN_TOKEN",
          "M_MISSING_TOKEN",
          "M_NOT_FOUND",
          "M_USER_DEACTIVATED",
          "M_USER_SUSPENDED",
          "M_UNRECOGNIZED");

  private MatrixReplies() {}

  /**
   * Judges an answer.
   *
   * @param limit what is overstepped when the homeserver says so
   */
  static Outcome judge(Reply.Answer answer, String limit) {
    int status = answer.status();
    JsonNode body = Bodies.json(answer);
    String code = body.path("errcode").asText();
    String said = "answered " + status;
    if (status == 200 && body.has("event_id")) {
      return new Outcome.Delivered(
          Optional.of(body.path("event_id").asText()).filter(MatrixReplies::isEventId));
    }
    if (status == 429 || code.equals(LIMITED)) {
      Duration told = Waits.header(answer, "retry-after").or(() -> millis(body)).orElse(UNTOLD);
      return new Outcome.Throttled(Waits.safely(told), "rate limit", Optional.of(limit));
    }
    if (GONE_CODES.contains(code)) {
      return new Outcome.Gone(code + ": " + said);
    }
    if (GONE.contains(status)) {
      return new Outcome.Gone("the room is not there or not allowed: " + said);
    }
    return Statuses.judge(status, said);
  }

  /** Whether it is the id of an event, fit for a text. */
  static boolean isEventId(String text) {
    return text.matches("\\$[!-~]{1,254}");
  }

  private static Optional<Duration> millis(JsonNode body) {
    JsonNode told = body.path("retry_after_ms");
    return told.isNumber()
        ? Waits.seconds(String.valueOf(told.asDouble() / 1000))
        : Optional.empty();
  }
}
