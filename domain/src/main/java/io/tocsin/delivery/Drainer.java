package io.tocsin.delivery;

import io.tocsin.delivery.Courier.Held;
import io.tocsin.delivery.Courier.Pointless;
import io.tocsin.delivery.Courier.Result;
import io.tocsin.delivery.Courier.Trip;
import io.tocsin.delivery.Delivery.State;
import io.tocsin.history.History;
import io.tocsin.routing.Routing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

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

  /** Queues count delays in seconds, and take a moment: who comes early is there in time. */
  private static final Duration LEAD = Duration.ofSeconds(1);

  /** How far to look while nothing may be sent: what is overdue is severe and stands in front. */
  private static final int LOOK = 4 * Batch.MOST;

  private final Outbox outbox;
  private final LaneSetup setup;
  private final Courier courier;
  private final Folding folding;
  private final Ledger ledger;
  private final Wakes wakes;
  private final RetryRules rules;
  private final Clock clock;
  private final Pause pause;
  private final Judgement judgement;
  private final Witness witness;
  private final Holders holders;

  /**
   * Makes a drainer; it has no state of its own, so one serves all lanes and threads.
   *
   * @param channels by name
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
      Holders holders,
      Witness witness) {
    this.outbox = outbox;
    this.setup = new LaneSetup(routing, channels);
    this.witness = witness;
    this.courier = new Courier(outbox, history, routing, channels, transport, clock, witness);
    this.folding = new Folding(outbox);
    this.ledger =
        new Ledger(
            outbox, routing, wakes, deadLetters, new Operator(alerts), clock, pause, witness);
    this.wakes = wakes;
    this.rules = rules;
    this.clock = clock;
    this.pause = pause;
    this.judgement = new Judgement(setup, rules, random);
    this.holders = holders;
  }

  /** Drains a lane. After the deadline no request is begun; what is left is handed on by a wake. */
  public void drain(String name, Instant deadline) throws InterruptedException {
    Drain drain = new Drain(holders.next(), setup.terms(name), setup.queueSize(name), deadline);
    Optional<Lane> next = Optional.of(outbox.lane(name));
    while (next.isPresent()) {
      next = drain.turn(next.get());
    }
  }

  /** One go at a lane, by one who is known to it as {@code me}. */
  private final class Drain {
    private final String me;
    private final Terms terms;
    private final Budget budget;
    private final int queueSize;
    private final Instant deadline;

    Drain(String me, Terms terms, int queueSize, Instant deadline) {
      this.me = me;
      this.terms = terms;
      this.budget = terms.budget();
      this.queueSize = queueSize;
      this.deadline = deadline;
    }

    /** One message; the lane to go on with, or nothing when this drain has ended. */
    Optional<Lane> turn(Lane lane) throws InterruptedException {
      Instant now = clock.instant();
      Turn turn = lane.take(me, now, budget, patience(now));
      if (turn instanceof Turn.Taken) {
        return Optional.empty();
      }
      if (turn instanceof Turn.Wait wait) {
        return idle(lane.settled(now, budget), now, now.plus(wait.time()), LEAD);
      }
      if (!now.isBefore(deadline)) {
        return handOn(lane.settled(now, budget), now, now, Duration.ZERO);
      }
      Turn.Granted granted = (Turn.Granted) turn;
      Optional<Lane> mine = outbox.swap(granted.lane().on(terms));
      if (mine.isEmpty()) {
        return Optional.of(outbox.lane(lane.name()));
      }
      pause.of(granted.delay());
      return use(mine.get(), granted.paidBefore());
    }

    private Duration patience(Instant now) {
      Duration left = Duration.between(now, deadline);
      if (left.isNegative()) {
        return Duration.ZERO;
      }
      return left.compareTo(PATIENCE) < 0 ? left : PATIENCE;
    }

    /** While nothing may be sent. What need not be sent, or not here, does not wait for it. */
    private Optional<Lane> idle(Lane lane, Instant now, Instant until, Duration lead)
        throws InterruptedException {
      Waiting waiting = new Waiting(outbox.waiting(lane.name(), LOOK), now);
      settle(lane, waiting);
      Optional<Instant> sooner = waiting.next().filter(until::isAfter);
      return handOn(lane, now, sooner.orElse(until), sooner.isPresent() ? Duration.ZERO : lead);
    }

    /** Uses a permit. */
    private Optional<Lane> use(Lane lane, Instant paidBefore) throws InterruptedException {
      Instant now = clock.instant();
      Waiting waiting = new Waiting(outbox.waiting(lane.name(), look()), now);
      Lane unused = lane.refunded(paidBefore);
      if (waiting.isEmpty()) {
        return letGo(unused);
      }
      if (settle(lane, waiting)) {
        return Optional.of(unused);
      }
      List<Delivery> ready = waiting.ready();
      if (ready.isEmpty()) {
        return handOn(unused, now, waiting.next().orElse(now), Duration.ZERO);
      }
      Batch batch = Batch.choose(ready, folding.of(lane.name(), waiting, queueSize), lane, rules);
      Result result = courier.carry(batch, me, rules.patience(lane.breaker()));
      if (result instanceof Held held) {
        return idle(unused, now, held.until(), Duration.ZERO);
      }
      if (result instanceof Pointless pointless) {
        outbox.drop(List.of(pointless.delivery()));
        return Optional.of(unused);
      }
      return used(lane, paidBefore, (Trip) result, waiting.size());
    }

    private int look() {
      return queueSize > Integer.MAX_VALUE - Batch.MOST_FOLDED
          ? LOOK
          : queueSize + Batch.MOST_FOLDED;
    }

    /**
     * Ends what need not be sent any more, or goes to the fallback.
     *
     * @return whether there was any
     */
    private boolean settle(Lane lane, Waiting waiting) throws InterruptedException {
      List<Delivery> over = waiting.over();
      if (!over.isEmpty()) {
        ledger.end(over, State.RESOLVED, "over before it was told");
        return true;
      }
      List<Delivery> gone = waiting.of(target -> setup.gone(lane, target));
      if (!gone.isEmpty()) {
        ledger.giveUp(gone, "the target " + gone.get(0).target() + " is gone");
        return true;
      }
      List<Delivery> overdue =
          waiting.overdue().stream().filter(each -> ledger.fallback(each).isPresent()).toList();
      if (!overdue.isEmpty()) {
        ledger.giveUp(overdue, "not delivered in time");
        return true;
      }
      return false;
    }

    private Optional<Lane> used(Lane lane, Instant paidBefore, Trip trip, int waited)
        throws InterruptedException {
      Lane paid =
          trip.sent()
              ? lane.answered(clock.instant(), paidBefore, budget)
              : lane.refunded(paidBefore);
      if (trip.sent() && trip.outcome() instanceof Outcome.Gone) {
        // Before it is stored, because after that nobody would think of telling it.
        ledger.gone(trip.covered().get(0).target(), trip.attempt().reason());
      }
      Lane next = judgement.after(paid, trip, clock.instant());
      Optional<Lane> mine = keep(next, trip);
      mine.ifPresent(kept -> witness.swapped(paid, kept));
      boolean emptied = record(lane, trip);
      // One more is read than a message holds, to know whether it was the last.
      boolean last = waited == trip.covered().size() + trip.folded().size();
      return mine.isPresent() && emptied && last ? letGo(mine.get()) : mine;
    }

    /**
     * What a service asked for is stored before anything else; a success can wait for the next
     * turn.
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
          new Verdict(
              trip.outcome(),
              trip.attempt(),
              before,
              trip.alone(),
              rules,
              each -> ledger.fallback(each).isPresent());
      List<Delivery> deliveries =
          new ArrayList<>(trip.covered().stream().map(verdict::on).toList());
      if (trip.outcome() instanceof Outcome.Delivered) {
        trip.folded().stream().map(verdict::onFolded).forEach(deliveries::add);
      }
      ledger.record(deliveries, trip.attempt().outcome() + ": " + trip.attempt().reason());
      return deliveries.stream().noneMatch(Delivery::waits);
    }

    /** Ends the drain, unless something arrived that this drain has not looked at. */
    private Optional<Lane> letGo(Lane lane) {
      if (outbox.swapUnlessMarked(lane.released(Optional.empty())).isPresent()) {
        return Optional.empty();
      }
      Lane now = outbox.lane(lane.name());
      return now.heldBy(me) && now.version() == lane.version()
          ? Optional.of(lane.markedLike(now))
          : Optional.empty();
    }

    /** Leaves the rest to a later wake, by so much too early, unless one is on its way already. */
    private Optional<Lane> handOn(Lane lane, Instant now, Instant at, Duration lead) {
      boolean scheduled =
          lane.due().filter(due -> due.isAfter(now) && !due.isAfter(at)).isPresent();
      if (scheduled && !lane.heldBy(me)) {
        return Optional.empty();
      }
      if (outbox.swap(lane.released(Optional.of(at))).isEmpty()) {
        return Optional.of(outbox.lane(lane.name()));
      }
      wakes.wake(List.of(lane.name()), Duration.between(now, at).minus(lead));
      return Optional.empty();
    }
  }
}
