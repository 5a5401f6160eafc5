package io.tocsin.dispatch.channel;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.delivery.Outcome;
import io.tocsin.delivery.Reply;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Judges what Discord answers, by its status and the {@code code} in its body. The body's words are
 * never passed on: they may quote the message or the webhook.
 */
final class DiscordReplies {
  /** The limit that everybody behind our address is under: Discord's ban, or its edge. */
  static final String EVERYBODY = "discord";

  /** A ban ends sooner for those who stop for a while. */
  private static final Duration BAN = Duration.ofSeconds(60);

  private static final Duration UNTOLD = Duration.ofSeconds(60);
  private static final String LIMIT_HEADERS = "x-ratelimit-";
  private static final String RESET_AFTER = LIMIT_HEADERS + "reset-after";
  private static final int OVERLOADED = 130_000;
  private static final int INVALID_FORM = 50_035;
  private static final int OPENING_TOO_FAST = 40_003;

  /**
   * The message that was to be changed: not there any more, in somebody else's name, or locked in
   * an archived thread. The channel itself is well.
   */
  private static final Set<Integer> UNCHANGEABLE = Set.of(10_008, 50_005, 50_083);

  /** Unknown channel, user or webhook; takes no direct messages; invalid webhook token. */
  private static final Set<Integer> GONE_CODES = Set.of(10_003, 10_013, 10_015, 50_007, 50_027);

  private static final Set<Integer> GONE = Set.of(401, 403, 404, 410);

  private DiscordReplies() {}

  /**
   * Judges an answer.
   *
   * @param global the limit that is meant when Discord says that its global one is overstepped
   */
  static Outcome judge(Reply.Answer answer, String global) {
    JsonNode body = Bodies.json(answer);
    int status = answer.status();
    int code = body.path("code").asInt(0);
    String said = code == 0 ? "answered " + status : "answered " + status + ", code " + code;
    if (status == 200 || status == 204) {
      return new Outcome.Delivered(messageId(body));
    }
    if (status == 429 || code == OPENING_TOO_FAST) {
      return throttled(answer, body, code, global);
    }
    if (code == OVERLOADED) {
      return new Outcome.Transient("overloaded: " + said);
    }
    if (UNCHANGEABLE.contains(code)) {
      return new Outcome.Rejected("the message cannot be changed: " + said);
    }
    if (GONE_CODES.contains(code) || GONE.contains(status)) {
      return new Outcome.Gone("it is not there or not allowed: " + said);
    }
    if (code == INVALID_FORM) {
      return new Outcome.Rejected("invalid message: " + said);
    }
    return Statuses.judge(status, said);
  }

  /** Whoever has nothing left is told when there will be more. */
  static Duration rest(Reply.Answer answer) {
    boolean nothingLeft =
        answer
            .header(LIMIT_HEADERS + "remaining")
            .map(String::strip)
            .filter("0"::equals)
            .isPresent();
    return nothingLeft
        ? Waits.header(answer, RESET_AFTER).map(Waits::safely).orElse(Duration.ZERO)
        : Duration.ZERO;
  }

  /** Whether it is the id of anything at Discord, and so can be part of an address. */
  static boolean isId(String text) {
    return text.matches("\\d{1,32}");
  }

  private static Outcome throttled(Reply.Answer answer, JsonNode body, int code, String global) {
    Duration told =
        Optional.of(body.path("retry_after").asText())
            .flatMap(Waits::seconds)
            .or(() -> Waits.header(answer, "retry-after"))
            .or(() -> Waits.header(answer, RESET_AFTER))
            .orElse(UNTOLD);
    if (!byDiscordItself(answer) && code != OPENING_TOO_FAST) {
      Duration longer = told.compareTo(BAN) > 0 ? told : BAN;
      return new Outcome.Throttled(
          Waits.safely(longer), "rate limit of the edge, or a ban", Optional.of(EVERYBODY));
    }
    return isGlobal(answer, body)
        ? new Outcome.Throttled(Waits.safely(told), "global rate limit", Optional.of(global))
        : new Outcome.Throttled(Waits.safely(told), "rate limit");
  }

  /** Without {@code Via} and rate limit headers it is the ban or the edge. */
  private static boolean byDiscordItself(Reply.Answer answer) {
    return answer.headers().containsKey("via")
        || answer.headers().keySet().stream().anyMatch(name -> name.startsWith(LIMIT_HEADERS));
  }

  private static boolean isGlobal(Reply.Answer answer, JsonNode body) {
    return body.path("global").asBoolean(false)
        || answer.header(LIMIT_HEADERS + "scope").filter("global"::equals).isPresent()
        || answer.header(LIMIT_HEADERS + "global").filter("true"::equals).isPresent();
  }

  private static Optional<String> messageId(JsonNode body) {
    return Optional.of(body.path("id").asText()).filter(DiscordReplies::isId);
  }
}
