package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.store.Threads;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A key is rotated and revoked while many send with it, through several instances. */
@Timeout(120)
class KeyRacesTest {
  private static final int SENDERS = 8;
  private static final int ROTATIONS = 10;
  private static final int BETWEEN = 40;
  private static final String KEYS = "/api/v1/keys";

  private final Scene one = new Scene();
  private final List<Scene> all = List.of(one, one.another(), one.another());
  private final List<Gateway> gateways = all.stream().map(Scene::gateway).toList();
  private final Semaphore answered = new Semaphore(0);
  private final JsonNode key = done(KEYS, "{\"owner\":\"heimdallr\"}");

  private volatile String newest = key.path("secret").asText();
  private volatile boolean over = false;

  /**
   * One request.
   *
   * @param at no later than when it was sent
   */
  private record Sent(Instant at, Reply reply) {}

  @AfterEach
  void close() {
    all.forEach(Scene::close);
  }

  private JsonNode done(String path, String body) {
    Reply reply = gateways.get(0).send(one.signed(path, body));
    assertEquals(200, reply.status(), reply.body());
    return reply.json();
  }

  @Test
  void nothingIsLostAndNothingGetsInAfterwards() throws Exception {
    List<List<Sent>> results =
        Threads.together(
            SENDERS + 1, number -> number == SENDERS ? rotateAndRevoke() : send(number));
    Instant revoked = results.get(SENDERS).get(0).at();
    List<Sent> sent = results.subList(0, SENDERS).stream().flatMap(List::stream).toList();
    Set<String> queued =
        one.queue.alerts.stream().map(Alert::id).collect(Collectors.toUnmodifiableSet());
    int accepted = 0;
    for (Sent each : sent) {
      Reply reply = each.reply();
      assertTrue(Set.of(200, 401).contains(reply.status()), reply.status() + " " + reply.body());
      if (reply.status() == 200) {
        accepted++;
        assertTrue(queued.contains(reply.json().path("id").asText()), "accepted, but not queued");
        assertTrue(
            each.at().isBefore(revoked.plusSeconds(60)),
            () -> "accepted at " + each.at() + ", revoked at " + revoked);
      }
    }
    assertEquals(accepted, queued.size(), "queued, but not accepted, or twice");
    assertTrue(accepted > ROTATIONS * BETWEEN / 2, "accepted " + accepted + " of " + sent.size());
    assertFalse(
        sent.stream().noneMatch(each -> !each.at().isBefore(revoked.plusSeconds(60))),
        "some were sent when it was too late");
  }

  private List<Sent> send(int sender) {
    List<Sent> sent = new ArrayList<>();
    Gateway gateway = gateways.get(sender % gateways.size());
    while (!over) {
      String body =
          "{\"service\":\"s\",\"priority\":\"P1\",\"title\":\"%d of %d\"}"
              .formatted(sent.size(), sender);
      Instant at = one.clock.instant();
      Call call =
          Call.signed(
              "/api/v1/alert",
              Call.utf8(body),
              key.path("id").asText(),
              newest,
              one.clock.seconds());
      sent.add(new Sent(at, gateway.send(call)));
      answered.release();
    }
    return sent;
  }

  /** When it was revoked. */
  private List<Sent> rotateAndRevoke() {
    try {
      String id = key.path("id").asText();
      long version = key.path("version").asLong();
      for (int i = 0; i < ROTATIONS; i++) {
        answered.acquireUninterruptibly(BETWEEN);
        JsonNode rotated =
            done(
                KEYS + "/rotate",
                "{\"id\":\"%s\",\"version\":%d,\"grace_seconds\":3600}".formatted(id, version));
        version = rotated.path("version").asLong();
        newest = rotated.path("secret").asText();
        // As long as an instance believes what it looked up last.
        one.clock.move(KnownKeys.AGAIN);
      }
      answered.acquireUninterruptibly(BETWEEN);
      Reply reply = gateways.get(0).send(one.signed(KEYS + "/revoke", "{\"id\":\"" + id + "\"}"));
      Sent revoked = new Sent(one.clock.instant(), reply);
      assertEquals(200, reply.status(), reply.body());
      answered.acquireUninterruptibly(BETWEEN);
      one.clock.move(Duration.ofSeconds(59));
      answered.acquireUninterruptibly(BETWEEN);
      one.clock.move(Duration.ofSeconds(1));
      answered.drainPermits();
      answered.acquireUninterruptibly(BETWEEN);
      return List.of(revoked);
    } finally {
      over = true;
    }
  }
}
