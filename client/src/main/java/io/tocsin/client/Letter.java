package io.tocsin.client;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An alert as it is sent: written once, so that all attempts to send it are the same event. */
final class Letter {
  /** What a receiver takes, in bytes. */
  static final int LARGEST = 256 * 1024;

  private final String name;
  private final byte[] body;

  private Letter(String name, byte[] body) {
    this.name = name;
    this.body = body;
  }

  /**
   * Writes an alert.
   *
   * <p>A name that was made up stands in the body, not in an {@code Idempotency-Key}: so it is
   * signed, and who caught the request cannot send it again under another name, as another event.
   *
   * @param name the alert's own, or one made up
   * @param source who sends it; empty: the receiver knows by the key
   * @throws UnwritableException when it cannot be sent, with what to mend
   */
  static Letter write(Alert alert, String name, String source, Instant now)
      throws UnwritableException {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("service", alert.service());
    json.put("priority", alert.priority().name());
    json.put("title", alert.title());
    json.put("message", alert.message());
    if (!source.isEmpty()) {
      json.put("source", source);
    }
    if (!alert.type().isEmpty()) {
      json.put("type", alert.type());
    }
    if (alert.name().isEmpty()) {
      json.put("alert_id", name);
    }
    json.put("details", alert.detailsAt(now));
    return new Letter(name, JsonWriter.write(json, LARGEST));
  }

  String name() {
    return name;
  }

  /** Not to be changed. */
  byte[] body() {
    return body;
  }
}
