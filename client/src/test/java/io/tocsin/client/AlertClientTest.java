package io.tocsin.client;

import static io.tocsin.client.FaultServer.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.client.FaultServer.Behaviour;
import java.io.IOException;
import java.lang.Thread.State;
import java.time.Duration;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What callers are promised. */
@Timeout(60)
class AlertClientTest {
  private static final String SECRET = "the-secret-that-nobody-may-see";
  private static final Alert ALERT = Alert.of(Priority.P1, "plex", "plex is down");

  private final SteppedTime time = new SteppedTime();

  private static AlertClientBuilder builder(FaultServer server) {
    return AlertClient.builder().url(server.url()).key("cm_test").secret(SECRET);
  }

  private AlertClient client(FaultServer server) {
    return builder(server).build(time, new Random(1));
  }

  private static JsonNode body(FaultServer server, int index) throws IOException {
    return new ObjectMapper().readTree(server.requests.get(index).body());
  }

  @Test
  void anAlertIsWrittenAsTheKnownClientWritesIt() throws IOException {
    try (FaultServer server = new FaultServer()) {
      Alert alert =
          Alert.builder(Priority.P2, "plex", "Größe \uD83D\uDD14 \"überschritten\"")
              .message("3 checks failed")
              .name("hd-8841")
              .kind(Kind.HEALTH_CHANGE)
              .type("monitoring")
              .resolved()
              .detail("region", "eu")
              .build();
      assertEquals(
          "hd-8841",
          builder(server).source("heimdallr").build(time, new Random(1)).send(alert).name());
      assertEquals(
          new ObjectMapper()
              .readTree(
                  """
                  {"service":"plex","priority":"P2","title":"Größe 🔔 \\"überschritten\\"",
                   "message":"3 checks failed","source":"heimdallr","type":"monitoring",
                   "details":{"alert_id":"hd-8841","kind":"health_change","resolved":true,
                     "region":"eu","timestamp":"2026-11-21T08:00:00Z"}}
                  """),
          body(server, 0));
    }
  }

  @Test
  void anAlertWithoutANameGetsOneAtEachCall() throws IOException {
    try (FaultServer server = new FaultServer()) {
      AlertClient client = client(server);
      Result first = client.send(ALERT);
      Result second = client.send(ALERT);
      assertNotEquals(first.name(), second.name());
      assertEquals(first.name(), body(server, 0).path("alert_id").asText());
      assertEquals(second.name(), body(server, 1).path("alert_id").asText());
    }
  }

  @Test
  void whatIsNotWantedIsNotSent() throws IOException {
    try (FaultServer server = new FaultServer()) {
      AlertClient client = client(server);
      Result muted = client.send(Alert.of(Priority.P3, "plex", "slow"));
      assertInstanceOf(Result.Muted.class, muted);
      assertTrue(muted.fine());
      assertEquals("Not sent: P3 is not wanted", muted.message());
      assertEquals(
          muted.getClass(), client.sendOrThrow(Alert.of(Priority.P4, "p", "t")).getClass());
      assertEquals(List.of(), server.requests);
    }
  }

  @Test
  void whatCannotBeWrittenIsRefusedUnsent() throws IOException {
    List<Object> circle = new ArrayList<>();
    circle.add(circle);
    Map<Object, String> keyed = new HashMap<>();
    keyed.put(1, "one");
    try (FaultServer server = new FaultServer()) {
      AlertClient client = client(server);
      Map<Object, String> wrongs =
          Map.of(
              Priority.P1,
              "details.d is a io.tocsin.client.Priority",
              Double.NaN,
              "details.d is NaN",
              keyed,
              "details.d has a key that is no text",
              "x".repeat(Letter.LARGEST),
              "the body has more than the 262144 bytes",
              "ü".repeat(Letter.LARGEST / 2),
              "the body has more than the 262144 bytes",
              new Broken(),
              "its details cannot be read: java.lang.IllegalStateException");
      wrongs.forEach((wrong, why) -> assertRefused(client, wrong, why));
      assertRefused(client, circle, "[0] is more than 32 levels deep");
      assertEquals(List.of(), server.requests);
    }
  }

  private static void assertRefused(AlertClient client, Object wrong, String why) {
    Alert alert = Alert.builder(Priority.P1, "s", "t").detail("d", wrong).build();
    Result.Refused refused = assertInstanceOf(Result.Refused.class, client.send(alert));
    assertTrue(refused.message().contains(why), refused.message());
    assertEquals(OptionalInt.empty(), refused.status());
  }

  /** A map that another thread is changing would fail like this. */
  private static final class Broken extends AbstractMap<String, Object> {
    @Override
    public Set<Entry<String, Object>> entrySet() {
      throw new IllegalStateException("broken");
    }

    @Override
    public int hashCode() {
      return 1;
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }
  }

  @Test
  void nullTextsBreakNothing() throws IOException {
    String none = new IOException().getMessage();
    try (FaultServer server = new FaultServer()) {
      Alert alert =
          Alert.builder(Priority.P1, "s", none)
              .message(none)
              .name(none)
              .type(none)
              .detail("cause", none)
              .build();
      assertTrue(client(server).send(alert).fine());
      assertEquals("", body(server, 0).path("message").asText());
      assertTrue(body(server, 0).path("details").path("cause").isNull());
      assertFalse(body(server, 0).path("alert_id").asText().isBlank());
    }
  }

  @Test
  void askedToItThrowsWithTheResult() throws IOException {
    try (FaultServer server = new FaultServer(status(400, "{\"message\":\"title: is missing\"}"))) {
      AlertNotSentException thrown =
          assertThrows(AlertNotSentException.class, () -> client(server).sendOrThrow(ALERT));
      assertInstanceOf(Result.Refused.class, thrown.result());
      assertTrue(String.valueOf(thrown.getMessage()).contains("answered 400: title: is missing"));
    }
  }

  @Test
  void moreThanMayBeUnderWayIsGivenUpAtOnceAndMayBeSentLater() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    Behaviour slow =
        socket -> {
          go.await();
          return status(200, FaultServer.ACCEPTED).answer(socket);
        };
    try (FaultServer server = new FaultServer(slow, slow)) {
      AlertClient client = builder(server).underWay(2).build(time, new Random(1));
      CompletableFuture<Result> one = client.sendAsync(ALERT);
      CompletableFuture<Result> two = client.sendAsync(ALERT);
      Result.GaveUp three = assertInstanceOf(Result.GaveUp.class, client.sendAsync(ALERT).get());
      assertEquals(0, three.attempts());
      assertFalse(three.perhapsAccepted());
      assertEquals("Not sent: 2 alerts are under way, as many as may be", three.message());
      go.countDown();
      assertTrue(one.get().fine());
      assertTrue(two.get().fine());
      assertTrue(client.sendAsync(ALERT).get().fine());
    }
  }

  @Test
  void closingWaitsForWhatIsUnderWayAndTakesNoMore() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    try (FaultServer server =
        new FaultServer(
            socket -> {
              go.await();
              return status(200, FaultServer.ACCEPTED).answer(socket);
            })) {
      AlertClient client = client(server);
      CompletableFuture<Result> last = client.sendAsync(ALERT);
      Thread closer = new Thread(client::close);
      closer.start();
      while (EnumSet.of(State.NEW, State.RUNNABLE).contains(closer.getState())) {
        Thread.onSpinWait();
      }
      assertEquals(State.TIMED_WAITING, closer.getState(), "it waits for the one under way");
      go.countDown();
      closer.join();
      assertTrue(last.get().fine());
      Result after = client.send(ALERT);
      assertEquals("Not sent: the client is closed", after.message());
    }
  }

  @Test
  void anInterruptedThreadStaysInterruptedAndWaitsNoLonger() throws Exception {
    CompletableFuture<Thread> sender = new CompletableFuture<>();
    CompletableFuture<Result> result = new CompletableFuture<>();
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Behaviour slow =
        socket -> {
          arrived.countDown();
          go.await();
          return true;
        };
    try (FaultServer server = new FaultServer(slow)) {
      AlertClient client = client(server);
      Thread thread =
          new Thread(
              () -> {
                sender.complete(Thread.currentThread());
                result.complete(client.send(ALERT));
                interrupted.complete(Thread.currentThread().isInterrupted());
              });
      thread.start();
      arrived.await();
      sender.get().interrupt();
      Result.GaveUp gaveUp = assertInstanceOf(Result.GaveUp.class, result.get());
      assertTrue(gaveUp.perhapsAccepted());
      assertTrue(interrupted.get());
      go.countDown();
    }
  }

  @Test
  void theSecretIsShownNowhere() throws IOException {
    try (FaultServer server = new FaultServer(status(401, "{\"message\":\"wrong\"}"))) {
      AlertClientBuilder builder = builder(server);
      AlertClient client = builder.build(time, new Random(1));
      AlertNotSentException thrown =
          assertThrows(AlertNotSentException.class, () -> client.sendOrThrow(ALERT));
      for (Object shown : List.of(builder, client, thrown, thrown.result(), ALERT)) {
        assertFalse(shown.toString().contains(SECRET), shown.getClass().toString());
      }
      String sent = server.requests.get(0).toString() + server.requests.get(0).text();
      assertFalse(sent.contains(SECRET), "only what it signs is sent");
    }
  }

  @Test
  void theRealClockAndChanceServeAsWell() throws IOException {
    try (FaultServer server = new FaultServer(status(500, ""));
        AlertClient client =
            builder(server).backoff(Duration.ofMillis(1), Duration.ofMillis(2)).build()) {
      assertTrue(client.sendAsync(ALERT).join().fine());
      assertEquals(2, server.requests.size());
    }
  }
}
