package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.delivery.Attempt;
import io.tocsin.delivery.Delivery;
import io.tocsin.routing.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedeliverTest {
  private static final String PATH = "/api/v1/redeliver";

  private final Scene scene = new Scene();

  RedeliverTest() {
    Alert alert =
        Alert.builder("ev_1", "test", "plex", "down").receivedAt(scene.clock.instant()).build();
    Delivery dead = Delivery.of(alert, new Target("ops", "discord", "ops", Map.of()));
    Delivery waiting = Delivery.of(alert, new Target("dev", "discord", "dev", Map.of()));
    scene.outbox.accept(alert, List.of(dead, waiting));
    Attempt attempt = new Attempt(scene.clock.instant(), "gone", "404", Duration.ofMillis(9));
    scene.outbox.record(List.of(dead.dead(attempt)));
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private Reply post(String body) {
    return scene.gateway().send(scene.signed(PATH, body));
  }

  @Test
  void whatIsDeadIsAskedFor() {
    Reply answered = post("{\"alert\":\"ev_1\"}");

    assertEquals(200, answered.status());
    assertEquals("{\"alert\":\"ev_1\",\"targets\":[\"ops\"]}", answered.body());
    assertEquals(List.of("ev_1 to all"), scene.redelivered);
    assertEquals(200, post("{\"alert\":\"ev_1\",\"target\":\"ops\"}").status());
    assertEquals(List.of("ev_1 to all", "ev_1 to ops"), scene.redelivered);
  }

  @Test
  void whatIsNotDeadIsNotFound() {
    assertEquals(404, post("{\"alert\":\"ev_1\",\"target\":\"dev\"}").status());
    assertEquals(404, post("{\"alert\":\"ev_2\"}").status());
    assertEquals(400, post("{\"alarm\":\"ev_1\"}").status());
    assertTrue(scene.redelivered.isEmpty());
  }

  @Test
  void onlyWhoSignsMayAsk() {
    assertEquals(
        401, scene.gateway().send(Call.post(PATH, Call.utf8("{\"alert\":\"ev_1\"}"))).status());
    assertTrue(scene.redelivered.isEmpty());
  }
}
