package io.tocsin.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait between attempts: exponential, with full jitter, so that senders which failed
 * together do not come back together.
 *
 * @param first the longest wait after the first failure; it doubles with each further one
 * @param most no wait is longer than this, save where the receiver asks for it
 */
record Backoff(Duration first, Duration most) {

  /**
   * The wait before the next attempt.
   *
   * @param failures how many attempts have failed, at least one
   * @param asked what the receiver asked for; the jitter comes on top of it, never short of it
   */
  Duration wait(int failures, Duration asked, RandomGenerator random) {
    long longest = first.toNanos();
    for (int doubled = 1; doubled < failures && longest < most.toNanos(); doubled++) {
      longest *= 2;
    }
    return asked.plusNanos(random.nextLong(Math.min(longest, most.toNanos()) + 1));
  }
}
