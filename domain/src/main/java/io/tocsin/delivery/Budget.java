package io.tocsin.delivery;

import java.time.Duration;

/**
 * How fast a lane may go: {@code permits} per {@code period}, of which up to {@code burst} at once
 * after a rest. In any stretch of time {@code w} it lets at most {@code 1 + (w +
 * (burst-1)·interval) / interval} through, so both of a service's windows can be checked by hand.
 */
public record Budget(int permits, Duration period, int burst) {
  public Budget {
    if (permits < 1 || burst < 1 || period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException(
          "a budget needs at least one permit, a burst and a period");
    }
  }

  public static Budget perMinute(int permits, int burst) {
    return new Budget(permits, Duration.ofMinutes(1), burst);
  }

  /** The time one permit stands for, rounded up so that the pace is never over the budget. */
  public Duration interval() {
    return Duration.ofNanos((period.toNanos() + permits - 1) / permits);
  }

  /** How far ahead of the steady pace a burst may run. */
  public Duration tolerance() {
    return interval().multipliedBy(burst - 1L);
  }

  /** That many times slower, without bursts. */
  Budget slower(int times) {
    return new Budget(permits, period.multipliedBy(times), 1);
  }
}
