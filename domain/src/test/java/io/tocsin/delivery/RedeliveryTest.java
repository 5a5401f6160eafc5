package io.tocsin.delivery;

import static io.tocsin.store.Samples.NOON;
import static io.tocsin.store.Samples.alert;
import static io.tocsin.store.Samples.attempt;
import static io.tocsin.store.Samples.delivered;
import static io.tocsin.store.Samples.delivery;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.alert.Alert;
import io.tocsin.history.History;
import io.tocsin.store.MapHistory;
import io.tocsin.store.MapOutbox;
import io.tocsin.store.MemoryMaps;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedeliveryTest {
  private final MemoryMaps maps = new MemoryMaps();
  private final Outbox outbox = new MapOutbox(maps);
  private final History history = new MapHistory(maps);
  private final List<String> woken = new ArrayList<>();
  private final Redelivery redelivery =
      new Redelivery(
          outbox,
          history,
          (lanes, delay) -> woken.addAll(lanes),
          Clock.fixed(NOON, ZoneOffset.UTC));

  RedeliveryTest() {
    Alert alert = alert("a1");
    Delivery one = delivery(alert, "general", "lane-1");
    Delivery two = delivery(alert, "errors", "lane-2");
    Delivery three = delivery(alert, "mail", "lane-3");
    outbox.accept(alert, List.of(one, two, three));
    outbox.record(List.of(one.dead(attempt(NOON, "gone")), two.dead(attempt(NOON, "gone"))));
    outbox.record(List.of(delivered(three)));
  }

  @Test
  void whatIsDeadWaitsAgainAndItsLaneIsWoken() {
    assertEquals(List.of("general", "errors"), redelivery.redeliver("a1", Optional.empty()));

    assertEquals(List.of("lane-1", "lane-2"), woken);
    assertEquals(1, outbox.waiting("lane-1", 10).size());
    assertEquals(1, outbox.waiting("lane-2", 10).size());
    assertEquals(List.of(), redelivery.redeliver("a1", Optional.empty()), "nothing is dead now");
  }

  @Test
  void oneTargetCanBeChosen() {
    assertEquals(List.of("errors"), redelivery.redeliver("a1", Optional.of("errors")));
    assertEquals(List.of(), redelivery.redeliver("a1", Optional.of("mail")));
    assertEquals(List.of(), redelivery.redeliver("unknown", Optional.empty()));
    assertEquals(List.of(), outbox.waiting("lane-1", 10));
  }

  @Test
  void whatWasGoneIsTriedAgain() {
    outbox.swap(Lane.fresh("lane-1").without("op_1").without("op_2"));

    redelivery.redeliver("a1", Optional.of("general"));

    assertEquals(List.of(), List.copyOf(outbox.lane("lane-1").gone()));
  }
}
