package io.tocsin.local.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.client.Alert;
import io.tocsin.client.AlertClient;
import io.tocsin.client.AlertClientBuilder;
import io.tocsin.client.Kind;
import io.tocsin.client.Priority;
import io.tocsin.client.Result;
import io.tocsin.local.LocalOptions;
import io.tocsin.local.LocalTocsin;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client for Java, against the real ingest. */
class JavaClientTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private static LocalTocsin tocsin;

  @BeforeAll
  static void start(@TempDir Path data) {
    tocsin = LocalTocsin.start(LocalOptions.in(data), any -> {});
  }

  @AfterAll
  static void stop() {
    tocsin.close();
  }

  private static AlertClientBuilder builder(LocalTocsin tocsin, URI url) {
    return AlertClient.builder()
        .url(url.toString())
        .key(tocsin.key().id())
        .secret(tocsin.key().secret().reveal())
        .backoff(Duration.ofMillis(1), Duration.ofMillis(2));
  }

  private static AlertClient client() {
    return builder(tocsin, tocsin.url()).build();
  }

  private static List<JsonNode> history(String service) throws Exception {
    return Client.of(tocsin.url(), tocsin.key().id(), tocsin.key().secret()).history().stream()
        .filter(alert -> alert.path("service").asText().equals(service))
        .toList();
  }

  private static JsonNode arrived(String service, Result result) throws Exception {
    String id =
        assertInstanceOf(Result.Accepted.class, result, result.message()).id().orElseThrow();
    Eventually.happens("it is in the history", LONG, () -> !history(service).isEmpty());
    JsonNode alert = history(service).get(0);
    assertEquals(id, alert.path("id").asText());
    return alert;
  }

  @Test
  void whatIsSentIsInTheHistoryAsItWasSaid() throws Exception {
    Instant at = Instant.parse("2026-11-21T08:00:00Z");
    Result result =
        client()
            .send(
                Alert.builder(Priority.P2, "said", "Gerät \uD83D\uDD14 \"überhitzt\" \\ \u2028")
                    .message("line\nline\ttab \u0001 half \uD83D")
                    .name("hd-1")
                    .kind(Kind.HEALTH_CHANGE)
                    .at(at)
                    .resolved()
                    .detail("deep", Map.of("list", Arrays.asList(1, 2.5, true, null)))
                    .build());
    JsonNode alert = arrived("said", result);
    assertEquals("Gerät \uD83D\uDD14 \"überhitzt\" \\ \u2028", alert.path("title").asText());
    assertEquals("line\nline\ttab \u0001 half \uFFFD", alert.path("message").asText());
    assertEquals("high", alert.path("severity").asText());
    assertEquals("health_change", alert.path("type").asText());
    assertEquals("resolved", alert.path("status").asText());
    assertEquals("hd-1", alert.path("name").asText());
    assertEquals(at, Instant.parse(alert.path("detected_at").asText()));
    assertEquals("[1,2.5,true,null]", alert.path("details").path("deep").path("list").toString());
  }

  @Test
  void aRetryAfterALostAnswerIsOneEvent() throws Exception {
    for (Alert alert :
        List.of(
            Alert.of(Priority.P1, "lost", "nobody named it"),
            Alert.builder(Priority.P1, "lost", "its sender named it").name("hd-2").build(),
            Alert.builder(Priority.P1, "lost", "it has a number").detail("alert_id", 17).build())) {
      try (LossyProxy proxy = new LossyProxy(tocsin.url(), 2);
          AlertClient client = builder(tocsin, proxy.url()).build()) {
        Result result = client.send(alert);
        Result.Accepted accepted = assertInstanceOf(Result.Accepted.class, result);
        assertEquals(List.of(200, 200, 200), proxy.answers);
        assertTrue(accepted.duplicate(), "it was accepted before: " + accepted.message());
      }
    }
    // When a later one has arrived, whatever of the others was on the queue has, too.
    arrived("last", client().send(Alert.of(Priority.P1, "last", "last")));
    assertEquals(
        List.of("it has a number", "its sender named it", "nobody named it"),
        history("lost").stream().map(alert -> alert.path("title").asText()).sorted().toList());
  }

  @Test
  void twoCallsAreTwoEventsAndOneWithANameAndATimeOfItsOwnIsOne() {
    AlertClient client = client();
    Alert unnamed = Alert.of(Priority.P1, "calls", "unnamed");
    assertEquals(2, IntStream.range(0, 2).mapToObj(i -> id(client, unnamed)).distinct().count());
    Alert named =
        Alert.builder(Priority.P1, "calls", "named")
            .name("hd-3")
            .at(Instant.parse("2026-11-21T08:00:00Z"))
            .build();
    assertEquals(1, IntStream.range(0, 2).mapToObj(i -> id(client, named)).distinct().count());
  }

  private static String id(AlertClient client, Alert alert) {
    return ((Result.Accepted) client.sendOrThrow(alert)).id().orElseThrow();
  }

  @Test
  void whatIngestRefusesIsToldInItsWords() {
    Result unsigned =
        builder(tocsin, tocsin.url())
            .secret("another")
            .build()
            .send(Alert.of(Priority.P1, "refused", "t"));
    assertRefused(401, "X-Signature was not made with its secret", unsigned);
    assertRefused(400, "title", client().send(Alert.of(Priority.P1, "refused", "")));
    assertRefused(
        400,
        "message",
        client()
            .send(Alert.builder(Priority.P1, "refused", "t").message("x".repeat(65_537)).build()));
    Result elsewhere =
        builder(tocsin, tocsin.url().resolve("/elsewhere"))
            .build()
            .send(Alert.of(Priority.P1, "refused", "t"));
    assertEquals(OptionalInt.of(404), ((Result.Refused) elsewhere).status());
  }

  private static void assertRefused(int status, String told, Result result) {
    Result.Refused refused = assertInstanceOf(Result.Refused.class, result);
    assertEquals(OptionalInt.of(status), refused.status());
    assertTrue(refused.message().contains(told), refused.message());
  }

  @Test
  void theLargestThatTheClientSendsIsAccepted() {
    int room = 256 * 1024;
    int taken = 0;
    AlertClient client = client();
    Result first = sized(client, room);
    while (first instanceof Result.Refused refused && refused.status().isEmpty()) {
      taken++;
      first = sized(client, room - taken);
    }
    assertInstanceOf(Result.Accepted.class, first, first.message());
    assertTrue(taken < 300, "no more is taken off than the rest of the body needs: " + taken);
  }

  private static Result sized(AlertClient client, int padding) {
    return client.send(
        Alert.builder(Priority.P1, "large", "t")
            .name("hd-4")
            .detail("padding", "x".repeat(padding))
            .build());
  }
}
