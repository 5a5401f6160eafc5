package io.tocsin.delivery;

import io.tocsin.alert.Alert;
import io.tocsin.delivery.Channel.Content;
import io.tocsin.delivery.Channel.Limit;
import io.tocsin.delivery.Channel.Message;
import io.tocsin.delivery.Channel.Notice;
import io.tocsin.delivery.Channel.Opening;
import io.tocsin.delivery.Delivery.Form;
import io.tocsin.history.History;
import io.tocsin.history.Story;
import io.tocsin.keys.Secret;
import io.tocsin.routing.Routing;
import io.tocsin.routing.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Brings one batch to its target: reads the alerts, has the channel write, sends, has it judge. */
final class Courier {
  private final Outbox outbox;
  private final History history;
  private final Routing routing;
  private final Map<String, Channel> channels;
  private final Transport transport;
  private final Limits limits;
  private final Clock clock;
  private final Witness witness;

  Courier(
      Outbox outbox,
      History history,
      Routing routing,
      Map<String, Channel> channels,
      Transport transport,
      Clock clock,
      Witness witness) {
    this.outbox = outbox;
    this.history = history;
    this.routing = routing;
    this.channels = Map.copyOf(channels);
    this.transport = transport;
    this.limits = new Limits(outbox, clock);
    this.clock = clock;
    this.witness = witness;
  }

  /** What came of carrying a batch. */
  sealed interface Result {}

  /** Nothing was sent: a wider limit wants that to wait. */
  record Held(Instant until) implements Result {}

  /** Its alert was deleted for its owner, so that there is nothing to tell. */
  record Pointless(Delivery delivery) implements Result {}

  /**
   * An attempt.
   *
   * @param covered the deliveries told in full, among the first of the batch
   * @param folded those told by their number
   * @param sent whether a request was made, which spends a permit
   * @param alone whether the message held one delivery and nothing else
   * @param rest how long the service wants nothing more on the lane
   */
  record Trip(
      List<Delivery> covered,
      List<Delivery> folded,
      Outcome outcome,
      Attempt attempt,
      boolean sent,
      boolean alone,
      Duration rest)
      implements Result {}

  /** Who sends, and how long that one waits for an answer at most. */
  private record Sender(String name, Duration patience) {}

  /** A request, what it tells, and how its answer is judged. */
  private record Letter(
      Request request,
      List<Delivery> covered,
      List<Delivery> folded,
      boolean alone,
      Function<Reply.Answer, Outcome> judge) {}

  /**
   * Carries a batch.
   *
   * @param me who has the lane
   * @param patience how long an answer is waited for at most, if the channel waits that long
   */
  Result carry(Batch batch, String me, Duration patience) throws InterruptedException {
    Map<String, Alert> alerts = history.alerts(batch.alertIds());
    for (Delivery delivery : batch.deliveries()) {
      if (!alerts.containsKey(delivery.alertId())) {
        return history.forgotten(delivery.alertId())
            ? new Pointless(delivery)
            : unsent(List.of(delivery), new Outcome.Gone("the alert is not in the history"));
      }
    }
    Optional<Target> target = routing.target(batch.target());
    Optional<Channel> channel = target.map(Target::channel).map(channels::get);
    if (target.isEmpty() || channel.isEmpty()) {
      return unsent(batch.deliveries(), new Outcome.Gone("the target is not configured any more"));
    }
    return carry(batch, target.get(), channel.get(), alerts, new Sender(me, patience));
  }

  private Result carry(
      Batch batch, Target target, Channel channel, Map<String, Alert> alerts, Sender me)
      throws InterruptedException {
    Target whole = target;
    Optional<Opening> opening = channel.opening(target);
    if (opening.isPresent()) {
      Optional<String> opened = outbox.opened(opening.get().key());
      if (opened.isEmpty()) {
        Result asked = ask(opening.get(), batch, channel, me);
        opened = answer(asked);
        if (opened.isEmpty()) {
          return asked;
        }
        outbox.keepOpened(opening.get().key(), opened.get());
      }
      whole = target.with(opening.get().setting(), Secret.of(opened.get()));
    }
    Letter letter;
    try {
      letter = write(batch, whole, channel, alerts);
    } catch (RuntimeException e) {
      // One alert that cannot be written must not hold up its lane: it goes the way of a refusal.
      return unsent(
          batch.deliveries(),
          new Outcome.Rejected("cannot be written: " + e.getClass().getSimpleName()));
    }
    return send(letter, channel.limits(), channel, me);
  }

  /** Asks for what the target needs. */
  private Result ask(Opening opening, Batch batch, Channel channel, Sender me)
      throws InterruptedException {
    Letter letter =
        new Letter(
            opening.request(),
            batch.deliveries(),
            List.of(),
            false,
            answer -> complete(channel.judgeOpening(answer)));
    return send(
        letter,
        Stream.concat(channel.limits().stream(), Stream.of(opening.limit())).toList(),
        channel,
        me);
  }

  private static Outcome complete(Outcome outcome) {
    return outcome instanceof Outcome.Delivered answer && answer.messageId().isEmpty()
        ? new Outcome.Transient("the answer does not hold what was asked for")
        : outcome;
  }

  private static Optional<String> answer(Result asked) {
    return asked instanceof Trip trip && trip.outcome() instanceof Outcome.Delivered answer
        ? answer.messageId()
        : Optional.empty();
  }

  private Letter write(Batch batch, Target target, Channel channel, Map<String, Alert> alerts) {
    List<Delivery> others = new ArrayList<>();
    for (Delivery delivery : batch.deliveries()) {
      Optional<Request> amendment =
          sent(delivery)
              .flatMap(sent -> channel.amend(target, new Notice(alert(alerts, delivery), sent)));
      if (amendment.isPresent() && delivery.equals(batch.head())) {
        return new Letter(
            amendment.get(),
            List.of(delivery),
            List.of(),
            false,
            answer -> amended(channel.judge(answer)));
      }
      if (amendment.isEmpty()) {
        others.add(delivery);
      }
    }
    List<Notice> notices =
        others.stream().map(each -> new Notice(alert(alerts, each), each)).toList();
    Content content = new Content(notices, Digest.of(batch.folded(), alerts), batch.plain());
    Message message = channel.render(target, content);
    return new Letter(
        message.request(),
        others.subList(0, message.covers()),
        batch.folded(),
        message.covers() == 1 && batch.folded().isEmpty(),
        channel::judge);
  }

  /** What was sent of the alert that this one is the end of, while its message can be changed. */
  private Optional<Delivery> sent(Delivery delivery) {
    if (delivery.form() != Form.TOGETHER) {
      return Optional.empty();
    }
    return delivery.instructions().resolves().flatMap(history::story).stream()
        .map(Story::deliveries)
        .flatMap(List::stream)
        .filter(each -> each.target().equals(delivery.target()))
        .filter(each -> each.alone() && each.messageId().isPresent())
        .findFirst();
  }

  /**
   * A message that cannot be changed says nothing about the target: the news becomes a message of
   * its own.
   */
  private static Outcome amended(Outcome outcome) {
    return outcome instanceof Outcome.Gone || outcome instanceof Outcome.Rejected
        ? new Outcome.Rejected("the message could not be changed: " + outcome.reason())
        : outcome;
  }

  private Result send(Letter letter, List<Limit> under, Channel channel, Sender me)
      throws InterruptedException {
    Limits.Entry entry = limits.enter(under, me.name());
    if (entry.until().isPresent()) {
      return new Held(entry.until().get());
    }
    Instant start = clock.instant();
    Reply reply = transport.send(letter.request().within(me.patience()));
    Instant end = clock.instant();
    Outcome outcome = judge(letter.judge(), reply);
    witness.attempted(channel.name(), outcome, Duration.between(start, end));
    learn(outcome, entry.tried(), end, me.name());
    Duration rest = reply instanceof Reply.Answer answer ? channel.rest(answer) : Duration.ZERO;
    Attempt attempt =
        new Attempt(start, outcome.word(), outcome.reason(), Duration.between(start, end));
    return new Trip(
        letter.covered(), letter.folded(), outcome, attempt, true, letter.alone(), rest);
  }

  private void learn(Outcome outcome, List<String> tried, Instant now, String me) {
    if (outcome instanceof Outcome.Throttled throttled && throttled.limit().isPresent()) {
      limits.hit(throttled.limit().get(), now.plus(throttled.retryAfter()));
    } else if (outcome instanceof Outcome.Transient || outcome instanceof Outcome.Ambiguous) {
      limits.leave(tried, me);
    } else {
      limits.passed(tried, me);
    }
  }

  private static Outcome judge(Function<Reply.Answer, Outcome> judge, Reply reply) {
    if (reply instanceof Reply.NotSent notSent) {
      return new Outcome.Transient(notSent.reason());
    }
    if (reply instanceof Reply.Lost lost) {
      return new Outcome.Ambiguous(lost.reason());
    }
    try {
      return judge.apply((Reply.Answer) reply);
    } catch (RuntimeException e) {
      return new Outcome.Ambiguous("answer not understood: " + e.getClass().getSimpleName());
    }
  }

  private Trip unsent(List<Delivery> deliveries, Outcome outcome) {
    Attempt attempt = new Attempt(clock.instant(), outcome.word(), outcome.reason(), Duration.ZERO);
    return new Trip(
        deliveries, List.of(), outcome, attempt, false, deliveries.size() == 1, Duration.ZERO);
  }

  private static Alert alert(Map<String, Alert> alerts, Delivery delivery) {
    return Objects.requireNonNull(alerts.get(delivery.alertId()));
  }
}
