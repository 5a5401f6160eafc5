package io.tocsin.delivery;

import static io.tocsin.store.Samples.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.alert.Alert;
import io.tocsin.delivery.Delivery.State;
import io.tocsin.keys.Secret;
import io.tocsin.routing.Routing;
import io.tocsin.routing.Target;
import io.tocsin.store.MapOutbox;
import io.tocsin.store.MemoryMaps;
import io.tocsin.watch.Metric;
import io.tocsin.watch.Noted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final Target HOOK =
      new Target("hook", "discord", "ops", Map.of("url", Secret.of("a-secret")));
  private static final Alert ALERT =
      Alert.builder("a1", "test", "plex", "down").receivedAt(NOON).build();
  private static final Terms TERMS = new Terms(Budget.perMinute(25, 5), List.of("discord"));

  private final Noted noted = new Noted();
  private final Tally tally =
      new Tally(noted, new Routing(Map.of("hook", HOOK), List.of(), Map.of()));

  private static Attempt attempt(int secondsLater, String outcome) {
    return new Attempt(NOON.plusSeconds(secondsLater), outcome, "because", Duration.ofMillis(200));
  }

  @Test
  void anAlertIsCountedWithItsTimeOnTheQueueWhenItIsRouted() {
    Delivery muted = Delivery.of(ALERT, HOOK).ended(State.MUTED, NOON, "silenced");
    tally.routed(ALERT, List.of(muted), NOON.plusSeconds(3));
    tally.repeated(ALERT);

    assertEquals(1, noted.sum(Metric.ALERTS_ROUTED));
    assertEquals(1, noted.sum(Metric.ALERTS_REPEATED));
    assertEquals(3000, noted.last(Metric.ALERT_QUEUED_TIME));
    assertEquals(1, noted.sum(Metric.DELIVERIES_ENDED, "discord", "muted"));
  }

  @Test
  void aDeliveryIsCountedWhenItEndsAndItsTimeWhenItArrived() {
    Delivery waiting = Delivery.of(ALERT, HOOK).waiting(attempt(1, "transient"), true);
    tally.recorded(List.of(waiting));
    assertEquals(0, noted.size(), "it waits on");

    tally.recorded(List.of(waiting.delivered(attempt(5, "delivered"), Optional.empty(), false)));
    assertEquals(1, noted.sum(Metric.DELIVERIES_ENDED, "discord", "delivered"));
    assertEquals(5200, noted.last(Metric.DELIVERY_TIME, "discord"));

    tally.recorded(List.of(waiting.dead(attempt(9, "rejected"))));
    assertEquals(1, noted.sum(Metric.DELIVERIES_ENDED, "discord", "dead"));
    assertEquals(1, noted.sum(Metric.DEAD_LETTERS, "undelivered"));
  }

  @Test
  void aBreakerIsCountedWhenItOpensAndWhenItCloses() {
    Lane lane = Lane.fresh("ops").on(TERMS);
    Lane before = lane;
    for (int i = 0; i < Breaker.IN_A_ROW; i++) {
      before = lane;
      lane = lane.failed(NOON.plusSeconds(i));
      tally.swapped(before, lane);
    }
    assertEquals(1, noted.sum(Metric.BREAKERS_OPENED, "discord"));
    tally.swapped(lane, lane.failed(NOON.plusSeconds(60)));
    assertEquals(1, noted.sum(Metric.BREAKERS_OPENED, "discord"), "it was open");
    tally.swapped(lane, lane.succeeded(NOON.plusSeconds(90)));
    assertEquals(1, noted.sum(Metric.BREAKERS_CLOSED, "discord"));
  }

  @Test
  void theWatchAddsUpTheLanesOfAChannelAndSaysWhenNothingWaitsAnyMore() {
    Instant now = NOON.plusSeconds(90);
    MapOutbox outbox = new MapOutbox(new MemoryMaps());
    for (String name : List.of("ops", "web")) {
      Target target = new Target(name, "discord", name, Map.of());
      Alert alert =
          Alert.builder(name, "test", "plex", "down")
              .receivedAt(name.equals("ops") ? NOON : NOON.plusSeconds(30))
              .build();
      outbox.accept(alert, List.of(Delivery.of(alert, target)));
      outbox.swap(Lane.fresh(name).on(TERMS));
      outbox.mark(name, NOON);
    }
    LaneWatch watch = new LaneWatch(outbox, noted, Clock.fixed(now, ZoneOffset.UTC));

    watch.run();

    assertEquals(2, noted.last(Metric.LANES_WAITING, "discord"));
    assertEquals(90, noted.last(Metric.LANES_OLDEST_AGE, "discord"));
    assertEquals(0, noted.last(Metric.LANES_FAILING, "discord"));
    for (String name : List.of("ops", "web")) {
      outbox.swap(outbox.lane(name).released(Optional.empty()));
    }
    watch.run();
    assertEquals(0, noted.last(Metric.LANES_WAITING, "discord"));
    noted.forget();
    watch.run();
    assertEquals(0, noted.size());
  }
}
