package io.tocsin.dispatch;

import io.tocsin.delivery.Drainer;
import io.tocsin.delivery.Redelivery;
import io.tocsin.log.LogContext;
import io.tocsin.log.LogContext.Fact;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.RedeliveryJson;
import io.tocsin.wire.WakeJson;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes batches from the queue of wakes. */
@Singleton
final class LaneDrains {
  /** The longest drain; what is left is handed on by a wake. */
  static final Duration LONGEST = Duration.ofSeconds(45);

  /** What recording may take after the last answer, its retries included. */
  private static final Duration RECORDING = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(LaneDrains.class);

  private final Drainer drainer;
  private final Redelivery redelivery;
  private final Duration afterDeadline;
  private final Clock clock;

  LaneDrains(Drainer drainer, Redelivery redelivery, Settings settings, Clock clock) {
    this.drainer = drainer;
    this.redelivery = redelivery;
    this.afterDeadline = settings.discord().timeout().plus(RECORDING);
    this.clock = clock;
  }

  /**
   * Drains the lane that each message names.
   *
   * @param left how much time there is, asked anew for each
   * @return the ids of the messages that must come again
   */
  Set<String> drain(List<Message> messages, Supplier<Duration> left) {
    Set<String> again = new LinkedHashSet<>();
    Set<String> drained = new LinkedHashSet<>();
    for (Message message : messages) {
      if (redelivers(message)) {
        if (!LogContext.with(message.trace(), () -> redeliver(message))) {
          again.add(message.id());
        }
        continue;
      }
      Optional<String> lane = lane(message);
      if (lane.filter(drained::add).isPresent()
          && !drain(lane.get(), message, deadline(left.get()))) {
        again.add(message.id());
      }
    }
    return again;
  }

  private static boolean redelivers(Message message) {
    try {
      return !RedeliveryJson.read(message.body()).alertId().isEmpty();
    } catch (InvalidJsonException e) {
      // A wake, as nearly every message here.
      return false;
    }
  }

  private boolean redeliver(Message message) {
    try {
      RedeliveryJson.Redelivery asked = RedeliveryJson.read(message.body());
      List<String> targets = redelivery.redeliver(asked.alertId(), asked.target());
      LOG.info("{} is told again to {}", asked.alertId(), targets);
      return true;
    } catch (InvalidJsonException | RuntimeException e) {
      LOG.error("a redelivery failed; it comes again", e);
      return false;
    }
  }

  private boolean drain(String lane, Message wake, Instant deadline) {
    return LogContext.with(
        wake.trace(), () -> LogContext.with(Fact.LANE, lane, () -> drain(lane, deadline)));
  }

  private boolean drain(String lane, Instant deadline) {
    try {
      drainer.drain(lane, deadline);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (RuntimeException e) {
      LOG.error("the lane {} was not drained to the end; its wake comes again", lane, e);
      return false;
    }
  }

  /** No request begins after it, so that the last one still ends, and is recorded, in time. */
  Instant deadline(Duration left) {
    Duration time = left.minus(afterDeadline);
    if (time.isNegative()) {
      return clock.instant();
    }
    return clock.instant().plus(time.compareTo(LONGEST) < 0 ? time : LONGEST);
  }

  private static Optional<String> lane(Message message) {
    try {
      return Optional.of(WakeJson.read(message.body()));
    } catch (InvalidJsonException e) {
      // It would be no better the next time; should it have been a wake, the tick makes up for it.
      LOG.warn("message {} is no wake and is dropped", message.id());
      return Optional.empty();
    }
  }
}
