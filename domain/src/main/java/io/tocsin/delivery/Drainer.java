package io.tocsin.delivery;

import io.tocsin.delivery.Channel.Notice;
import io.tocsin.delivery.Courier.Trip;
import io.tocsin.history.History;
import io.tocsin.routing.Routing;
import io.tocsin.routing.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The second half of dispatch: empties a lane at its pace, one message after the other, until
 * nothing waits, the budget asks for a longer pause, or time is up.
 *
 * <p>It may die after any line. What it held is free again when its lease ends, what it had not
 * recorded is sent again, and the tick finds the lane by its due time.
 */
public final class Drainer {
  /** The longest pause between two messages that is waited out rather than handed on. */
  private static final Duration PATIENCE = Duration.ofMillis(2500);

  /** How far to look past deliveries that stand back while their lane fails. */
  private static final int LOOK_PAST = 4 * Batch.MOST;

  private static final int RECORD_TRIES = 5;
  private static final Duration RECORD_PAUSE = Duration.ofMillis(100);

  /** For a lane whose targets are all gone: nothing is sent there any more. */
  private static final Budget ANY = Budget.perMinute(25, 5);

  private final Outbox outbox;
  private final Routing routing;
  private final Map<String, Channel> channels;
  private final Courier courier;
  private final Wakes wakes;
  private final DeadLetters deadLetters;
  private final Operator operator;
  private final RetryRules rules;
  private final Clock clock;
  private final Pause pause;
  private final RandomGenerator random;
  private final Supplier<String> ids;

  /**
   * Makes a drainer; it has no state of its own, so one serves all lanes and threads.
   *
   * @param channels by name
   * @param ids makes an id for each drain, different from all others
   */
  public Drainer(
      Outbox outbox,
      History history,
      Routing routing,
      Map<String, Channel> channels,
      Transport transport,
      Wakes wakes,
      DeadLetters deadLetters,
      AlertQueue alerts,
      RetryRules rules,
      Clock clock,
      Pause pause,
      RandomGenerator random,
      Supplier<String> ids) {
    this.outbox = outbox;
    this.routing = routing;
    this.channels = Map.copyOf(channels);
    this.courier = new Courier(history, routing, channels, transport, clock);
    this.wakes = wakes;
    this.deadLetters = deadLetters;
    this.operator = new Operator(alerts);
    this.rules = rules;
    this.clock = clock;
    this.pause = pause;
    this.random = random;
    this.ids = ids;
  }

  /**
   * Drains a lane.
   *
   * @param deadline no request is begun after it; what is left is handed on by a wake
   */
  public void drain(String name, Instant deadline) throws InterruptedException {
    String me = ids.get();
    Budget budget = budget(name);
    Optional<Lane> next = Optional.of(outbox.lane(name));
    while (next.isPresent()) {
      next = turn(next.get(), me, budget, deadline);
    }
  }

  /** One message; the lane to go on with, or nothing when this drain has ended. */
  private Optional<Lane> turn(Lane lane, String me, Budget budget, Instant deadline)
      throws InterruptedException {
    Instant now = clock.instant();
    Turn turn = lane.take(me, now, budget, patience(now, deadline));
    if (turn instanceof Turn.Taken) {
      return Optional.empty();
    }
    if (turn instanceof Turn.Wait wait) {
      return handOn(lane.settled(now, budget), me, now, now.plus(wait.time()));
    }
    if (!now.isBefore(deadline)) {
      return handOn(lane.settled(now, budget), me, now, now);
    }
    Turn.Granted granted = (Turn.Granted) turn;
    Optional<Lane> mine = outbox.swap(granted.lane());
    if (mine.isEmpty()) {
      return Optional.of(outbox.lane(lane.name()));
    }
    pause.of(granted.delay());
    return use(mine.get(), granted.paidBefore(), me, budget);
  }

  private static Duration patience(Instant now, Instant deadline) {
    Duration left = Duration.between(now, deadline);
    if (left.isNegative()) {
      return Duration.ZERO;
    }
    return left.compareTo(PATIENCE) < 0 ? left : PATIENCE;
  }

  /** Uses a permit. */
  private Optional<Lane> use(Lane lane, Instant paidBefore, String me, Budget budget)
      throws InterruptedException {
    int look = lane.failures() == 0 ? Batch.MOST + 1 : LOOK_PAST;
    List<Delivery> waiting = outbox.waiting(lane.name(), look);
    if (waiting.isEmpty()) {
      return letGo(lane.refunded(paidBefore), me);
    }
    Trip trip = courier.carry(Batch.choose(waiting, lane, rules));
    Lane paid =
        trip.sent()
            ? lane.answered(clock.instant(), paidBefore, budget)
            : lane.refunded(paidBefore);
    Optional<Lane> mine = keep(judged(paid, trip), trip);
    if (mine.isEmpty()) {
      // Taken over by another: what was sent is recorded all the same.
      record(lane, trip);
      return Optional.empty();
    }
    // One more is read than a message holds, to know whether it was the last.
    boolean emptied = record(lane, trip) && waiting.size() == trip.covered().size();
    return emptied ? letGo(mine.get(), me) : mine;
  }

  /** The lane after a trip. */
  private Lane judged(Lane lane, Trip trip) {
    Instant now = clock.instant();
    Outcome outcome = trip.outcome();
    if (!trip.sent() || outcome instanceof Outcome.Gone) {
      return lane;
    }
    if (outcome instanceof Outcome.Throttled throttled) {
      return lane.blocked(now.plus(throttled.retryAfter()));
    }
    if (outcome instanceof Outcome.Transient || outcome instanceof Outcome.Ambiguous) {
      return lane.failed(now.plus(rules.rest(lane.failures() + 1, random)));
    }
    return lane.succeeded(now);
  }

  /**
   * What a service asked for is stored before anything else; a success can wait for the next turn.
   */
  private Optional<Lane> keep(Lane lane, Trip trip) {
    return trip.outcome() instanceof Outcome.Delivered ? Optional.of(lane) : outbox.swap(lane);
  }

  /**
   * Records a trip.
   *
   * @return whether all it was about has left the lane
   */
  private boolean record(Lane before, Trip trip) throws InterruptedException {
    Verdict verdict =
        new Verdict(trip.outcome(), trip.attempt(), before, trip.covered().size(), rules);
    List<Delivery> deliveries =
        trip.covered().stream().map(Notice::delivery).map(verdict::on).toList();
    bury(trip, deliveries);
    recordPatiently(deliveries);
    return deliveries.stream().noneMatch(delivery -> delivery.state() == Delivery.State.WAITING);
  }

  /** Before the record, because after it nobody would think of doing it again. */
  private void bury(Trip trip, List<Delivery> deliveries) {
    List<Delivery> dead =
        deliveries.stream().filter(one -> one.state() == Delivery.State.DEAD).toList();
    if (dead.isEmpty()) {
      return;
    }
    deadLetters.bury(dead);
    if (!trip.covered().stream().map(Notice::alert).allMatch(Operator::raised)) {
      String target = dead.get(0).target();
      operator.tell(
          "dead-letter",
          target,
          "Alerts to " + target + " could not be delivered",
          trip.attempt().outcome() + ": " + trip.attempt().reason(),
          trip.attempt().at());
    }
  }

  /** The message is out: failing to write that down would send it again. */
  private void recordPatiently(List<Delivery> deliveries) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        // False: another drain recorded them already. Either way they are on record.
        outbox.record(deliveries);
        return;
      } catch (RuntimeException e) {
        if (attempt == RECORD_TRIES) {
          throw e;
        }
        pause.of(RECORD_PAUSE.multipliedBy(1L << attempt));
      }
    }
  }

  /** Ends the drain, unless something arrived that this drain has not looked at. */
  private Optional<Lane> letGo(Lane lane, String me) {
    if (outbox.swapUnlessMarked(lane.released(Optional.empty())).isPresent()) {
      return Optional.empty();
    }
    Lane now = outbox.lane(lane.name());
    return now.heldBy(me) && now.version() == lane.version()
        ? Optional.of(lane.markedLike(now))
        : Optional.empty();
  }

  /** Leaves the rest to a later wake, unless one is on its way already. */
  private Optional<Lane> handOn(Lane lane, String me, Instant now, Instant at) {
    boolean scheduled = lane.due().filter(due -> due.isAfter(now)).isPresent();
    if (scheduled && !lane.heldBy(me)) {
      return Optional.empty();
    }
    if (outbox.swap(lane.released(Optional.of(at))).isEmpty()) {
      return Optional.of(outbox.lane(lane.name()));
    }
    wakes.wake(List.of(lane.name()), Duration.between(now, at));
    return Optional.empty();
  }

  private Budget budget(String lane) {
    return routing
        .budget(lane)
        .or(
            () ->
                routing.targets().values().stream()
                    .filter(target -> target.lane().equals(lane))
                    .map(Target::channel)
                    .flatMap(channel -> Stream.ofNullable(channels.get(channel)))
                    .map(Channel::budget)
                    .max(Comparator.comparing(Budget::interval)))
        .orElse(ANY);
  }
}
