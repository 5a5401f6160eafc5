package io.tocsin.scheduler;

import io.tocsin.log.LogContext;
import io.tocsin.log.LogContext.Fact;
import io.tocsin.meeting.Clerk;
import io.tocsin.meeting.Exchange;
import io.tocsin.meeting.Exchanges;
import io.tocsin.meeting.Meeting;
import io.tocsin.meeting.MeetingDesk;
import io.tocsin.meeting.MeetingMessage;
import io.tocsin.meeting.MeetingMessage.Changed;
import io.tocsin.meeting.MeetingMessage.Due;
import io.tocsin.meeting.MeetingMessage.Wanted;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.MeetingJson;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes messages from the queue of meetings. */
@Singleton
final class MeetingIntake {
  /** No errand of a meeting is begun later after its message came. */
  private static final Duration WORKS = Duration.ofSeconds(30);

  /**
   * What a provider says of a meeting may be here before its answer to our own call is recorded,
   * and that may take as long as it takes to notice that somebody died.
   */
  private static final Duration WAITS_FOR_ITS_MEETING = Duration.ofMinutes(15);

  private static final Logger LOG = LoggerFactory.getLogger(MeetingIntake.class);

  private final MeetingDesk desk;
  private final Clerk clerk;
  private final Exchanges exchanges;
  private final Clock clock;

  MeetingIntake(MeetingDesk desk, Clerk clerk, Exchanges exchanges, Clock clock) {
    this.desk = desk;
    this.clerk = clerk;
    this.exchanges = exchanges;
    this.clock = clock;
  }

  /**
   * Takes one message.
   *
   * @return whether it is done with; if not it must come again
   */
  boolean take(String id, String body, Instant sent) {
    MeetingMessage message;
    try {
      message = MeetingJson.read(body);
    } catch (InvalidJsonException e) {
      // It would be no better the next time.
      LOG.error("message {} is none for meetings and is dropped: {}", id, e.getMessage());
      return true;
    }
    Instant deadline = clock.instant().plus(WORKS);
    if (message instanceof Wanted wanted) {
      return LogContext.with(Fact.ALERT_ID, wanted.alertId(), () -> wanted(wanted, deadline));
    }
    if (message instanceof Due due) {
      return work(due.meetingId(), deadline);
    }
    return changed((Changed) message, body, sent, deadline);
  }

  private boolean changed(Changed message, String body, Instant sent, Instant deadline) {
    Optional<Meeting> meeting = desk.changed(message.change());
    String provider = message.change().provider();
    if (meeting.isEmpty()) {
      boolean ours = clock.instant().isBefore(sent.plus(WAITS_FOR_ITS_MEETING));
      if (!ours) {
        LOG.warn("{} tells of a meeting that is none of ours", provider);
      }
      return !ours;
    }
    exchanges.keep(
        new Exchange(
            meeting.get().id(),
            sent,
            Exchange.Direction.IN,
            provider,
            "POST /webhooks/" + provider + "/meeting",
            body,
            Optional.of(200),
            meeting.get().state().name(),
            Duration.ZERO));
    return work(meeting.get().id(), deadline);
  }

  private boolean wanted(Wanted wanted, Instant deadline) {
    desk.wanted(wanted.alertId()).ifPresent(meeting -> work(meeting.id(), deadline));
    return true;
  }

  private boolean work(String meetingId, Instant deadline) {
    LogContext.with(
        Fact.MEETING_ID,
        meetingId,
        () -> {
          clerk.work(meetingId, deadline);
          LOG.info("the meeting was looked after");
        });
    return true;
  }
}
