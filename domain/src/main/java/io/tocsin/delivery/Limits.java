package io.tocsin.delivery;

import io.tocsin.delivery.Channel.Limit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The limits that more than one lane is under: a bot's, an address's. Each is kept as a {@link
 * Lane} in which nothing waits. Who sends asks just before: what has a budget is charged, and after
 * a block one request at a time tries whether it is over.
 */
final class Limits {
  /** No lane that a person names has this in it. */
  private static final String PREFIX = "limit:";

  /** For a limit that only ever blocks; while it is tried out, its lease keeps the pace. */
  private static final Budget ANY = Budget.perMinute(60_000, 1000);

  /** How long to stay away from what another is trying out. */
  private static final Duration TRIED_BY_ANOTHER = Duration.ofSeconds(2);

  /** Many lanes draw on one limit at the same time. */
  private static final int TRIES = 20;

  private static final Duration CROWDED = Duration.ofMillis(200);

  private final Outbox outbox;
  private final Clock clock;

  Limits(Outbox outbox, Clock clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * The answer to who wants to send.
   *
   * @param until when nothing may be sent; empty: go
   * @param tried the limits that this request tries out
   */
  record Entry(Optional<Instant> until, List<String> tried) {
    private static Entry go(List<String> tried) {
      return new Entry(Optional.empty(), tried);
    }

    private static Entry until(Instant until) {
      return new Entry(Optional.of(until), List.of());
    }
  }

  /** Asks to send one request. */
  Entry enter(List<Limit> limits, String me) {
    if (limits.isEmpty()) {
      return Entry.go(List.of());
    }
    List<Lane> states = outbox.lanes(limits.stream().map(limit -> lane(limit.name())).toList());
    Instant now = clock.instant();
    Optional<Instant> blocked =
        states.stream().map(Lane::blockedUntil).filter(now::isBefore).max(Instant::compareTo);
    if (blocked.isPresent()) {
      return Entry.until(blocked.get());
    }
    List<String> tried = new ArrayList<>();
    for (int i = 0; i < limits.size(); i++) {
      Limit limit = limits.get(i);
      boolean trial = trial(states.get(i));
      if (trial || limit.budget().isPresent()) {
        Optional<Instant> wait = charge(states.get(i), limit, me);
        if (wait.isPresent()) {
          leave(tried, me);
          return Entry.until(wait.get());
        }
      }
      if (trial) {
        tried.add(limit.name());
      }
    }
    return Entry.go(tried);
  }

  /** Whether it has not been passed since it was last blocked. */
  private static boolean trial(Lane limit) {
    return limit.breaker().inARow() > 0;
  }

  /** Takes a permit, and while the limit is tried out, the limit. */
  private Optional<Instant> charge(Lane first, Limit limit, String me) {
    Lane state = first;
    for (int i = 0; i < TRIES; i++) {
      Instant now = clock.instant();
      Turn turn = state.take(me, now, limit.budget().orElse(ANY), Duration.ZERO);
      if (turn instanceof Turn.Wait wait) {
        return Optional.of(now.plus(wait.time()));
      }
      if (turn instanceof Turn.Taken taken) {
        Duration least = taken.atMost();
        return Optional.of(
            now.plus(least.compareTo(TRIED_BY_ANOTHER) < 0 ? least : TRIED_BY_ANOTHER));
      }
      Lane paid = ((Turn.Granted) turn).lane();
      Lane next = trial(state) ? asleep(paid) : paid.released(Optional.empty());
      if (outbox.swap(next).isPresent()) {
        return Optional.empty();
      }
      state = outbox.lane(state.name());
    }
    return Optional.of(clock.instant().plus(CROWDED));
  }

  /** The tick has no business with a limit. */
  private static Lane asleep(Lane limit) {
    return limit.stored(limit.version(), limit.marks(), Optional.empty());
  }

  /** A limit was hit: nothing under it is sent before that, and then one request tries it out. */
  void hit(String limit, Instant until) {
    change(
        lane(limit),
        state -> state.blocked(until).failed(clock.instant()).released(Optional.empty()));
  }

  /** A request went through: the limits it tried out are open again. */
  void passed(List<String> tried, String me) {
    for (String limit : tried) {
      change(
          lane(limit),
          state ->
              state.heldBy(me)
                  ? state.succeeded(clock.instant()).released(Optional.empty())
                  : state);
    }
  }

  /** A request told nothing about the limits it was to try out. */
  void leave(List<String> tried, String me) {
    for (String limit : tried) {
      change(lane(limit), state -> state.heldBy(me) ? state.released(Optional.empty()) : state);
    }
  }

  private void change(String name, UnaryOperator<Lane> change) {
    for (Lane state = outbox.lane(name); ; state = outbox.lane(name)) {
      Lane next = change.apply(state);
      if (next.equals(state) || outbox.swap(next).isPresent()) {
        return;
      }
    }
  }

  /** The limit that is kept as that lane, if one is. */
  static Optional<String> of(String lane) {
    return lane.startsWith(PREFIX)
        ? Optional.of(lane.substring(PREFIX.length()))
        : Optional.empty();
  }

  private static String lane(String limit) {
    return PREFIX + limit;
  }
}
