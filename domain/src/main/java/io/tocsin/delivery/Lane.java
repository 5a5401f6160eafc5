package io.tocsin.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A lane's state: who drains it, how far its budget is spent, whether it must wait. All rules of
 * pacing are here, as values; an {@link Outbox} only keeps the value and swaps it when nobody else
 * did.
 *
 * <p>A {@link Channel.Limit} is kept as a lane too: nothing waits in it, but it has a budget, can
 * be blocked, and is held by who tries it out after a block.
 *
 * @param version changes with every swap
 * @param marks counts the arrivals of deliveries; who lets go of a lane must have seen them all
 * @param holder who drains it now; the lease ends at {@code leaseUntil} even if the holder died
 * @param blockedUntil no sending before that: the service asked to wait, or is failing
 * @param lastSuccess when the service last took a message
 * @param due when somebody must look at the lane, absent when nothing waits in it
 * @param gone targets that are not there any more, each by its {@link
 *     io.tocsin.routing.Target#fingerprint}, so that one with another address is tried again
 * @param terms those that it was last drained on; for who only looks at it
 */
public record Lane(
    String name,
    long version,
    long marks,
    Pace pace,
    Optional<String> holder,
    Instant leaseUntil,
    Instant blockedUntil,
    Breaker breaker,
    Optional<Instant> lastSuccess,
    Optional<Instant> due,
    Set<String> gone,
    Optional<Terms> terms) {

  /** How long a holder may be silent before another takes over: well over one request's time. */
  public static final Duration LEASE = Duration.ofSeconds(30);

  public Lane {
    gone = Set.copyOf(gone);
  }

  /** A lane nobody has used yet. */
  public static Lane fresh(String name) {
    return new Lane(
        name,
        0,
        0,
        Pace.UNUSED,
        Optional.empty(),
        Instant.EPOCH,
        Instant.EPOCH,
        Breaker.CLOSED,
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Optional.empty());
  }

  /**
   * Asks for the lane and one permit to send. Where the permit is due within the patience it is
   * granted at once, to be used after a wait: so it is the one holder that waits, and not everybody
   * who was woken.
   */
  public Turn take(String who, Instant now, Budget budget, Duration patience) {
    if (held(now) && !heldBy(who)) {
      return new Turn.Taken(Duration.between(now, leaseUntil));
    }
    Budget present = pace.budget(budget, now);
    Instant paid = settled(now, budget).pace.paidUntil();
    Instant from = later(now, later(blockedUntil, paid.minus(present.tolerance())));
    Duration wait = Duration.between(now, from);
    if (wait.compareTo(patience) > 0) {
      return new Turn.Wait(wait);
    }
    Draft next = new Draft(this);
    next.pace = pace.paid(later(paid, from).plus(present.interval()));
    next.holder = Optional.of(who);
    next.leaseUntil = from.plus(LEASE);
    next.due =
        Optional.of(due.filter(at -> soon(at, now, next.leaseUntil)).orElse(next.leaseUntil));
    return new Turn.Granted(next.lane(), paid, wait);
  }

  /**
   * Whether a due time may stay as it is, which is cheaper: a holder that dies is noticed by it no
   * later than at its lease's end, and one that lives not much too often.
   */
  private static boolean soon(Instant due, Instant now, Instant leaseUntil) {
    return due.isAfter(now.minus(LEASE)) && !due.isAfter(leaseUntil);
  }

  /**
   * The lane without a holder that died: its request may have reached the service as late as its
   * lease's end, so its permit is reckoned from there.
   */
  public Lane settled(Instant now, Budget budget) {
    if (holder.isEmpty() || now.isBefore(leaseUntil)) {
      return this;
    }
    Instant spent = leaseUntil.plus(pace.budget(budget, now).interval());
    return paid(later(pace.paidUntil(), spent)).released(due);
  }

  private boolean held(Instant now) {
    return holder.isPresent() && now.isBefore(leaseUntil);
  }

  public boolean heldBy(String who) {
    return holder.equals(Optional.of(who));
  }

  /** The same with the marks of a lane read later. */
  public Lane markedLike(Lane later) {
    return stored(version, later.marks(), due);
  }

  /**
   * After a request was answered: the service may have counted it as late as this, so the permit is
   * reckoned from here. Without that, a slow answer would let one request too many into a window.
   *
   * @param paidBefore what was paid before the permit was taken
   */
  public Lane answered(Instant at, Instant paidBefore, Budget budget) {
    Duration interval = pace.budget(budget, at).interval();
    return paid(later(pace.paidUntil(), later(paidBefore, at).plus(interval)));
  }

  /** Gives a permit back that was not used. */
  public Lane refunded(Instant paidBefore) {
    return paid(paidBefore);
  }

  /** The service took a message, or read one and gave a sound answer. */
  public Lane succeeded(Instant at) {
    Draft next = new Draft(this);
    next.breaker = breaker.succeeded(at);
    next.lastSuccess = Optional.of(at);
    return next.lane();
  }

  /** The service failed. */
  public Lane failed(Instant at) {
    Draft next = new Draft(this);
    next.breaker = breaker.failed(at);
    return next.lane();
  }

  /** Nothing is sent before that. */
  public Lane blocked(Instant until) {
    Draft next = new Draft(this);
    next.blockedUntil = later(blockedUntil, until);
    return next.lane();
  }

  /** The service asked to wait although the budget was kept. */
  public Lane throttled(Instant now, Instant until) {
    Draft next = new Draft(blocked(until));
    next.pace = pace.slower(now);
    return next.lane();
  }

  /** Lets go of the lane, to be looked at again at the given time, or when something arrives. */
  public Lane released(Optional<Instant> lookAgain) {
    Draft next = new Draft(this);
    next.holder = Optional.empty();
    next.leaseUntil = Instant.EPOCH;
    next.due = lookAgain;
    return next.lane();
  }

  /**
   * The holder is dead: its lease ends now, when its last request may just have arrived, and the
   * lane has been due for long enough to be looked at.
   */
  public Lane abandoned(Instant now) {
    Draft next = new Draft(this);
    next.leaseUntil = now;
    next.due = Optional.of(now.minus(LEASE));
    return next.lane();
  }

  /** Nothing is sent to a target with that fingerprint any more. */
  public Lane without(String fingerprint) {
    Set<String> more = new HashSet<>(gone);
    more.add(fingerprint);
    Draft next = new Draft(this);
    next.gone = more;
    return next.lane();
  }

  /** Notes on what terms it is drained. */
  Lane on(Terms now) {
    Draft next = new Draft(this);
    next.terms = Optional.of(now);
    return next.lane();
  }

  /** The name of the {@link Channel.Limit} that is kept in it, if one is. */
  public Optional<String> limitName() {
    return Limits.of(name);
  }

  /** How many permits could be used at once; 0 while it must wait, and before it was ever used. */
  public int permitsLeft(Instant now) {
    return now.isBefore(blockedUntil)
        ? 0
        : terms.map(known -> pace.left(known.budget(), now)).orElse(0);
  }

  /** Whatever was gone is tried again. */
  public Lane readmitting() {
    Draft next = new Draft(this);
    next.gone = Set.of();
    return next.lane();
  }

  /** The lane with what a store decides about it. */
  public Lane stored(long newVersion, long newMarks, Optional<Instant> newDue) {
    Draft next = new Draft(this);
    next.version = newVersion;
    next.marks = newMarks;
    next.due = newDue;
    return next.lane();
  }

  private Lane paid(Instant until) {
    Draft next = new Draft(this);
    next.pace = pace.paid(until);
    return next.lane();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** A lane being changed. */
  private static final class Draft {
    private final String name;
    private long version;
    private long marks;
    private Pace pace;
    private Optional<String> holder;
    private Instant leaseUntil;
    private Instant blockedUntil;
    private Breaker breaker;
    private Optional<Instant> lastSuccess;
    private Optional<Instant> due;
    private Set<String> gone;
    private Optional<Terms> terms;

    Draft(Lane lane) {
      name = lane.name;
      version = lane.version;
      marks = lane.marks;
      pace = lane.pace;
      holder = lane.holder;
      leaseUntil = lane.leaseUntil;
      blockedUntil = lane.blockedUntil;
      breaker = lane.breaker;
      lastSuccess = lane.lastSuccess;
      due = lane.due;
      gone = lane.gone;
      terms = lane.terms;
    }

    Lane lane() {
      return new Lane(
          name,
          version,
          marks,
          pace,
          holder,
          leaseUntil,
          blockedUntil,
          breaker,
          lastSuccess,
          due,
          gone,
          terms);
    }
  }
}
