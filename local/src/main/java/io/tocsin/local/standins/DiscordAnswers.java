package io.tocsin.local.standins;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How Discord says no, and what it says about its windows. */
final class DiscordAnswers {
  private static final Duration LEAST_HIDDEN_WAIT = Duration.ofSeconds(40);
  private static final Duration MOST_HIDDEN_WAIT = Duration.ofSeconds(45);

  private DiscordAnswers() {}

  static Answer throttled(Window shown, Duration wait, String scope, Instant now) {
    double seconds = DiscordJson.seconds(wait);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("message", "You are being rate limited.");
    body.put("retry_after", seconds);
    body.put("global", false);
    return Answer.json(429, Wire.write(body))
        .with(rateHeaders(shown, now))
        .with(
            Map.of(
                "Retry-After",
                String.valueOf((long) Math.ceil(seconds)),
                "X-RateLimit-Scope",
                scope));
  }

  /** What the edge says to an address it has banned. */
  static Answer banned() {
    return Answer.text(429, "error code: 1015");
  }

  /** What the window that no header shows asks for. */
  static Duration hiddenWait(Duration wait) {
    if (wait.compareTo(LEAST_HIDDEN_WAIT) < 0) {
      return LEAST_HIDDEN_WAIT;
    }
    return wait.compareTo(MOST_HIDDEN_WAIT) > 0 ? MOST_HIDDEN_WAIT : wait;
  }

  static Map<String, String> rateHeaders(Window window, Instant now) {
    Duration reset = window.reset(now);
    return Map.of(
        "X-RateLimit-Limit", String.valueOf(window.limit()),
        "X-RateLimit-Remaining", String.valueOf(window.left(now)),
        "X-RateLimit-Reset", String.valueOf(now.plus(reset).toEpochMilli() / 1000.0),
        "X-RateLimit-Reset-After", String.valueOf(DiscordJson.seconds(reset)),
        "X-RateLimit-Bucket", "stand-in");
  }

  static Answer error(int status, int code, String message, List<String> mistakes) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("message", message);
    body.put("code", code);
    if (!mistakes.isEmpty()) {
      mistakes.forEach(body.putArray("errors")::add);
    }
    return Answer.json(status, Wire.write(body));
  }
}
