package io.tocsin.report;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * How long deliveries took, counted by how long about: in buckets of which each reaches a fifth
 * further than the one before, from 10 ms to a day. What is read from them is off by less than
 * {@value #ERROR_PERCENT} % of itself. The bounds are for good, since counters that stand in stores
 * mean them.
 */
final class Delay {
  /** What is less is told as this. */
  static final Duration LEAST = Duration.ofMillis(10);

  /** What is more is told as this. */
  static final Duration MOST = Duration.ofDays(1);

  static final int ERROR_PERCENT = 10;

  private static final double STEP = 1.2;

  /** The last millisecond of each bucket but the last one, which has no end. */
  private static final long[] BOUNDS = bounds();

  private Delay() {}

  private static long[] bounds() {
    long[] bounds = new long[128];
    double bound = LEAST.toMillis();
    int used = 0;
    while (bound < MOST.toMillis()) {
      bounds[used] = Math.round(bound);
      used++;
      bound *= STEP;
    }
    bounds[used] = MOST.toMillis();
    return Arrays.copyOf(bounds, used + 1);
  }

  /** The bucket for what took that long. */
  static int bucket(Duration took) {
    int found = Arrays.binarySearch(BOUNDS, took.toMillis());
    return found < 0 ? -found - 1 : found;
  }

  /** How many buckets there are. */
  static int buckets() {
    return BOUNDS.length + 1;
  }

  /**
   * How long at most that share of all took.
   *
   * @param percent 1 to 100
   * @return empty when there were none
   */
  static Optional<Duration> of(int percent, Counts counts) {
    long all = counts.all(Name.TOOK);
    long rank = (all * percent + 99) / 100;
    long seen = 0;
    for (int bucket = 0; bucket < buckets() && all > 0; bucket++) {
      seen += counts.get(Name.took(bucket));
      if (seen >= rank) {
        return Optional.of(about(bucket));
      }
    }
    return Optional.empty();
  }

  /** The time that is off by the same share at both ends of the bucket. */
  private static Duration about(int bucket) {
    if (bucket == 0) {
      return LEAST;
    }
    if (bucket == BOUNDS.length) {
      return MOST;
    }
    double low = BOUNDS[bucket - 1];
    double high = BOUNDS[bucket];
    return Duration.ofMillis(Math.round(2 * low * high / (low + high)));
  }
}
