package io.tocsin.delivery;

import io.tocsin.delivery.Delivery.State;
import io.tocsin.routing.Routing;
import io.tocsin.routing.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Writes down what became of deliveries, and sees to what follows: the fallback is told, dead
 * letters are kept, the operator hears of them.
 */
final class Ledger {
  private static final int RECORD_TRIES = 5;
  private static final Duration RECORD_PAUSE = Duration.ofMillis(100);

  /** So that they and what is made instead of them fit into one record. */
  private static final int AT_ONCE = Outbox.RECORDED_AT_ONCE / 2;

  private final Outbox outbox;
  private final Routing routing;
  private final Wakes wakes;
  private final DeadLetters deadLetters;
  private final Operator operator;
  private final Clock clock;
  private final Pause pause;
  private final Witness witness;

  Ledger(
      Outbox outbox,
      Routing routing,
      Wakes wakes,
      DeadLetters deadLetters,
      Operator operator,
      Clock clock,
      Pause pause,
      Witness witness) {
    this.outbox = outbox;
    this.routing = routing;
    this.wakes = wakes;
    this.deadLetters = deadLetters;
    this.operator = operator;
    this.clock = clock;
    this.pause = pause;
    this.witness = witness;
  }

  /** The target told instead, where the delivery has one that is still configured. */
  Optional<Target> fallback(Delivery delivery) {
    return delivery.instructions().fallback().flatMap(routing::target);
  }

  /** Ends deliveries without a request, by the fallback where there is one. */
  void giveUp(List<Delivery> deliveries, String why) throws InterruptedException {
    Instant now = clock.instant();
    settle(
        deliveries.stream()
            .map(
                each ->
                    each.ended(
                        fallback(each).isPresent() ? State.FAILED_OVER : State.DEAD, now, why))
            .toList(),
        why);
  }

  /** Ends deliveries without a request. */
  void end(List<Delivery> deliveries, State state, String why) throws InterruptedException {
    Instant now = clock.instant();
    settle(deliveries.stream().map(each -> each.ended(state, now, why)).toList(), why);
  }

  private void settle(List<Delivery> deliveries, String why) throws InterruptedException {
    for (int from = 0; from < deliveries.size(); from += AT_ONCE) {
      record(deliveries.subList(from, Math.min(from + AT_ONCE, deliveries.size())), why);
    }
  }

  /**
   * Records deliveries.
   *
   * @param why what the operator is told of those that are dead
   */
  void record(List<Delivery> deliveries, String why) throws InterruptedException {
    bury(deliveries, why);
    write(deliveries);
  }

  private void write(List<Delivery> deliveries) throws InterruptedException {
    List<Delivery> fresh =
        deliveries.stream()
            .filter(each -> each.state() == State.FAILED_OVER)
            .flatMap(each -> fallback(each).map(each::fallback).stream())
            .toList();
    if (!recordPatiently(deliveries, fresh)) {
      // One that does not wait any more, because its alert was deleted, must not undo the others.
      for (Delivery each : deliveries.size() > 1 ? deliveries : List.<Delivery>of()) {
        write(List.of(each));
      }
      return;
    }
    witness.recorded(deliveries);
    if (!fresh.isEmpty()) {
      wakes.wake(fresh.stream().map(Delivery::lane).distinct().toList(), Duration.ZERO);
    }
  }

  /** Before the record, because after it nobody would think of doing it again. */
  private void bury(List<Delivery> deliveries, String why) {
    List<Delivery> dead = deliveries.stream().filter(each -> each.state() == State.DEAD).toList();
    if (dead.isEmpty()) {
      return;
    }
    deadLetters.bury(dead);
    // About the failing of its own alerts no further one is made: that would never end.
    if (!dead.stream().allMatch(Operator::raised)) {
      String target = dead.get(0).target();
      operator.tell(
          "dead-letter",
          target,
          "Alerts to " + target + " could not be delivered",
          why,
          clock.instant());
    }
  }

  /** The message is out: failing to write that down would send it again. */
  private boolean recordPatiently(List<Delivery> deliveries, List<Delivery> fresh)
      throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        // False: another drain recorded one of them already, or its alert was deleted.
        return outbox.record(deliveries, fresh, clock.instant());
      } catch (RuntimeException e) {
        if (attempt == RECORD_TRIES) {
          throw e;
        }
        pause.of(RECORD_PAUSE.multipliedBy(1L << attempt));
      }
    }
  }

  /** Says that a target is not told any more. */
  void gone(String target, String why) {
    operator.tell(
        "target-gone",
        target,
        "The target " + target + " is gone",
        why
            + ". Nothing is sent there until its settings change, or until a dead letter of it is"
            + " redelivered.",
        clock.instant());
  }
}
