package io.tocsin.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Json;
import io.tocsin.alert.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The message that one function writes and another reads: both sides are held to this file. */
class GoldenAlertTest {

  @Test
  void theGoldenMessageIsReadAndWrittenBackTheSame() throws IOException, InvalidJsonException {
    String golden = golden();
    Alert alert = AlertJson.read(golden, "not this one", Instant.EPOCH);
    assertEquals(
        Alert.builder("ev_3b30cf97c93fd0e4f75da45a", "heimdallr", "plex", "plex is down")
            .severity(Severity.CRITICAL)
            .message("3 checks failed")
            .detectedAt(Optional.of(Instant.parse("2026-11-21T08:00:00Z")))
            .receivedAt(Instant.parse("2026-11-21T08:00:00.123Z"))
            .details(
                new Json(
                    "{\"source\":\"heimdallr\",\"alert_id\":\"hd-8841\","
                        + "\"timestamp\":\"2026-11-21T08:00:00+00:00\",\"region\":\"eu\"}"))
            .name(Optional.of("hd-8841"))
            .key(Optional.of("cm_test"))
            .owner(Optional.of("bootstrap"))
            .build(),
        alert);
    assertEquals(Wire.parse(golden), Wire.parse(AlertJson.write(alert)));
  }

  private static String golden() throws IOException {
    try (InputStream file =
        GoldenAlertTest.class.getResourceAsStream("/golden/alert-heimdallr.json")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
