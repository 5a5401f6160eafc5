package io.tocsin.dispatch.channel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tocsin.delivery.Outcome;
import io.tocsin.delivery.Reply;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Judges what Discord answers, by its status and the {@code code} in its body. The body's words are
 * never passed on: they may quote the message or the webhook.
 */
final class DiscordReplies {
  /** Without {@code Via} and rate limit headers it is the ban or the edge: everybody must stop. */
  private static final Duration BAN = Duration.ofSeconds(60);

  private static final Duration UNTOLD = Duration.ofSeconds(60);
  private static final String LIMIT_HEADERS = "x-ratelimit-";
  private static final int OVERLOADED = 130_000;
  private static final int INVALID_FORM = 50_035;

  /** Unknown webhook; invalid webhook token. */
  private static final Set<Integer> GONE_CODES = Set.of(10_015, 50_027);

  private static final Set<Integer> GONE = Set.of(401, 403, 404, 410);

  private DiscordReplies() {}

  static Outcome judge(Reply.Answer answer) {
    JsonNode body = body(answer);
    int status = answer.status();
    int code = body.path("code").asInt(0);
    String said = code == 0 ? "answered " + status : "answered " + status + ", code " + code;
    if (status == 200 || status == 204) {
      return new Outcome.Delivered(messageId(body));
    }
    if (status == 429) {
      return throttled(answer, body);
    }
    if (code == OVERLOADED) {
      return new Outcome.Transient("overloaded: " + said);
    }
    if (GONE_CODES.contains(code) || GONE.contains(status)) {
      return new Outcome.Gone("the webhook is not there or not allowed: " + said);
    }
    if (code == INVALID_FORM) {
      return new Outcome.Rejected("invalid message: " + said);
    }
    return Statuses.judge(status, said);
  }

  private static Outcome throttled(Reply.Answer answer, JsonNode body) {
    boolean discordItself =
        answer.headers().containsKey("via")
            || answer.headers().keySet().stream().anyMatch(name -> name.startsWith(LIMIT_HEADERS));
    Duration told =
        Optional.of(body.path("retry_after").asText())
            .flatMap(Waits::seconds)
            .or(() -> Waits.header(answer, "retry-after"))
            .or(() -> Waits.header(answer, LIMIT_HEADERS + "reset-after"))
            .orElse(UNTOLD);
    if (discordItself) {
      return new Outcome.Throttled(Waits.safely(told), "rate limit");
    }
    Duration longer = told.compareTo(BAN) > 0 ? told : BAN;
    return new Outcome.Throttled(Waits.safely(longer), "rate limit of the edge, or a ban");
  }

  private static Optional<String> messageId(JsonNode body) {
    return Optional.of(body.path("id").asText()).filter(id -> id.matches("\\d{1,32}"));
  }

  private static JsonNode body(Reply.Answer answer) {
    try {
      return Wire.parse(answer.body());
    } catch (InvalidJsonException e) {
      // A page of the edge or nothing at all: the status says enough.
      return JsonNodeFactory.instance.missingNode();
    }
  }
}
