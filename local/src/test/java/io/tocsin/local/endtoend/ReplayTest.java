package io.tocsin.local.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.keys.Signature;
import io.tocsin.local.LocalOptions;
import io.tocsin.local.LocalTocsin;
import io.tocsin.store.Threads;
import io.tocsin.wire.Wire;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One signed request a hundred times at once, from the gateway to the message. */
class ReplayTest {
  private static final int TIMES = 100;
  private static final String PATH = "/api/v1/alert";

  @Test
  void theSameBytesAHundredTimesAtOnceAreToldOnce(@TempDir Path data) throws Exception {
    LocalOptions options =
        LocalOptions.in(data)
            .withEnvironment(Map.of("TOCSIN_KEY_QUOTA", "10000", "TOCSIN_ADDRESS_QUOTA", "10000"));
    try (LocalTocsin tocsin = LocalTocsin.start(options, any -> {})) {
      Client client = Client.of(tocsin.url(), tocsin.key().id(), tocsin.key().secret());
      HttpRequest request = signed(client, alert("replayed"));
      List<HttpResponse<String>> answers = Threads.together(TIMES, number -> send(client, request));
      Set<String> ids = new HashSet<>();
      for (HttpResponse<String> answer : answers) {
        assertEquals(200, answer.statusCode(), answer.body());
        ids.add(Wire.parse(answer.body()).path("id").asText());
      }
      assertEquals(1, ids.size(), ids.toString());
      // A later alert has arrived: had one of the others been told again, it would have, too.
      assertEquals(200, client.post(PATH, alert("last")).statusCode());
      Eventually.happens(
          "the last alert arrives", Duration.ofMinutes(2), () -> titles(tocsin).contains("last"));
      assertEquals(List.of("replayed", "last"), titles(tocsin));
      List<JsonNode> history = client.history();
      assertEquals(
          List.of("last", "replayed"),
          history.stream().map(alert -> alert.path("title").asText()).toList());
      // To Discord, and to the desk of meetings.
      assertEquals(2, history.get(1).path("deliveries").size(), history.get(1).toString());
    }
  }

  private static String alert(String title) {
    return "{\"service\":\"s\",\"priority\":\"P1\",\"title\":\"" + title + "\"}";
  }

  private static HttpRequest signed(Client client, String body) {
    String now = Long.toString(Instant.now().getEpochSecond());
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return HttpRequest.newBuilder(client.url().resolve(PATH))
        .header("Content-Type", "application/json")
        .header("X-API-Key", client.key())
        .header("X-Timestamp", now)
        .header("X-Signature", Signature.hex(Signature.sign(client.secret(), now, bytes)))
        .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
        .build();
  }

  private static HttpResponse<String> send(Client client, HttpRequest request) {
    try {
      return client.http().send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static List<String> titles(LocalTocsin tocsin) {
    return tocsin.standIns().discord().messages().stream()
        .flatMap(message -> message.titles().stream())
        // A critical alert becomes a meeting, of which people are told as well.
        .filter(title -> !title.startsWith("Meeting "))
        .toList();
  }
}
