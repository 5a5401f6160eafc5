package io.tocsin.analysis;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An alert and what is known around it: all that an agent looks at. Of each list the first {@value
 * #MOST} are kept.
 *
 * @param details of the alert, each value by its path, such as {@code host.name}; the domain does
 *     not read JSON, so whoever makes this record has
 * @param past earlier alerts of the same service, the latest first, this one not among them
 * @param meetings earlier meetings about the same service, the latest first
 * @param lessons earlier learning records of the same service, the latest first
 * @param now when it is looked at
 */
public record Circumstances(
    Alert alert,
    Map<String, String> details,
    List<PastAlert> past,
    List<PastMeeting> meetings,
    List<LearningRecord> lessons,
    Instant now) {
  /** Beyond that many, older ones change no answer. */
  public static final int MOST = 100;

  public Circumstances {
    details = Map.copyOf(details);
    past = first(past);
    meetings = first(meetings);
    lessons = first(lessons);
  }

  /** Of an alert of which nothing else is known. */
  public static Circumstances of(Alert alert, Map<String, String> details, Instant now) {
    return new Circumstances(alert, details, List.of(), List.of(), List.of(), now);
  }

  /** When the time began to run: when the alert says it happened, or else when it came. */
  public Instant since() {
    return alert
        .detectedAt()
        .filter(at -> at.isBefore(alert.receivedAt()))
        .orElse(alert.receivedAt());
  }

  private static <T> List<T> first(List<T> all) {
    return List.copyOf(all.subList(0, Math.min(all.size(), MOST)));
  }

  /**
   * An alert that came earlier.
   *
   * @param incident whether it is news of the same incident
   */
  public record PastAlert(
      String id, Instant at, String type, Severity severity, String title, boolean incident) {}

  /**
   * A meeting that was held.
   *
   * @param length how long it took, absent when nobody said
   * @param outcome what came of it, in words
   */
  public record PastMeeting(
      String title, Instant at, Optional<Duration> length, Optional<String> outcome) {}
}
