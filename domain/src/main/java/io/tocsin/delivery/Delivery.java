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
 * @param channel what its target is reached by, e.g. {@code discord}
 * @param since when its alert was received, in whole milliseconds
 * @param instructions what the route wants for it
 * @param failures attempts that count: failed ones, made while the lane was healthy
 * @param requests all requests made for it
 * @param attempts the latest of them, at most {@value #ATTEMPTS_KEPT}
 * @param settledAt when it left the lane
 * @param messageId the service's id of the message it is in
 * @param alone whether that message holds nothing else, so that it can be changed
 * @param note why it ended as it did, where no attempt says so
 */
public record Delivery(
    String id,
    String alertId,
    String target,
    String channel,
    String lane,
    Severity severity,
    Instant since,
    Instructions instructions,
    Form form,
    State state,
    int failures,
    int requests,
    List<Attempt> attempts,
    Optional<Instant> settledAt,
    Optional<String> messageId,
    boolean alone,
    Optional<String> note) {

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

  /** Where it stands: waiting, or in one of the ends. */
  public enum State {
    WAITING,
    DELIVERED,
    /** Told by its number alone, in the message of its id. */
    DIGESTED,
    /** Over before it was told. */
    RESOLVED,
    /** Not told, because of a silence, a mute window, or because it was told a short while ago. */
    MUTED,
    /** Its alert went to the fallback. */
    FAILED_OVER,
    DEAD
  }

  public Delivery {
    attempts = List.copyOf(attempts);
  }

  /** The delivery of an alert for which its route wants nothing in particular. */
  public static Delivery of(Alert alert, Target target) {
    return of(alert, target, Instructions.NONE);
  }

  /** The delivery of an alert that has just been routed. */
  public static Delivery of(Alert alert, Target target, Instructions instructions) {
    return of(alert.id(), alert.severity(), alert.receivedAt(), target, instructions);
  }

  private static Delivery of(
      String alertId, Severity severity, Instant since, Target target, Instructions instructions) {
    return new Delivery(
        EventId.delivery(alertId, target.name()),
        alertId,
        target.name(),
        target.channel(),
        target.lane(),
        severity,
        since,
        instructions,
        Form.TOGETHER,
        State.WAITING,
        0,
        0,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty());
  }

  /** The delivery that is made when this one cannot be. */
  Delivery fallback(Target target) {
    return of(alertId, severity, since, target, Instructions.insteadOf(this.target));
  }

  /** Orders a lane: most severe first, then oldest first. Unique per delivery. */
  public String place() {
    return places(severity) + String.format(Locale.ROOT, "%015d", since.toEpochMilli()) + "#" + id;
  }

  /** What the places of a severity's deliveries begin with. */
  public static String places(Severity severity) {
    return severity.rank() + "#";
  }

  /** When it was first tried. */
  public Optional<Instant> firstAttempt() {
    return attempts.stream().findFirst().map(Attempt::at);
  }

  public boolean waits() {
    return state == State.WAITING;
  }

  public Delivery delivered(Attempt attempt, Optional<String> message, boolean inItsOwn) {
    return attempted(attempt).ended(State.DELIVERED, end(attempt), message, inItsOwn);
  }

  public Delivery digested(Attempt attempt, Optional<String> message) {
    return ended(State.DIGESTED, end(attempt), message, false);
  }

  public Delivery dead(Attempt attempt) {
    return attempted(attempt).ended(State.DEAD, end(attempt), Optional.empty(), false);
  }

  public Delivery failedOver(Attempt attempt) {
    return attempted(attempt).ended(State.FAILED_OVER, end(attempt), Optional.empty(), false);
  }

  /** Ended without a request. */
  public Delivery ended(State end, Instant at, String why) {
    return ended(end, at, Optional.empty(), false, Optional.of(why));
  }

  public Delivery waiting(Attempt attempt, boolean counts) {
    return attempted(attempt).with(form, State.WAITING, counts ? failures + 1 : failures);
  }

  public Delivery waiting(Attempt attempt, Form next) {
    return attempted(attempt).with(next, State.WAITING, failures);
  }

  /** Brought back by a person: a dead letter waits again, as new but for its attempts. */
  public Delivery revived(Instant now) {
    Draft next = new Draft(this);
    next.instructions = Instructions.revived(now);
    next.form = Form.TOGETHER;
    next.state = State.WAITING;
    next.failures = 0;
    next.settledAt = Optional.empty();
    next.messageId = Optional.empty();
    next.alone = false;
    next.note = Optional.empty();
    return next.delivery();
  }

  /** Since when it could be told. */
  public Instant ripe() {
    return instructions.notBefore().filter(since::isBefore).orElse(since);
  }

  private static Instant end(Attempt attempt) {
    return attempt.at().plus(attempt.took());
  }

  private Delivery attempted(Attempt attempt) {
    Draft next = new Draft(this);
    next.requests = requests + 1;
    next.attempts = new ArrayList<>(attempts);
    next.attempts.add(attempt);
    // The first stays: it tells since when the delivery has been tried.
    if (next.attempts.size() > ATTEMPTS_KEPT) {
      next.attempts.remove(1);
    }
    return next.delivery();
  }

  private Delivery with(Form nextForm, State nextState, int nextFailures) {
    Draft next = new Draft(this);
    next.form = nextForm;
    next.state = nextState;
    next.failures = nextFailures;
    return next.delivery();
  }

  private Delivery ended(State end, Instant at, Optional<String> message, boolean inItsOwn) {
    return ended(end, at, message, inItsOwn, note);
  }

  private Delivery ended(
      State end, Instant at, Optional<String> message, boolean inItsOwn, Optional<String> why) {
    Draft next = new Draft(this);
    next.state = end;
    next.settledAt = Optional.of(at);
    next.messageId = message;
    next.alone = inItsOwn;
    next.note = why;
    return next.delivery();
  }

  /** A delivery being changed. */
  private static final class Draft {
    private final Delivery old;
    private Instructions instructions;
    private Form form;
    private State state;
    private int failures;
    private int requests;
    private List<Attempt> attempts;
    private Optional<Instant> settledAt;
    private Optional<String> messageId;
    private boolean alone;
    private Optional<String> note;

    Draft(Delivery delivery) {
      old = delivery;
      instructions = delivery.instructions;
      form = delivery.form;
      state = delivery.state;
      failures = delivery.failures;
      requests = delivery.requests;
      attempts = delivery.attempts;
      settledAt = delivery.settledAt;
      messageId = delivery.messageId;
      alone = delivery.alone;
      note = delivery.note;
    }

    Delivery delivery() {
      return new Delivery(
          old.id,
          old.alertId,
          old.target,
          old.channel,
          old.lane,
          old.severity,
          old.since,
          instructions,
          form,
          state,
          failures,
          requests,
          attempts,
          settledAt,
          messageId,
          alone,
          note);
    }
  }
}
