package io.tocsin.keys;

import io.tocsin.keys.Quotas.Lease;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A quota's count as a sliding window sees it. What was used in the minute before weighs by the
 * part of it that still lies within the last 60 seconds, rounded up, so that no rounding ever lets
 * a token too many through.
 *
 * @param before tokens leased in the minute before
 * @param used tokens leased in this minute
 */
public record QuotaWindow(int before, int used) {
  public static final Duration LENGTH = Duration.ofMinutes(1);

  private static final long MILLIS = LENGTH.toMillis();

  /** The minute that a time lies in. */
  public static Instant minute(Instant now) {
    return now.truncatedTo(ChronoUnit.MINUTES);
  }

  /** Leases as many of the wanted tokens as there are; the caller counts them. */
  public Lease lease(int perMinute, int wanted, Instant now) {
    Instant end = minute(now).plus(LENGTH);
    // Up to a whole millisecond, so that nothing counts as gone that is not.
    long left = (Duration.between(now, end).toNanos() + 999_999) / 1_000_000;
    long weight = (before * left + MILLIS - 1) / MILLIS;
    long free = Math.max(0, Math.min(wanted, perMinute - weight - used));
    return free > 0
        ? new Lease((int) free, end, Duration.ZERO)
        : new Lease(0, end, Duration.ofMillis(wait(perMinute, left)));
  }

  /** Milliseconds until one token is free, when nobody takes any in between. */
  private long wait(int perMinute, long left) {
    if (perMinute < 1) {
      return 2 * MILLIS;
    }
    return used < perMinute
        ? left - fits(perMinute - used - 1L, before)
        : left + MILLIS - fits(perMinute - 1L, used);
  }

  /** The most milliseconds left of a minute at which its count weighs no more than the room. */
  private static long fits(long room, int count) {
    return count == 0 ? MILLIS : Math.min(MILLIS, room * MILLIS / count);
  }
}
