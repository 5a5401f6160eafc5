package io.tocsin.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * When to try again, and when to give up.
 *
 * <p>A failed attempt is first of all the lane's failure: the lane rests and the next attempt comes
 * later. It counts against the delivery only while the lane's {@link Breaker} is closed, and a
 * delivery without a fallback is given up only when others got through since it was first tried, or
 * when it is too old: an outage of a service must not turn what waits for it into dead letters.
 *
 * @param retries attempts after the first
 * @param giveUpAfter the age at which a failing delivery is given up in any case
 */
public record RetryRules(int retries, Duration giveUpAfter) {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration SECOND = Duration.ofSeconds(4);

  /** From as many failures in a row on, what is sent is a probe. */
  private static final int PROBED = 3;

  /** So that a young outage's end is seen within ten seconds, by few requests. */
  private static final Duration PROBE = Duration.ofSeconds(8);

  /** An outage is probed after a part of its age, so that its end is seen in proportion. */
  private static final int PART = 8;

  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Duration JITTER = Duration.ofMillis(400);

  public static final RetryRules DEFAULT = new RetryRules(3, Duration.ofHours(24));

  /** Whether the delivery has had its attempts. */
  public boolean usedUp(Delivery delivery) {
    return delivery.failures() > retries;
  }

  /**
   * How long a lane rests after a failure: with full jitter from 1 s, quadrupled, and from the
   * third failure on 8 s, or an eighth of the outage's age when that is longer, at most 15 min.
   *
   * @param breaker after the failure
   */
  public Duration rest(Breaker breaker, Instant now, RandomGenerator random) {
    if (breaker.inARow() <= 1) {
      return upTo(FIRST, random);
    }
    if (breaker.inARow() < PROBED) {
      return upTo(SECOND, random);
    }
    Duration part = breaker.age(now).dividedBy(PART);
    Duration rest = part.compareTo(PROBE) > 0 ? part : PROBE;
    return (rest.compareTo(LONGEST) < 0 ? rest : LONGEST).minus(upTo(JITTER, random));
  }

  /**
   * How long an answer is waited for at most: a probe's no longer than until the next one is due,
   * or else a hang would be noticed late to be over.
   */
  public Duration patience(Breaker breaker) {
    return breaker.inARow() < PROBED ? LONGEST : PROBE;
  }

  private static Duration upTo(Duration most, RandomGenerator random) {
    return Duration.ofMillis(random.nextLong(most.toMillis()) + 1);
  }
}
