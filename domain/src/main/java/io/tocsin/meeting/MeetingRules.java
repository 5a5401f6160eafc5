package io.tocsin.meeting;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What people chose of how meetings are made.
 *
 * @param window how long after the last news, or the end, an incident's meeting still stands for
 *     what is heard of the incident
 * @param remind how long before the start people are reminded; zero: they are not
 */
public record MeetingRules(Duration window, Duration remind) {
  public static final MeetingRules DEFAULT =
      new MeetingRules(Duration.ofHours(24), Duration.ofMinutes(15));

  /** No call is worth more tries than a day of them. */
  private static final Duration TRIED = Duration.ofHours(24);

  private static final Duration TOLD = Duration.ofDays(7);
  private static final Duration SHORTEST = Duration.ofSeconds(15);
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final Duration LONGEST_TOLD = Duration.ofHours(1);

  /**
   * When to try an errand again that has failed that often, before this time.
   *
   * @param asked how long the other side asks to be left alone
   */
  Instant again(Errand errand, Optional<Duration> asked, Instant now) {
    Duration most = errand.kind() == Errand.Kind.TELL_SOURCE ? LONGEST_TOLD : LONGEST;
    Duration grown = SHORTEST.multipliedBy(1L << Math.min(errand.attempts(), 12));
    Duration wait = grown.compareTo(most) < 0 ? grown : most;
    return now.plus(asked.filter(longer -> longer.compareTo(wait) > 0).orElse(wait));
  }

  /** Whether an errand is worth another try. */
  boolean goesOn(Errand errand, Instant now) {
    Duration most = errand.kind() == Errand.Kind.TELL_SOURCE ? TOLD : TRIED;
    return now.isBefore(errand.since().plus(most));
  }
}
