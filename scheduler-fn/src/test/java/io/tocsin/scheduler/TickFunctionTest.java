package io.tocsin.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import io.micronaut.context.ApplicationContext;
import io.tocsin.delivery.Lane;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TickFunctionTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final Context CONTEXT = new PlainContext();

  private final UnsteadyMaps maps = new UnsteadyMaps(new MemoryMaps());
  private final MapOutbox outbox = new MapOutbox(maps);
  private final RecordedWakes wakes = new RecordedWakes();
  private final Noted metrics = new Noted();
  private final ApplicationContext context =
      ApplicationContext.builder()
          .properties(Map.of("tocsin.tick.retry-delay", "1ms"))
          .singletons(outbox, wakes, metrics, Clock.fixed(NOW, ZoneOffset.UTC))
          .start();
  private final TickFunction function = new TickFunction(context);

  @AfterEach
  void stop() {
    context.close();
  }

  @Test
  void overdueLanesAreWokenAtOnceLongestFirst() {
    outbox.mark("late", NOW.minusSeconds(60));
    outbox.mark("later", NOW.minusSeconds(120));
    outbox.mark("under-way", NOW.minusSeconds(1));
    release("nothing-waits", Optional.empty());
    release("not-yet", Optional.of(NOW.plusSeconds(60)));

    assertEquals(2, tick());
    assertEquals(List.of(new RecordedWakes.Wake(List.of("later", "late"), Duration.ZERO)), wakes());
  }

  @Test
  void whenAllIsWellNobodyIsWoken() {
    assertEquals(0, tick());
    assertEquals(List.of(), wakes());
  }

  @Test
  void aStoreThatFailsForAMomentCostsNoTick() {
    outbox.mark("late", NOW.minusSeconds(60));
    maps.failNext(1);

    assertEquals(1, tick());
    assertEquals(2 + 3, maps.calls(), "one that failed, one that did not, and the look at lanes");
    assertEquals(1, wakes().size());
  }

  @Test
  void aQueueThatFailsForAMomentCostsNoTick() {
    outbox.mark("late", NOW.minusSeconds(60));
    wakes.failNext(3);

    assertEquals(1, tick());
    assertEquals(List.of(new RecordedWakes.Wake(List.of("late"), Duration.ZERO)), wakes());
  }

  @Test
  void aStoreThatStaysAwayFailsTheTickAfterThreeMoreTries() {
    outbox.mark("late", NOW.minusSeconds(60));
    maps.failNext(Integer.MAX_VALUE);

    IllegalStateException e = assertThrows(IllegalStateException.class, this::tick);
    assertEquals(UnsteadyMaps.REASON, e.getMessage());
    assertEquals(4, maps.calls());
    assertEquals(List.of(), wakes());
  }

  @Test
  void whatWaitsIsNotedUntilNothingDoes() {
    outbox.mark("late", NOW.minusSeconds(60));
    tick();
    assertEquals(1, metrics.last(Metric.LANES_OVERDUE));
    assertEquals(0, metrics.last(Metric.LANES_WAITING, "none"), "marked, with nothing in it");
    assertEquals(1, metrics.flushes());

    Lane late = outbox.lane("late");
    assertTrue(outbox.swap(late.released(Optional.empty())).isPresent());
    metrics.forget();
    tick();
    assertEquals(0, metrics.last(Metric.LANES_WAITING, "none"), "once more, for the gauge");
    metrics.forget();
    tick();
    assertEquals(0, metrics.size());
  }

  /** Micronaut's own context factory adds a singleton at every call. */
  @Test
  void manyTicksLeaveNothingBehind() {
    tick();
    int before = beans();
    for (int i = 1; i <= 20_000; i++) {
      tick();
      if (i % 1_000 == 0) {
        assertEquals(before, beans(), "after tick " + i);
      }
    }
    assertTrue(context.findBean(Context.class).isEmpty(), "no invocation's context is kept");
  }

  private int beans() {
    return context.getActiveBeanRegistrations(Object.class).size();
  }

  private int tick() {
    maps.startCounting();
    return function.handleRequest(new ScheduledEvent(), CONTEXT);
  }

  private List<RecordedWakes.Wake> wakes() {
    return wakes.all();
  }

  private void release(String lane, Optional<Instant> due) {
    assertTrue(outbox.swap(Lane.fresh(lane).released(due)).isPresent());
  }
}
