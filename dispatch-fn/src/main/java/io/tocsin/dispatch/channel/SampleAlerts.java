package io.tocsin.dispatch.channel;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Json;
import io.tocsin.alert.Severity;
import io.tocsin.alert.Status;
import io.tocsin.wire.AlertJson;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Alerts to try templates on. */
public final class SampleAlerts {
  private static final Instant EIGHT = Instant.parse("2026-11-21T08:00:00Z");

  private SampleAlerts() {}

  /** One with a bit of everything, as long as alerts are. */
  public static Alert ordinary(String type) {
    return Alert.builder("ev_5f0c2a917be34d6688a1c0de", "heimdallr", "plex", "plex is down")
        .type(type)
        .severity(Severity.HIGH)
        .message("3 of 5 checks failed in the last 10 minutes, the latest with a timeout.")
        .detectedAt(Optional.of(EIGHT))
        .receivedAt(EIGHT.plusSeconds(1))
        .affectedSystems(List.of("API Gateway", "User Service"))
        .labels(Map.of("team", "media", "region", "eu-central-1"))
        .details(new Json("{\"check\":\"http\",\"status\":503,\"host\":{\"name\":\"media-2\"}}"))
        .name(Optional.of("plex-http"))
        .build();
  }

  /** The samples by what they are. */
  static Map<String, Alert> all(String type) {
    Map<String, Alert> samples = new LinkedHashMap<>();
    samples.put("an ordinary alert", ordinary(type));
    samples.put("a resolved alert", resolved(type));
    samples.put("an alert with nothing but a title", bare(type));
    samples.put("an over-long alert", endless(type));
    return samples;
  }

  private static Alert resolved(String type) {
    return Alert.builder("ev_2", "heimdallr", "plex", "plex is down")
        .type(type)
        .status(Status.RESOLVED)
        .receivedAt(EIGHT)
        .build();
  }

  private static Alert bare(String type) {
    return Alert.builder("ev_3", "heimdallr", "plex", "plex is down")
        .type(type)
        .receivedAt(EIGHT)
        .build();
  }

  private static Alert endless(String type) {
    String name = "n".repeat(AlertJson.LONGEST_NAME);
    Map<String, String> labels = new LinkedHashMap<>();
    for (int i = 0; i < AlertJson.MOST_LABELS; i++) {
      labels.put("label" + i, "&".repeat(AlertJson.LONGEST_LABEL));
    }
    return Alert.builder(name, name, name, "<".repeat(AlertJson.LONGEST_TITLE))
        .type(type)
        .severity(Severity.CRITICAL)
        .message("\"word\" ".repeat(AlertJson.LONGEST_MESSAGE / 7))
        .detectedAt(Optional.of(EIGHT))
        .receivedAt(EIGHT)
        .affectedSystems(Collections.nCopies(AlertJson.MOST_SYSTEMS, name))
        .labels(labels)
        .details(new Json("{\"list\":[" + "\"item\",".repeat(5_000) + "\"item\"]}"))
        .name(Optional.of(name))
        .build();
  }
}
