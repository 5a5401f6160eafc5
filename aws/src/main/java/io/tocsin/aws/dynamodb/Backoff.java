package io.tocsin.aws.dynamodb;

import io.tocsin.delivery.Pause;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before trying again: doubled each time up to a second, full jitter. */
record Backoff(Pause pause, RandomGenerator random) {
  /** How often to try; together less than 7 s. */
  static final int TRIES = 12;

  private static final long FIRST_MILLIS = 10;
  private static final long LONGEST_MILLIS = 1000;

  /**
   * Waits after an answer that held nothing of what was asked for.
   *
   * @param times how often in a row
   * @throws IllegalStateException when it was too often
   */
  void afterIdle(int times) {
    if (times == TRIES) {
      throw new IllegalStateException("the table does not answer: too many requests");
    }
    after(times);
  }

  /**
   * Waits after a failed try.
   *
   * @param tried how many failed so far
   */
  void after(int tried) {
    long most = Math.min(FIRST_MILLIS << Math.min(tried, 10), LONGEST_MILLIS);
    try {
      pause.of(Duration.ofMillis(random.nextLong(most) + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting to try again", e);
    }
  }
}
