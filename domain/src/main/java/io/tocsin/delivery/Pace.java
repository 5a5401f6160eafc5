package io.tocsin.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * How far a lane's budget is spent, and how much slower than configured it goes. A 429 within our
 * own budget says that somebody else draws on the service's: the pace is halved, down to an eighth,
 * and comes back after ten minutes without another.
 *
 * @param paidUntil the time up to which permits are spent at the steady pace: the "theoretical
 *     arrival time" of a GCRA (the virtual scheduling form of ITU-T I.371)
 * @param halvings how often the pace was halved
 * @param slowUntil when it is the configured one again
 */
public record Pace(Instant paidUntil, int halvings, Instant slowUntil) {
  private static final int MOST_HALVINGS = 3;
  private static final Duration SLOW = Duration.ofMinutes(10);

  static final Pace UNUSED = new Pace(Instant.EPOCH, 0, Instant.EPOCH);

  Pace paid(Instant until) {
    return new Pace(until, halvings, slowUntil);
  }

  /** The budget of now. */
  Budget budget(Budget configured, Instant now) {
    return now.isBefore(slowUntil) ? configured.slower(1 << halvings) : configured;
  }

  /** How many permits could be spent at once; as many as its burst after a rest. */
  int left(Budget configured, Instant now) {
    Budget budget = budget(configured, now);
    Duration credit = Duration.between(paidUntil, now.plus(budget.tolerance()));
    return credit.isNegative()
        ? 0
        : (int) Math.min(budget.burst(), credit.dividedBy(budget.interval()) + 1);
  }

  /** Whether it is slower than configured, because the service asked for it. */
  public boolean slowed(Instant now) {
    return now.isBefore(slowUntil);
  }

  /** After a 429. */
  Pace slower(Instant now) {
    int more = now.isBefore(slowUntil) ? Math.min(halvings + 1, MOST_HALVINGS) : 1;
    return new Pace(paidUntil, more, now.plus(SLOW));
  }
}
