package io.tocsin.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * Lets go of the lanes that a process held which is known to be dead, so that nobody waits for its
 * leases to end. The next tick finds them due.
 */
public final class Takeover {
  private static final int MOST = 500;
  private static final Duration LONGEST = Lane.LEASE.plus(Duration.ofDays(1));

  private final Outbox outbox;

  public Takeover(Outbox outbox) {
    this.outbox = outbox;
  }

  /**
   * Lets go of lanes.
   *
   * @param holders what the names of the dead process's {@link Holders} begin with
   * @return how many lanes there were
   */
  public int from(String holders, Instant now) {
    int freed = 0;
    for (String name : outbox.overdue(now.plus(LONGEST), MOST)) {
      Lane lane = outbox.lane(name);
      boolean its = lane.holder().filter(holder -> holder.startsWith(holders)).isPresent();
      if (its && outbox.swap(lane.abandoned(now)).isPresent()) {
        freed++;
      }
    }
    return freed;
  }
}
