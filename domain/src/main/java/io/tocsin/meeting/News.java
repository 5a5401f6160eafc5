package io.tocsin.meeting;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.alert.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What was heard of a meeting's incident since the meeting is wanted.
 *
 * @param alerts the latest heard of, at most {@value #MOST_ALERTS}
 * @param count how many there were in all
 * @param worst the worst severity of any that was firing
 * @param chief the alert that said so, which is what the meeting is about
 * @param first when the earliest was received
 * @param last when the latest was received
 * @param over whether the latest said that it is over
 */
public record News(
    List<String> alerts,
    int count,
    Severity worst,
    String chief,
    Instant first,
    Instant last,
    boolean over) {
  public static final int MOST_ALERTS = 200;

  public News {
    alerts = List.copyOf(alerts);
  }

  /** What a first alert tells. */
  static News of(Alert alert) {
    return new News(
        List.of(alert.id()),
        1,
        alert.severity(),
        alert.id(),
        alert.receivedAt(),
        alert.receivedAt(),
        false);
  }

  boolean knows(Alert alert) {
    return alerts.contains(alert.id());
  }

  /** What is known with one more alert, in whatever order they are heard of. */
  News with(Alert alert) {
    List<String> all = new ArrayList<>(alerts);
    all.add(alert.id());
    boolean firing = alert.status() == Status.FIRING;
    // Of two at the same time, that it is over was heard last.
    boolean latest =
        alert.receivedAt().isAfter(last) || (alert.receivedAt().equals(last) && !firing);
    boolean worse = firing && alert.severity().rank() < worst.rank();
    return new News(
        all.subList(Math.max(0, all.size() - MOST_ALERTS), all.size()),
        count + 1,
        worse ? alert.severity() : worst,
        worse ? alert.id() : chief,
        alert.receivedAt().isBefore(first) ? alert.receivedAt() : first,
        latest ? alert.receivedAt() : last,
        latest ? !firing : over);
  }
}
