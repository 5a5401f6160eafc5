package io.tocsin.ingest.format;

import io.micronaut.context.BeanProvider;
import io.tocsin.alert.Alert;
import io.tocsin.alert.Status;
import io.tocsin.meeting.Meeting;
import io.tocsin.meeting.Meetings;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says at once which meeting an alert will belong to. The scheduler, which makes it later, comes to
 * the same from the same.
 */
@Singleton
public final class MeetingForecast {
  private static final Logger LOG = LoggerFactory.getLogger(MeetingForecast.class);

  private final BeanProvider<MeetingWishes> wishes;
  private final BeanProvider<Meetings> meetings;
  private final Clock clock;

  /** Both are asked for when the first alert comes that wants to know. */
  MeetingForecast(
      BeanProvider<MeetingWishes> wishes, BeanProvider<Meetings> meetings, Clock clock) {
    this.wishes = wishes;
    this.meetings = meetings;
    this.clock = clock;
  }

  /**
   * What is known of an alert's meeting.
   *
   * @param id of the meeting, absent when there will be none
   * @param url where it is found, absent also when Tocsin's own address is not known
   * @param words to be read after "Alert accepted"
   */
  record Forecast(Optional<String> id, Optional<URI> url, String words) {
    static Forecast none(String words) {
      return new Forecast(Optional.empty(), Optional.empty(), words);
    }
  }

  /** Never fails: the alert has been taken in, and that is what the sender must hear. */
  Forecast of(Alert alert) {
    try {
      return known(alert);
    } catch (RuntimeException e) {
      LOG.error("whether an alert becomes a meeting is not known", e);
      return Forecast.none("; whether a meeting is wanted for it is not known yet");
    }
  }

  private Forecast known(Alert alert) {
    MeetingWishes known = wishes.get();
    if (!known.wanted(alert, clock.instant())) {
      return Forecast.none("; no meeting is wanted for it");
    }
    Optional<Meeting> latest = meetings.get().ofIncident(Meeting.incident(alert));
    Optional<Meeting> its = latest.filter(one -> one.standsFor(alert, known.rules()));
    if (its.isEmpty() && alert.status() == Status.RESOLVED) {
      return Forecast.none("; it is over, no meeting is wanted for it");
    }
    String id = Meeting.idFor(alert, latest, known.rules());
    return new Forecast(
        Optional.of(id),
        known.pages().of(id),
        its.map(meeting -> words(meeting, alert)).orElse(" and meeting requested"));
  }

  private static String words(Meeting meeting, Alert alert) {
    boolean over = alert.status() == Status.RESOLVED;
    return switch (meeting.state()) {
      case REQUESTED, SCHEDULED ->
          over
              ? "; it is over, and its incident's meeting is cancelled unless it has begun"
              : "; its incident has a meeting already";
      case CANCELLED -> "; its incident's meeting was cancelled";
      case COMPLETED -> "; its incident was met about already";
    };
  }
}
