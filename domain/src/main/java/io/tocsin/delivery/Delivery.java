package io.tocsin.delivery;

import io.tocsin.alert.Alert;
import io.tocsin.alert.EventId;
import io.tocsin.alert.Severity;
import io.tocsin.routing.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One alert on its way to one target. Everything in it but the attempts follows from the alert and
 * the target, so making it twice makes the same delivery.
 *
 * @param since when its alert was received, in whole milliseconds
 * @param failures attempts that count: failed ones, made while the lane was healthy
 * @param requests all requests made for it
 * @param attempts the latest of them, at most {@value #ATTEMPTS_KEPT}
 * @param settledAt when it left the lane
 * @param messageId the service's id of the message it is in
 */
public record Delivery(
    String id,
    String alertId,
    String target,
    String lane,
    Severity severity,
    Instant since,
    Form form,
    State state,
    int failures,
    int requests,
    List<Attempt> attempts,
    Optional<Instant> settledAt,
    Optional<String> messageId) {

  public static final int ATTEMPTS_KEPT = 50;

  /** How it is written next. A refusal moves it one step down. */
  public enum Form {
    /** With others in one message. */
    TOGETHER,
    /** By itself, because a message it was in was refused. */
    ALONE,
    /** By itself as plain text, because it was refused alone. */
    PLAIN
  }

  /** Where it stands. */
  public enum State {
    WAITING,
    DELIVERED,
    DEAD
  }

  public Delivery {
    attempts = List.copyOf(attempts);
  }

  /** The delivery of an alert that has just been routed. */
  public static Delivery of(Alert alert, Target target) {
    return new Delivery(
        EventId.delivery(alert.id(), target.name()),
        alert.id(),
        target.name(),
        target.lane(),
        alert.severity(),
        alert.receivedAt(),
        Form.TOGETHER,
        State.WAITING,
        0,
        0,
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** Orders a lane: most severe first, then oldest first. Unique per delivery. */
  public String place() {
    return severity.rank()
        + "#"
        + String.format(Locale.ROOT, "%015d", since.toEpochMilli())
        + "#"
        + id;
  }

  /** When it was first tried. */
  public Optional<Instant> firstAttempt() {
    return attempts.stream().findFirst().map(Attempt::at);
  }

  public Delivery delivered(Attempt attempt, Optional<String> message) {
    return with(form, State.DELIVERED, failures, attempt, Optional.of(end(attempt)), message);
  }

  public Delivery dead(Attempt attempt) {
    return with(form, State.DEAD, failures, attempt, Optional.of(end(attempt)), Optional.empty());
  }

  public Delivery waiting(Attempt attempt, boolean counts) {
    return with(
        form,
        State.WAITING,
        counts ? failures + 1 : failures,
        attempt,
        Optional.empty(),
        Optional.empty());
  }

  public Delivery waiting(Attempt attempt, Form next) {
    return with(next, State.WAITING, failures, attempt, Optional.empty(), Optional.empty());
  }

  private static Instant end(Attempt attempt) {
    return attempt.at().plus(attempt.took());
  }

  private Delivery with(
      Form nextForm,
      State nextState,
      int nextFailures,
      Attempt attempt,
      Optional<Instant> settled,
      Optional<String> message) {
    List<Attempt> all = new ArrayList<>(attempts);
    all.add(attempt);
    // The first stays: it tells since when the delivery has been tried.
    if (all.size() > ATTEMPTS_KEPT) {
      all.remove(1);
    }
    return new Delivery(
        id,
        alertId,
        target,
        lane,
        severity,
        since,
        nextForm,
        nextState,
        nextFailures,
        requests + 1,
        all,
        settled,
        message);
  }
}
