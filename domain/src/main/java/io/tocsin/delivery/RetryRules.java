package io.tocsin.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When to try again, and when to give up.
 *
 * <p>A failed attempt is first of all the lane's failure: the lane rests and the next attempt comes
 * later. It counts against the delivery only while the lane is not {@link Lane#broken}, and a
 * delivery is given up only when others got through since it was first tried, or when it is too
 * old: an outage of a service must not turn what waits for it into dead letters.
 *
 * @param retries attempts after the first
 * @param giveUpAfter the age at which a failing delivery is given up in any case
 */
public record RetryRules(int retries, Duration giveUpAfter) {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(15);

  public static final RetryRules DEFAULT = new RetryRules(3, Duration.ofHours(24));

  /** Whether the delivery has had its attempts. */
  public boolean usedUp(Delivery delivery) {
    return delivery.failures() > retries;
  }

  /** How long a lane rests after that many failures in a row: doubled each time, full jitter. */
  public Duration rest(int failures, RandomGenerator random) {
    int doublings = Math.min(Math.max(failures - 1, 0), 20);
    long most = Math.min(FIRST.toMillis() << doublings, LONGEST.toMillis());
    return Duration.ofMillis(random.nextLong(most) + 1);
  }
}
