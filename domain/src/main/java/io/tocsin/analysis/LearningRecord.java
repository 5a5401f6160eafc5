package io.tocsin.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of an alert or a meeting, so that the next analysis can go by it.
 *
 * @param agent whose answer it is about
 * @param service of the alert
 * @param patterns ids of the rules that matched, or other short names of what recurs; at most
 *     {@value #MOST_PATTERNS}
 * @param outcome what became of the patterns
 * @param helped what mended it, in words, at most {@value #LONGEST} characters
 * @param length how long the meeting took
 */
public record LearningRecord(
    Question agent,
    Interaction interaction,
    String service,
    Instant at,
    List<String> patterns,
    Outcome outcome,
    Optional<String> helped,
    Optional<Duration> length) {
  public static final int MOST_PATTERNS = 10;
  public static final int LONGEST = 500;

  /** At what occasion it was made. */
  public enum Interaction {
    /** An alert was analysed. */
    ANALYSIS,

    /** A meeting ended. */
    MEETING
  }

  /** What is known of the patterns by now. */
  public enum Outcome {
    /** Nobody has said yet. */
    OPEN,

    /** They named the cause. */
    CONFIRMED,

    /** They did not. */
    REFUTED
  }

  public LearningRecord {
    patterns = Bounds.atMost(MOST_PATTERNS, patterns, "patterns");
    helped.ifPresent(text -> Bounds.text(text, LONGEST, "what helped"));
  }
}
