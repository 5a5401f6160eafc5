package io.tocsin.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A lane's state: who drains it, how far its budget is spent, whether it must wait. All rules of
 * pacing are here, as values; an {@link Outbox} only keeps the value and swaps it when nobody else
 * did.
 *
 * <p>The budget is a GCRA (the "virtual scheduling" form of ITU-T I.371): {@code paidUntil} is the
 * time up to which permits are spent at the steady pace.
 *
 * @param version changes with every swap
 * @param marks counts the arrivals of deliveries; who lets go of a lane must have seen them all
 * @param paidUntil the theoretical arrival time
 * @param holder who drains it now; the lease ends at {@code leaseUntil} even if the holder died
 * @param blockedUntil no sending before that: the service asked to wait, or is failing
 * @param failures failed attempts in a row
 * @param lastSuccess when the service last took a message
 * @param due when somebody must look at the lane, absent when nothing waits in it
 */
public record Lane(
    String name,
    long version,
    long marks,
    Instant paidUntil,
    Optional<String> holder,
    Instant leaseUntil,
    Instant blockedUntil,
    int failures,
    Optional<Instant> lastSuccess,
    Optional<Instant> due) {

  /** How long a holder may be silent before another takes over: well over one request's time. */
  public static final Duration LEASE = Duration.ofSeconds(30);

  /** Failures in a row after which the lane, not its deliveries, is to blame. */
  public static final int BREAKS_AT = 5;

  /** A lane nobody has used yet. */
  public static Lane fresh(String name) {
    return new Lane(
        name,
        0,
        0,
        Instant.EPOCH,
        Optional.empty(),
        Instant.EPOCH,
        Instant.EPOCH,
        0,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Asks for the lane and one permit to send. Where the permit is due within the patience it is
   * granted at once, to be used after a wait: so it is the one holder that waits, and not everybody
   * who was woken.
   */
  public Turn take(String who, Instant now, Budget budget, Duration patience) {
    boolean leased = holder.isPresent() && now.isBefore(leaseUntil);
    if (leased && !holder.get().equals(who)) {
      return new Turn.Taken(Duration.between(now, leaseUntil));
    }
    Instant paid = settled(now, budget).paidUntil();
    Instant from = later(now, later(blockedUntil, paid.minus(budget.tolerance())));
    Duration wait = Duration.between(now, from);
    if (wait.compareTo(patience) > 0) {
      return new Turn.Wait(wait);
    }
    return new Turn.Granted(
        heldBy(who, from, later(paid, from).plus(budget.interval())), paid, wait);
  }

  /**
   * The lane without a holder that died: its request may have reached the service as late as its
   * lease's end, so its permit is reckoned from there.
   */
  public Lane settled(Instant now, Budget budget) {
    return holder.isPresent() && !now.isBefore(leaseUntil)
        ? paid(later(paidUntil, leaseUntil.plus(budget.interval()))).released(due)
        : this;
  }

  private Lane heldBy(String who, Instant from, Instant paid) {
    Instant until = from.plus(LEASE);
    return new Lane(
        name,
        version,
        marks,
        paid,
        Optional.of(who),
        until,
        blockedUntil,
        failures,
        lastSuccess,
        Optional.of(until));
  }

  /** The same with the marks of a lane read later. */
  public Lane markedLike(Lane later) {
    return new Lane(
        name,
        version,
        later.marks(),
        paidUntil,
        holder,
        leaseUntil,
        blockedUntil,
        failures,
        lastSuccess,
        due);
  }

  public boolean heldBy(String who) {
    return holder.equals(Optional.of(who));
  }

  /**
   * After a request was answered: the service may have counted it as late as this, so the permit is
   * reckoned from here. Without that, a slow answer would let one request too many into a window.
   *
   * @param paidBefore what was paid before the permit was taken
   */
  public Lane answered(Instant at, Instant paidBefore, Budget budget) {
    return paid(later(paidUntil, later(paidBefore, at).plus(budget.interval())));
  }

  /** Gives a permit back that was not used. */
  public Lane refunded(Instant paidBefore) {
    return paid(paidBefore);
  }

  /** The service took a message, or read one and gave a sound answer. */
  public Lane succeeded(Instant at) {
    return new Lane(
        name, version, marks, paidUntil, holder, leaseUntil, blockedUntil, 0, Optional.of(at), due);
  }

  /** The service failed; it gets a rest. */
  public Lane failed(Instant restUntil) {
    return new Lane(
        name,
        version,
        marks,
        paidUntil,
        holder,
        leaseUntil,
        later(blockedUntil, restUntil),
        failures + 1,
        lastSuccess,
        due);
  }

  /** The service asked to wait. */
  public Lane blocked(Instant until) {
    return new Lane(
        name,
        version,
        marks,
        paidUntil,
        holder,
        leaseUntil,
        later(blockedUntil, until),
        failures,
        lastSuccess,
        due);
  }

  /** Lets go of the lane, to be looked at again at the given time, or when something arrives. */
  public Lane released(Optional<Instant> lookAgain) {
    return new Lane(
        name,
        version,
        marks,
        paidUntil,
        Optional.empty(),
        Instant.EPOCH,
        blockedUntil,
        failures,
        lastSuccess,
        lookAgain);
  }

  /** The lane with what a store decides about it. */
  public Lane stored(long newVersion, long newMarks, Optional<Instant> newDue) {
    return new Lane(
        name,
        newVersion,
        newMarks,
        paidUntil,
        holder,
        leaseUntil,
        blockedUntil,
        failures,
        lastSuccess,
        newDue);
  }

  /** Whether the service is failing, and not just this or that message. */
  public boolean broken() {
    return failures >= BREAKS_AT;
  }

  private Lane paid(Instant until) {
    return new Lane(
        name, version, marks, until, holder, leaseUntil, blockedUntil, failures, lastSuccess, due);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
