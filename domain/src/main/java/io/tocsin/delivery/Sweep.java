package io.tocsin.delivery;

import io.tocsin.watch.Metric;
import io.tocsin.watch.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Wakes lanes that nobody looked at when they were due: the wake was lost, or the holder died. This
 * is the guarantee that nothing is left lying; wakes are only quicker.
 */
public final class Sweep {
  /** Wakes that are under way are not overtaken. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final int MOST = 500;

  private final Outbox outbox;
  private final Wakes wakes;
  private final Metrics metrics;
  private final Clock clock;

  public Sweep(Outbox outbox, Wakes wakes, Metrics metrics, Clock clock) {
    this.outbox = outbox;
    this.wakes = wakes;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Wakes the lanes overdue by 5 s and more, at most {@value #MOST}, the longest overdue first.
   *
   * @return how many
   */
  public int run() {
    List<String> lanes = outbox.overdue(clock.instant().minus(GRACE), MOST);
    if (!lanes.isEmpty()) {
      wakes.wake(lanes, Duration.ZERO);
      metrics.note(Metric.LANES_OVERDUE, lanes.size(), List.of());
    }
    return lanes.size();
  }
}
