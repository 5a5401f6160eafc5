package io.tocsin.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/** Time that passes only by waiting, and then at once. */
final class SteppedTime implements Time {
  static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

  /** Chance at its worst: every wait is the longest it may be. */
  static final RandomGenerator LONGEST =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          return Long.MAX_VALUE;
        }

        @Override
        public long nextLong(long bound) {
          return bound - 1;
        }
      };

  /** Every wait, in order. */
  final List<Duration> waits = new CopyOnWriteArrayList<>();

  private volatile Duration passed = Duration.ZERO;

  @Override
  public Instant now() {
    return START.plus(passed);
  }

  @Override
  public long nanos() {
    return passed.toNanos();
  }

  @Override
  public CompletableFuture<Void> after(Duration wait) {
    waits.add(wait);
    passed = passed.plus(wait);
    return CompletableFuture.completedFuture(null);
  }
}
