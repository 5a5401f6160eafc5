package io.tocsin.store;

import java.time.Instant;
import java.util.Locale;

/** Writes the keys of maps so that they sort as wanted, whatever text is in them. */
final class Key {
  private Key() {}

  /**
   * A text of any characters as a part of a key. No part is the beginning of another, so that the
   * keys that begin with a part are those of that part alone.
   */
  static String part(String text) {
    return text.length() + ":" + text + "/";
  }

  /** The first key after all that begin with a {@link #part}. */
  static String after(String part) {
    return part.substring(0, part.length() - 1) + (char) ('/' + 1);
  }

  /** Sorts as time does, to the nanosecond, over all of it. */
  static String time(Instant at) {
    return String.format(
        Locale.ROOT,
        "%018d.%09d/",
        at.getEpochSecond() - Instant.MIN.getEpochSecond(),
        at.getNano());
  }
}
