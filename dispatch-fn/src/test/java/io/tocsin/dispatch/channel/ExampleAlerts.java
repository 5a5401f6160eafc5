package io.tocsin.dispatch.channel;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Json;
import io.tocsin.alert.Severity;
import io.tocsin.alert.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The alerts of the fixtures: one with everything, one resolved, one with nothing, one odd. */
final class ExampleAlerts {
  private static final Instant EIGHT = Instant.parse("2026-11-21T08:00:00Z");

  private ExampleAlerts() {}

  static List<Alert> all() {
    return List.of(full(), resolved(), bare(), odd());
  }

  private static Alert full() {
    return Alert.builder("ev_1", "heimdallr", "plex", "plex is down")
        .type("monitoring")
        .severity(Severity.CRITICAL)
        .message("3 checks failed\nlast: <timeout> & retry")
        .detectedAt(Optional.of(EIGHT))
        .receivedAt(EIGHT.plusSeconds(1))
        .affectedSystems(List.of("API Gateway", "User Service"))
        .labels(Map.of("team", "web", "region", "eu"))
        .details(
            new Json(
                "{\"alert_id\":\"hd-8841\",\"count\":3,\"ratio\":0.50,\"live\":true,"
                    + "\"none\":null,\"nested\":{\"a\":1}}"))
        .build();
  }

  private static Alert resolved() {
    return Alert.builder("ev_2", "heimdallr", "plex", "plex is down")
        .severity(Severity.HIGH)
        .status(Status.RESOLVED)
        .receivedAt(EIGHT.plusSeconds(60))
        .build();
  }

  private static Alert bare() {
    return Alert.builder("ev_3", "tocsin", "tocsin", "disk is filling").receivedAt(EIGHT).build();
  }

  private static Alert odd() {
    return Alert.builder("id / 4?", "@everyone", "<!channel>", "\0\u202e")
        .type("tracklist")
        .severity(Severity.INFO)
        .message("@everyone <@1> <!channel> **bold**")
        .labels(Map.of(" ", "no name", "no value", "\u200b"))
        .detectedAt(Optional.of(Instant.MAX))
        .receivedAt(EIGHT)
        .build();
  }
}
