package io.tocsin.delivery;

import io.tocsin.alert.Alert;
import io.tocsin.delivery.Channel.Content;
import io.tocsin.delivery.Channel.Message;
import io.tocsin.delivery.Channel.Notice;
import io.tocsin.history.History;
import io.tocsin.routing.Routing;
import io.tocsin.routing.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings one batch to its target: reads the alerts, has the channel write, sends, has it judge. */
final class Courier {
  private final History history;
  private final Routing routing;
  private final Map<String, Channel> channels;
  private final Transport transport;
  private final Clock clock;

  Courier(
      History history,
      Routing routing,
      Map<String, Channel> channels,
      Transport transport,
      Clock clock) {
    this.history = history;
    this.routing = routing;
    this.channels = Map.copyOf(channels);
    this.transport = transport;
    this.clock = clock;
  }

  /**
   * What came of a trip.
   *
   * @param covered the deliveries it was about, the first of the batch
   * @param sent whether a request was made, which spends a permit
   */
  record Trip(List<Notice> covered, Outcome outcome, Attempt attempt, boolean sent) {}

  Trip carry(Batch batch) throws InterruptedException {
    Map<String, Alert> alerts = history.alerts(batch.alertIds());
    List<Notice> notices = new ArrayList<>();
    for (Delivery delivery : batch.deliveries()) {
      Alert alert = alerts.get(delivery.alertId());
      if (alert == null) {
        return unsent(
            List.of(new Notice(unknown(delivery), delivery)), "the alert is not in the history");
      }
      notices.add(new Notice(alert, delivery));
    }
    Optional<Target> target = routing.target(batch.target());
    Optional<Channel> channel = target.map(Target::channel).map(channels::get);
    if (target.isEmpty() || channel.isEmpty()) {
      return unsent(notices, "the target is not configured any more");
    }
    return carry(target.get(), channel.get(), notices, batch.plain());
  }

  private Trip carry(Target target, Channel channel, List<Notice> notices, boolean plain)
      throws InterruptedException {
    Message message;
    try {
      message = channel.render(target, new Content(notices, List.of(), plain));
    } catch (RuntimeException e) {
      // One alert that cannot be written must not hold up its lane: it goes the way of a refusal.
      return refusedUnsent(notices, "cannot be written: " + e.getClass().getSimpleName());
    }
    List<Notice> covered = notices.subList(0, message.covers());
    Instant start = clock.instant();
    Reply reply = transport.send(message.request());
    Duration took = Duration.between(start, clock.instant());
    Outcome outcome = judge(channel, reply);
    return new Trip(
        covered, outcome, new Attempt(start, outcome.word(), outcome.reason(), took), true);
  }

  private static Outcome judge(Channel channel, Reply reply) {
    if (reply instanceof Reply.NotSent notSent) {
      return new Outcome.Transient(notSent.reason());
    }
    if (reply instanceof Reply.Lost lost) {
      return new Outcome.Ambiguous(lost.reason());
    }
    try {
      return channel.judge((Reply.Answer) reply);
    } catch (RuntimeException e) {
      return new Outcome.Ambiguous("answer not understood: " + e.getClass().getSimpleName());
    }
  }

  private Trip unsent(List<Notice> notices, String reason) {
    return withoutRequest(notices, new Outcome.Gone(reason));
  }

  private Trip refusedUnsent(List<Notice> notices, String reason) {
    return withoutRequest(notices, new Outcome.Rejected(reason));
  }

  private Trip withoutRequest(List<Notice> notices, Outcome outcome) {
    Attempt attempt = new Attempt(clock.instant(), outcome.word(), outcome.reason(), Duration.ZERO);
    return new Trip(notices, outcome, attempt, false);
  }

  private static Alert unknown(Delivery delivery) {
    return Alert.builder(delivery.alertId(), "unknown", "unknown", "unknown")
        .severity(delivery.severity())
        .receivedAt(delivery.since())
        .build();
  }
}
