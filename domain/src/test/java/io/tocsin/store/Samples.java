package io.tocsin.store;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.delivery.Attempt;
import io.tocsin.delivery.Delivery;
import io.tocsin.routing.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Alerts and deliveries to test with. */
public final class Samples {
  public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  /** Names that a service may have, each of which some store could mistake for another. */
  public static final List<String> NAMES =
      List.of(
          "",
          " ",
          "a",
          "a#b",
          "a|b",
          "a/b",
          "1:a/",
          "🔔",
          "\u0000",
          "\uFFFF",
          "\uD800",
          "\\ud800",
          "a".repeat(3000),
          "a".repeat(2999) + "b");

  private Samples() {}

  public static Alert alert(String id) {
    return alert(id, Severity.HIGH, NOON);
  }

  public static Alert alert(String id, Severity severity, Instant receivedAt) {
    return Alert.builder(id, "heimdallr", "plex", "plex is down")
        .severity(severity)
        .receivedAt(receivedAt)
        .build();
  }

  public static Target target(String name, String lane) {
    return new Target(name, "discord", lane, Map.of());
  }

  public static Delivery delivery(Alert alert, String target, String lane) {
    return Delivery.of(alert, target(target, lane));
  }

  public static Attempt attempt(Instant at, String outcome) {
    return new Attempt(at, outcome, "because", Duration.ofMillis(120));
  }

  public static Delivery delivered(Delivery delivery) {
    return delivery.delivered(
        attempt(NOON.plusSeconds(5), "delivered"), Optional.of("msg-1"), true);
  }

  public static Delivery failedOnce(Delivery delivery) {
    return delivery.waiting(attempt(NOON.plusSeconds(3), "transient"), true);
  }
}
