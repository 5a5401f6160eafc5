package io.tocsin.report;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a report is about: whole hours of UTC.
 *
 * @param to the first hour that does not belong to it
 */
public record Period(Instant from, Instant to) {
  /** The longest that is reported at once, and how long counters are kept. */
  public static final Duration LONGEST = Duration.ofDays(400);

  /** What is reported when nobody says otherwise. */
  public static final Duration USUAL = Duration.ofDays(7);

  public Period {
    if (!whole(from) || !whole(to)) {
      throw new IllegalArgumentException("a report is of whole hours");
    }
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("a report must begin before it ends");
    }
    // Of the first and the last hour there may be only a part in it.
    if (Duration.between(from, to).compareTo(LONGEST.plusHours(1)) > 0) {
      throw new IllegalArgumentException(
          "a report is of " + LONGEST.toDays() + " days at most; ask for less");
    }
  }

  /**
   * The hours that have a part of that time.
   *
   * @throws IllegalArgumentException when it is no time, or too long
   */
  public static Period covering(Instant from, Instant to) {
    Instant end = hour(to);
    return new Period(hour(from), end.equals(to) ? end : end.plus(1, ChronoUnit.HOURS));
  }

  private static Instant hour(Instant time) {
    return time.truncatedTo(ChronoUnit.HOURS);
  }

  private static boolean whole(Instant time) {
    return time.equals(hour(time));
  }
}
