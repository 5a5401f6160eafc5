package io.tocsin.dispatch;

import io.tocsin.alert.Alert;
import io.tocsin.delivery.AlertRouter;
import io.tocsin.delivery.DeadLetters;
import io.tocsin.delivery.Operator;
import io.tocsin.dispatch.channel.Text;
import io.tocsin.dispatch.format.AlertForms;
import io.tocsin.dispatch.format.Origin;
import io.tocsin.history.History;
import io.tocsin.log.LogContext;
import io.tocsin.log.LogContext.Fact;
import io.tocsin.watch.Metric;
import io.tocsin.watch.Metrics;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.InvalidJsonException.Mistake;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes batches from the queue of alerts. */
@Singleton
final class AlertIntake {
  private static final Logger LOG = LoggerFactory.getLogger(AlertIntake.class);
  private static final int LONGEST_REASON = 500;

  private final AlertForms forms;
  private final AlertRouter router;
  private final History history;
  private final DeadLetters deadLetters;
  private final Operator operator;
  private final Metrics metrics;
  private final Clock clock;
  private final AtomicReference<Instant> told = new AtomicReference<>(Instant.MIN);

  AlertIntake(
      AlertForms forms,
      AlertRouter router,
      History history,
      DeadLetters deadLetters,
      Operator operator,
      Metrics metrics,
      Clock clock) {
    this.forms = forms;
    this.router = router;
    this.history = history;
    this.deadLetters = deadLetters;
    this.operator = operator;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Takes each message in: an alert into its lanes, anything else to the dead letters.
   *
   * @return the ids of the messages that must come again
   */
  Set<String> take(List<Message> messages) {
    Set<String> again = new LinkedHashSet<>();
    Set<String> taken = new LinkedHashSet<>();
    Set<String> lanes = new LinkedHashSet<>();
    for (Message message : messages) {
      try {
        lanes.addAll(LogContext.with(message.trace(), () -> take(message, taken)));
      } catch (RuntimeException e) {
        LOG.error("message {} was not taken in and comes again", message.id(), e);
        again.add(message.id());
      }
    }
    try {
      wake(lanes, messages);
    } catch (RuntimeException e) {
      // Their alerts are stored; when they come again, only their lanes are woken.
      LOG.error("lanes were not woken, so {} messages come again", taken.size(), e);
      again.addAll(taken);
    }
    return again;
  }

  /** An alert that came alone is followed through its lanes; of several none is. */
  private void wake(Set<String> lanes, List<Message> messages) {
    if (messages.size() == 1) {
      LogContext.with(messages.get(0).trace(), () -> router.wake(lanes));
    } else {
      router.wake(lanes);
    }
  }

  /** The lanes it went into, and a note that it must come again if these are not woken. */
  private Set<String> take(Message message, Set<String> taken) {
    Alert alert;
    try {
      alert = forms.read(message.body(), Origin.of(message.id(), message.sentAt()));
    } catch (InvalidJsonException e) {
      refuse(message, Text.cut(Text.line(reason(e)), LONGEST_REASON));
      return Set.of();
    }
    Set<String> lanes = LogContext.with(Fact.ALERT_ID, alert.id(), () -> router.accept(alert));
    taken.add(message.id());
    return lanes;
  }

  private static String reason(InvalidJsonException e) {
    return e.mistakes().stream().map(Mistake::toString).collect(Collectors.joining("; "));
  }

  /** The dead letter last: it alone is not the same when all of this is done again. */
  private void refuse(Message message, String reason) {
    Instant now = clock.instant();
    history.refused(new History.Refusal(message.id(), now, reason));
    tellOnceAMinute(message, reason, now);
    deadLetters.unreadable(message.id(), message.body(), reason);
    metrics.count(Metric.DEAD_LETTERS, "unreadable");
    LOG.warn("message {} is no alert: {}", message.id(), reason);
  }

  private void tellOnceAMinute(Message message, String reason, Instant now) {
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    // Other instances tell the same alert; this spares a flood of them.
    if (minute.equals(told.get())) {
      return;
    }
    operator.tell(
        "unreadable",
        "alerts",
        "A message on the alerts queue is no alert",
        "Message " + message.id() + ": " + reason,
        now);
    told.set(minute);
  }
}
