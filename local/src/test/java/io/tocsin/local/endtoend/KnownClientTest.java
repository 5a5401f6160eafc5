package io.tocsin.local.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.local.LocalOptions;
import io.tocsin.local.LocalTocsin;
import io.tocsin.local.standins.DiscordMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The known client's request, made by openssl and curl, and everything it might get wrong. */
class KnownClientTest {
  private static final Path SCRIPT = Path.of("src", "test", "sh", "known-client.sh");

  @Test
  void itsAlertArrivesAndNothingElseDoes(@TempDir Path data) throws Exception {
    assumeTrue(
        Stream.of("sh", "openssl", "curl").allMatch(Program::installed),
        "needs sh, openssl and curl");
    try (LocalTocsin tocsin = LocalTocsin.start(LocalOptions.in(data), any -> {})) {
      Client client = Client.of(tocsin.url(), tocsin.key().id(), tocsin.key().secret());
      assertEquals(
          List.of(
              "vector ok",
              "accepted 200",
              "replayed 200",
              "changed-byte 401",
              "old 401",
              "future 401",
              "unknown-key 401",
              "second-signature 400",
              "large 413",
              "gzip 415",
              "malformed 400",
              "p9 400"),
          run(tocsin));
      Eventually.happens(
          "the embed arrives",
          Duration.ofMinutes(1),
          () -> !tocsin.standIns().discord().messages().isEmpty());
      // A later alert has arrived: had one of the refused reached the queue, it would have, too.
      client.post("/api/v1/alert", "{\"service\":\"s\",\"priority\":\"P1\",\"title\":\"last\"}");
      Eventually.happens(
          "the last alert arrives", Duration.ofMinutes(1), () -> titles(tocsin).contains("last"));
      assertEquals(List.of("plex is down", "last"), titles(tocsin));
      List<JsonNode> history = client.history();
      assertEquals(2, history.size(), "alerts in the history");
      JsonNode alert = history.get(1);
      assertEquals("hd-8841", alert.path("details").path("alert_id").asText());
      assertEquals("critical", alert.path("severity").asText());
      DiscordMessage message = tocsin.standIns().discord().messages().get(0);
      assertFalse(message.mayPing(), "may ping");
      assertEquals(0xe74c3c, message.embeds().get(0).path("color").asInt(), "the critical colour");
      assertTrue(
          message.embeds().get(0).path("description").asText().contains("3 checks failed"),
          "the message is shown");
    }
  }

  private static List<String> titles(LocalTocsin tocsin) {
    return tocsin.standIns().discord().messages().stream()
        .flatMap(message -> message.titles().stream())
        // A critical alert becomes a meeting, of which people are told as well.
        .filter(title -> !title.startsWith("Meeting "))
        .toList();
  }

  private static List<String> run(LocalTocsin tocsin) throws IOException, InterruptedException {
    Process script =
        new ProcessBuilder(
                "sh",
                SCRIPT.toString(),
                tocsin.url().toString().replaceAll("/$", ""),
                tocsin.key().id(),
                tocsin.key().secret().reveal())
            .redirectErrorStream(true)
            .start();
    String output = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, script.waitFor(), output);
    return output.lines().toList();
  }
}
