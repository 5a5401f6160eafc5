package io.tocsin.routing;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a route wants its alerts delivered.
 *
 * @param fallback the target told instead when the picked one cannot be told
 * @param fallbackAfter the age at which an undelivered alert goes to the fallback; absent: {@link
 *     #CRITICAL_FALLS_BACK_AFTER} for critical ones, and no age for others
 * @param groupBy fields and labels whose values make a group: a message holds alerts of one group
 *     only; empty: any alerts of a target share a message
 * @param groupWait how long the first alert of a group waits for others
 * @param repeatEvery how long the same incident is not told again; zero: every alert is told
 * @param resolved what the news is worth that an alert is over
 */
public record Terms(
    Optional<String> fallback,
    Optional<Duration> fallbackAfter,
    List<String> groupBy,
    Duration groupWait,
    Duration repeatEvery,
    Resolved resolved) {

  public static final Duration CRITICAL_FALLS_BACK_AFTER = Duration.ofMinutes(2);

  public static final Terms DEFAULT =
      new Terms(
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Duration.ZERO,
          Duration.ZERO,
          Resolved.UPDATE);

  /** What becomes of the news that an alert is over. */
  public enum Resolved {
    /** Takes back what still waits, edits what was sent, and is a message of its own otherwise. */
    UPDATE,
    /** Always a message of its own; what waits is sent all the same. */
    MESSAGE,
    /** Is not told. */
    IGNORE
  }

  public Terms {
    groupBy = List.copyOf(groupBy);
  }

  /** The age at which the alert goes to the fallback, if it does at any. */
  public Optional<Duration> fallsBackAfter(Alert alert) {
    if (fallback.isEmpty()) {
      return Optional.empty();
    }
    return fallbackAfter.or(
        () ->
            alert.severity() == Severity.CRITICAL
                ? Optional.of(CRITICAL_FALLS_BACK_AFTER)
                : Optional.empty());
  }
}
