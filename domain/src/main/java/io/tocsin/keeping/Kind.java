package io.tocsin.keeping;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is kept for a time of its own. */
public enum Kind {
  /** Alerts, with their deliveries and what is known of their incidents. */
  ALERTS,

  /** Meetings, from their last change. */
  MEETINGS,

  /** What was said to providers and sources of meetings, and by them. */
  EXCHANGES,

  /** What analyses gave, and what is learned from them. */
  LESSONS,

  /** That a message could not be read. */
  REFUSALS;

  /** The kind of that {@link #word}. */
  public static Optional<Kind> named(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }

  /** As it is written: {@code alerts}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
