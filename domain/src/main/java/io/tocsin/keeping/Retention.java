package io.tocsin.keeping;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * How long each kind is kept, from when it was written last.
 *
 * @param kept of every kind, from {@link #SHORTEST} to {@link #LONGEST}
 */
public record Retention(Map<Kind, Duration> kept) {
  /** Longer than deliveries are tried when nobody says otherwise. */
  public static final Duration SHORTEST = Duration.ofDays(2);

  public static final Duration LONGEST = Duration.ofDays(3650);

  /** How long everything is kept when nobody says otherwise. */
  public static final Duration USUAL = Duration.ofDays(90);

  /** How much longer than it is tried a delivery's alert is there, at least. */
  private static final Duration MARGIN = Duration.ofDays(1);

  public Retention {
    kept = Map.copyOf(kept);
    for (Kind kind : Kind.values()) {
      Duration time = kept.getOrDefault(kind, Duration.ZERO);
      if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            kind.word() + " must be kept for 2 to " + LONGEST.toDays() + " days");
      }
    }
  }

  /** The same for every kind. */
  public static Retention of(Duration time) {
    Map<Kind, Duration> kept = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      kept.put(kind, time);
    }
    return new Retention(kept);
  }

  /** The same, but for these kinds. */
  public Retention with(Map<Kind, Duration> others) {
    Map<Kind, Duration> all = new EnumMap<>(kept);
    all.putAll(others);
    return new Retention(all);
  }

  public Duration of(Kind kind) {
    return kept.getOrDefault(kind, USUAL);
  }

  /** When something of that kind expires that is written now. */
  public Instant end(Kind kind, Instant now) {
    return now.plus(of(kind));
  }

  /**
   * Refuses to forget an alert while its deliveries are still tried.
   *
   * @param tried the age at which a failing delivery is given up
   * @throws IllegalArgumentException naming what is too short
   */
  public void checkOutlasts(Duration tried) {
    if (of(Kind.ALERTS).compareTo(tried.plus(MARGIN)) < 0) {
      throw new IllegalArgumentException(
          "alerts are kept for "
              + of(Kind.ALERTS)
              + ", which must be a day longer than TOCSIN_GIVE_UP_AFTER, "
              + tried);
    }
  }
}
