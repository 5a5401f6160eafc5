package io.tocsin.meeting;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.analysis.Analysis;
import io.tocsin.analysis.Circumstances;
import io.tocsin.analysis.Compliance;
import io.tocsin.analysis.Compliance.Duty;
import io.tocsin.analysis.Obligation;
import io.tocsin.analysis.Recurrence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How soon people should meet.
 *
 * <p>It is reckoned in points. The severity gives the first of them, and circumstances only ever
 * add: at most {@value #MOST_ADDED}, which is two levels. The level is the highest whose points are
 * reached, so what adds less than a level counts together with what else does. A worse severity is
 * never less urgent.
 *
 * @param points 0 to 100
 * @param reasons in words, the severity first
 */
public record Urgency(Level level, int points, List<String> reasons) {
  /** Two levels: a notice that is nothing else must not call everybody out of bed. */
  static final int MOST_ADDED = 50;

  private static final int LEVEL = 25;
  private static final int HALF = 10;
  private static final int SOME_SYSTEMS = 3;
  private static final int MANY_SYSTEMS = 10;
  private static final int SOME_TIMES = 2;
  private static final int MANY_TIMES = 5;
  private static final Duration SOON = Duration.ofDays(1);
  private static final Duration DAYS = Duration.ofDays(3);

  /** The levels, the most urgent first. */
  public enum Level {
    CRITICAL(1.0, "< 1 hour"),
    HIGH(0.75, "< 4 hours"),
    MEDIUM(0.5, "< 24 hours"),
    LOW(0.25, "next business day");

    private final double score;
    private final String respondWithin;

    Level(double score, String respondWithin) {
      this.score = score;
      this.respondWithin = respondWithin;
    }

    /** 0.25 to 1.0, as sources are told. */
    public double score() {
      return score;
    }

    /** When to meet, as sources are told. */
    public String respondWithin() {
      return respondWithin;
    }

    /** Below the lowest there is none: who asks for a meeting gets one. */
    private static Level of(int points) {
      for (Level level : values()) {
        if (points >= level.score * 100) {
          return level;
        }
      }
      return LOW;
    }
  }

  public Urgency {
    reasons = List.copyOf(reasons);
  }

  /** The urgency of an alert that was analysed. */
  public static Urgency of(Circumstances circumstances, Analysis analysis) {
    return of(
        circumstances.alert(),
        Recurrence.of(circumstances).size(),
        analysis.compliance().finding());
  }

  /**
   * The urgency of an alert.
   *
   * @param times how many like it came before, see {@link Recurrence}
   * @param compliance absent when nobody knows
   */
  public static Urgency of(Alert alert, int times, Optional<Compliance> compliance) {
    int first = points(alert.severity());
    List<Added> added = new ArrayList<>();
    systems(alert.affectedSystems()).ifPresent(added::add);
    recurrence(times).ifPresent(added::add);
    compliance.flatMap(Urgency::notice).ifPresent(added::add);
    int more = added.stream().mapToInt(Added::points).sum();
    int points = Math.min(100, first + Math.min(MOST_ADDED, more));
    List<String> reasons = new ArrayList<>();
    reasons.add("the severity is " + lower(alert.severity()) + " (" + first + " points)");
    added.forEach(each -> reasons.add(each.why() + " (+" + each.points() + ")"));
    if (more > MOST_ADDED) {
      reasons.add("circumstances add at most " + MOST_ADDED);
    }
    return new Urgency(Level.of(points), points, reasons);
  }

  private record Added(int points, String why) {}

  private static int points(Severity severity) {
    return switch (severity) {
      case CRITICAL -> 100;
      case HIGH -> 75;
      case MEDIUM -> 50;
      case LOW -> 25;
      // The level is LOW as well, but it takes more to leave it.
      case INFO -> 0;
    };
  }

  private static Optional<Added> systems(List<String> affected) {
    long systems = affected.stream().distinct().count();
    return systems < SOME_SYSTEMS
        ? Optional.empty()
        : Optional.of(
            new Added(systems < MANY_SYSTEMS ? HALF : LEVEL, systems + " systems are affected"));
  }

  private static Optional<Added> recurrence(int times) {
    return times < SOME_TIMES
        ? Optional.empty()
        : Optional.of(
            new Added(
                times < MANY_TIMES ? HALF : LEVEL,
                "it came " + times + " times before in the last 7 days"));
  }

  /** The notice with the shortest time: what has to be told to somebody outside, and soon. */
  private static Optional<Added> notice(Compliance compliance) {
    return compliance.duties().stream()
        .map(Duty::obligation)
        .filter(one -> one.kind() == Obligation.Kind.NOTICE)
        .filter(one -> one.within().compareTo(DAYS) <= 0)
        .min(Comparator.comparing(Obligation::within))
        .map(
            one ->
                new Added(
                    one.within().compareTo(SOON) <= 0 ? 2 * LEVEL : LEVEL,
                    "a notice may be due within " + hours(one.within()) + " (" + one.name() + ")"));
  }

  private static String hours(Duration within) {
    return within.toHours() > 0 ? within.toHours() + " h" : within.toMinutes() + " min";
  }

  private static String lower(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}
