package io.tocsin.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What waits in a lane.
 *
 * @param waiting how many deliveries, {@value #MOST} at most
 * @param more whether there are more than were counted
 * @param oldest when the alert of the oldest of those counted was received
 */
public record Backlog(int waiting, boolean more, Optional<Instant> oldest) {
  /** Counting costs a read of each. */
  static final int MOST = 500;

  /** A lane in which nothing waits. */
  public static final Backlog NONE = new Backlog(0, false, Optional.empty());

  /** Counts; a lane that is not due has nothing in it. */
  public static Backlog of(Outbox outbox, Lane lane) {
    if (lane.due().isEmpty()) {
      return NONE;
    }
    List<Delivery> waiting = outbox.waiting(lane.name(), MOST + 1);
    List<Delivery> counted = waiting.subList(0, Math.min(waiting.size(), MOST));
    return new Backlog(
        counted.size(),
        waiting.size() > MOST,
        counted.stream().map(Delivery::since).min(Comparator.naturalOrder()));
  }

  /** How old the oldest is, zero where nothing waits. */
  public Duration age(Instant now) {
    return oldest
        .map(since -> Duration.between(since, now))
        .filter(age -> !age.isNegative())
        .orElse(Duration.ZERO);
  }
}
