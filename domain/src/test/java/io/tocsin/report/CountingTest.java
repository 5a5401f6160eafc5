package io.tocsin.report;

import static io.tocsin.store.Samples.NOON;
import static io.tocsin.store.Samples.alert;
import static io.tocsin.store.Samples.delivery;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.delivery.Attempt;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Delivery.State;
import io.tocsin.report.Change.DeliveryRecorded;
import io.tocsin.report.Report.Deliveries;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CountingTest {
  private static final Duration TOOK = Duration.ofMillis(100);

  private final Delivery waiting = delivery(alert("a1"), "general", "lane");

  @Test
  void whatIsRecordedWithoutNewsCountsNothing() {
    Delivery failed = failed(waiting, 1, "transient");

    assertEquals(Map.of(), counted(Optional.empty(), waiting));
    assertEquals(Map.of(), counted(Optional.of(failed), failed));
    assertEquals(Map.of(), counted(Optional.of(waiting), waiting));
  }

  @Test
  void severalNewAttemptsCountEach() {
    Delivery twice = failed(failed(waiting, 1, "transient"), 5, "ambiguous");

    Deliveries sum = sum(Optional.empty(), twice);
    assertEquals(1, sum.attempts("transient"));
    assertEquals(1, sum.attempts("ambiguous"));
    assertEquals(1, sum.retries());
  }

  @Test
  void ofVeryManyAttemptsEachCountsOnceThoughNotAllAreKept() {
    Delivery now = waiting;
    long attempts = 0;
    long retries = 0;
    long throttled = 0;
    for (int i = 0; i < 3 * Delivery.ATTEMPTS_KEPT; i++) {
      Delivery next = failed(now, 10 * i, "throttled");
      Deliveries sum = sum(Optional.of(now), next);
      attempts += sum.attempts("throttled");
      retries += sum.retries();
      throttled += sum.throttled().toMillis();
      now = next;
    }

    assertEquals(3 * Delivery.ATTEMPTS_KEPT, attempts);
    assertEquals(attempts - 1, retries);
    assertEquals((attempts - 1) * 9_900, throttled);
  }

  @Test
  void throttledTimeEndsWithTheDelivery() {
    Delivery throttled = failed(waiting, 1, "throttled");
    Delivery over = throttled.ended(State.RESOLVED, NOON.plusSeconds(61), "it is over");

    Deliveries sum = sum(Optional.of(throttled), over);
    assertEquals(Duration.ofMillis(59_900), sum.throttled());
    assertEquals(0, sum.attempts());
    assertEquals(1, sum.ended(State.RESOLVED));
  }

  @Test
  void theTimeInWhichItWasDeadIsNotThrottled() {
    Delivery throttled = failed(waiting, 1, "throttled");
    Delivery dead = throttled.ended(State.DEAD, NOON.plusSeconds(61), "too old");
    Delivery revived = dead.revived(NOON.plusSeconds(7200));
    Delivery told =
        revived.delivered(
            new Attempt(NOON.plusSeconds(7201), "delivered", "", TOOK), Optional.empty(), true);

    assertEquals(Map.of(), counted(Optional.of(dead), revived));
    assertEquals(Duration.ZERO, sum(Optional.of(revived), told).throttled());
    assertEquals(1, sum(Optional.of(revived), told).retries());
  }

  @Test
  void eachThingCountsInItsHour() {
    Instant beforeOne = NOON.plusSeconds(3599);
    Attempt late = new Attempt(beforeOne, "delivered", "", Duration.ofSeconds(2));
    Delivery told = waiting.delivered(late, Optional.empty(), true);
    Subject general = Subject.target("discord", "general");

    Map<Line, Counts> counted = counted(Optional.empty(), told);
    assertEquals(
        Map.of("attempt-delivered", 1L),
        counted.getOrDefault(new Line(NOON, general), Counts.NONE).numbers());
    assertEquals(
        Map.of("ended-delivered", 1L, "took-71", 1L),
        counted.getOrDefault(new Line(NOON.plusSeconds(3600), general), Counts.NONE).numbers());
  }

  private static Delivery failed(Delivery before, int second, String outcome) {
    return before.waiting(new Attempt(NOON.plusSeconds(second), outcome, "", TOOK), true);
  }

  private static Map<Line, Counts> counted(Optional<Delivery> before, Delivery after) {
    return Counting.of(new DeliveryRecorded(before, after));
  }

  private static Deliveries sum(Optional<Delivery> before, Delivery after) {
    return new Deliveries(
        counted(before, after).values().stream().reduce(Counts.NONE, Counts::plus));
  }
}
