package io.tocsin.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known from before.
 *
 * @param times how many like it came in the last {@link Recurrence#WINDOW} before this one
 * @param recurring patterns of this alert that earlier records have, too, most often first
 * @param helped what mended it before, the latest first
 * @param meetingLength how long meetings about this service usually take
 * @param keep what to keep of this alert
 */
public record Learning(
    int times,
    List<Recurring> recurring,
    List<Remedy> helped,
    Optional<Duration> meetingLength,
    LearningRecord keep)
    implements Finding {
  public static final int MOST = 5;

  /** A pattern, and in how many earlier records it is. */
  public record Recurring(String pattern, int times) {}

  /** Something that helped. */
  public record Remedy(String what, Instant at) {
    public Remedy {
      Bounds.text(what, LearningRecord.LONGEST, "a remedy");
    }
  }

  public Learning {
    recurring = Bounds.atMost(LearningRecord.MOST_PATTERNS, recurring, "recurring patterns");
    helped = Bounds.atMost(MOST, helped, "remedies");
    if (times < 0) {
      throw new IllegalArgumentException("a count is not negative");
    }
  }
}
