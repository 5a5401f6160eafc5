package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.watch.Metric;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CountingTest {
  private static final String GOOD =
      "{\"service\":\"plex\",\"priority\":\"P1\",\"title\":\"down\"}";

  @ParameterizedTest
  @EnumSource(Gateway.Payload.class)
  void whatIsAcceptedAndWhatIsRefusedIsCountedOnceAndByItsReason(Gateway.Payload payload) {
    try (Scene scene = new Scene()) {
      Gateway gateway = payload.over(scene.context);
      Call good = scene.signed("/api/v1/alert", GOOD);
      gateway.send(good);
      gateway.send(good);
      gateway.send(scene.signed("/api/v1/alert", "{"));
      gateway.send(Call.signed("/api/v1/alert", Call.utf8(GOOD), Scene.KEY, "wrong", "1"));
      gateway.send(scene.signed("/api/v1/alerts", "[" + GOOD + ",{\"service\":1}]"));
      scene.queue.down = true;
      gateway.send(scene.signed("/api/v1/alert", GOOD.replace("down", "slow")));
      gateway.send(Call.get("/nowhere"));

      assertEquals(2, scene.metrics.sum(Metric.ALERTS_ACCEPTED), "a repeat is none");
      assertEquals(1, scene.metrics.sum(Metric.ALERTS_REJECTED, "unauthorized"));
      assertEquals(1, scene.metrics.sum(Metric.ALERTS_REJECTED, "invalid-body"));
      assertEquals(1, scene.metrics.sum(Metric.ALERTS_REJECTED, "invalid-item"));
      assertEquals(1, scene.metrics.sum(Metric.ALERTS_REJECTED, "unavailable"));
      assertEquals(6, scene.metrics.size(), "and nothing else");
      assertEquals(7, scene.metrics.flushes(), "after each request");
    }
  }
}
