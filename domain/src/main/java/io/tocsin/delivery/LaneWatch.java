package io.tocsin.delivery;

import io.tocsin.watch.Metric;
import io.tocsin.watch.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Looks at the lanes in which something waits, and notes how much, since when, and whether their
 * services fail. Where nothing waits, that is one read.
 */
public final class LaneWatch {
  private static final int MOST = 500;

  /** Later than anything is due. */
  private static final Duration EVER = Duration.ofDays(3650);

  private final Outbox outbox;
  private final Metrics metrics;
  private final Clock clock;

  /** Channels that were noted the last time, so that it is noted when nothing waits any more. */
  private Set<String> noted = Set.of();

  public LaneWatch(Outbox outbox, Metrics metrics, Clock clock) {
    this.outbox = outbox;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** What the lanes of a channel come to. */
  private record Sum(int waiting, Duration oldest, int failing) {
    static final Sum NOTHING = new Sum(0, Duration.ZERO, 0);

    Sum plus(Sum other) {
      return new Sum(
          waiting + other.waiting,
          oldest.compareTo(other.oldest) > 0 ? oldest : other.oldest,
          failing + other.failing);
    }
  }

  /** Looks at the {@value #MOST} lanes that are due first, at most. */
  public synchronized void run() {
    Instant now = clock.instant();
    List<Lane> lanes = outbox.lanes(outbox.overdue(now.plus(EVER), MOST));
    Map<String, Sum> sums = new TreeMap<>();
    noted.forEach(channel -> sums.put(channel, Sum.NOTHING));
    lanes.forEach(lane -> sums.merge(Tally.channel(lane), sum(lane, now), Sum::plus));
    sums.forEach(this::note);
    noted = lanes.stream().map(Tally::channel).collect(Collectors.toUnmodifiableSet());
  }

  private Sum sum(Lane lane, Instant now) {
    Backlog backlog = Backlog.of(outbox, lane);
    return new Sum(backlog.waiting(), backlog.age(now), lane.breaker().open() ? 1 : 0);
  }

  private void note(String channel, Sum sum) {
    List<String> labels = List.of(channel);
    metrics.note(Metric.LANES_WAITING, sum.waiting(), labels);
    metrics.note(Metric.LANES_OLDEST_AGE, sum.oldest().toMillis() / 1000.0, labels);
    metrics.note(Metric.LANES_FAILING, sum.failing(), labels);
  }
}
