package io.tocsin.delivery;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.history.Acknowledgement;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What the alerts of one name are about: so that an alert that is repeated is known, and the news
 * that it is over finds what was sent.
 *
 * @param key from {@link Alert#incident}
 * @param firing the latest alert that was firing, absent when the incident is over
 * @param told when, and how bad, each target was last told that it is
 * @param episode the alert it began with, by which it is told from one of the same name that was
 *     over before; absent when it is over
 * @param acknowledged that somebody sees to it, as bad as it was then
 */
public record Incident(
    String key,
    Optional<String> firing,
    Map<String, Told> told,
    Optional<String> episode,
    Optional<Acknowledged> acknowledged) {
  public Incident {
    told = Map.copyOf(told);
  }

  /**
   * What a target was told last.
   *
   * @param alert by which alert
   */
  public record Told(Instant at, Severity severity, Optional<String> alert) {}

  /**
   * That somebody sees to it.
   *
   * @param severity of the alert that was acknowledged; one that is worse is news
   */
  public record Acknowledged(String by, Instant at, Severity severity) {
    boolean covers(Alert alert) {
      return severity.rank() <= alert.severity().rank();
    }
  }

  /** What an incident was when it was read, and what it is to be. */
  public record Change(Incident before, Incident after) {
    /** Whether there is anything to be written. */
    public boolean matters() {
      return !before.equals(after);
    }
  }

  /** One that nobody has heard of, or that is over. */
  public static Incident unknown(String key) {
    return new Incident(key, Optional.empty(), Map.of(), Optional.empty(), Optional.empty());
  }

  /**
   * What it has come to: another one once it begins, is acknowledged, gets worse than it was then,
   * or is over, and the same while its alerts are only repeated. Whoever changes an incident does
   * so only if it has come to nothing else since it was read, so that none of these is undone, and
   * many alerts of one incident at the same time are not in each other's way.
   */
  public String stage() {
    return episode.orElse("over")
        + acknowledged
            .map(each -> " " + each.severity() + " " + each.at() + " " + each.by())
            .orElse("");
  }

  /** The same, acknowledged so or not at all. */
  public Incident with(Optional<Acknowledged> other) {
    return new Incident(key, firing, told, episode, other);
  }

  /**
   * The same when one of its alerts is acknowledged: unless that alert belongs to what is over, or
   * one as bad was acknowledged before.
   *
   * @param of the episode that the alert belongs to
   */
  public Incident acknowledged(Alert alert, Optional<String> of, Acknowledgement how) {
    if (episode.isEmpty()
        || !episode.equals(of)
        || acknowledged.filter(each -> each.covers(alert)).isPresent()) {
      return this;
    }
    return with(Optional.of(new Acknowledged(how.by(), how.at(), alert.severity())));
  }
}
