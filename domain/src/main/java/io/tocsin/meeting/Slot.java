package io.tocsin.meeting;

import java.time.Duration;
import java.time.Instant;

/**
 * When a meeting is.
 *
 * @param length longer than nothing
 */
public record Slot(Instant start, Duration length) {
  public Slot {
    if (length.isNegative() || length.isZero()) {
      throw new IllegalArgumentException("a meeting takes some time");
    }
  }

  /** When it is over; no longer part of it. */
  public Instant end() {
    return start.plus(length);
  }

  /** Whether somebody cannot be in both. */
  public boolean overlaps(Slot other) {
    return start.isBefore(other.end()) && other.start.isBefore(end());
  }
}
