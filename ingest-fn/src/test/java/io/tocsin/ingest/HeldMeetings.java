package io.tocsin.ingest;

import io.tocsin.alert.Severity;
import io.tocsin.meeting.Booking;
import io.tocsin.meeting.Meeting;
import io.tocsin.meeting.Meeting.State;
import io.tocsin.meeting.MeetingSamples;
import io.tocsin.meeting.News;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** Meetings as the scheduler would have made them of an incident. */
final class HeldMeetings {
  static final URI URL = URI.create("https://slotify.example.org/meetings/xyz");

  private HeldMeetings() {}

  /** The first of the incident, wanted for the worst that there is. */
  static Meeting of(String incident, Instant at, State state) {
    return of(incident, at, state, Severity.CRITICAL, false);
  }

  /**
   * The first of the incident.
   *
   * @param over whether its incident was said to be over
   */
  static Meeting of(String incident, Instant at, State state, Severity worst, boolean over) {
    Meeting wanted = MeetingSamples.wanted(incident, 1, "plex", at);
    News told = wanted.news();
    News news =
        new News(told.alerts(), told.count(), worst, told.chief(), told.first(), told.last(), over);
    return as(wanted, news, state, Optional.empty());
  }

  /** With somebody who made it, and perhaps a page of theirs. */
  static Meeting booked(Meeting meeting, String provider, Optional<URI> url) {
    return as(
        meeting, meeting.news(), meeting.state(), Optional.of(new Booking(provider, "xyz", url)));
  }

  private static Meeting as(Meeting like, News news, State state, Optional<Booking> booking) {
    return new Meeting(
        like.id(),
        like.incident(),
        like.occasion(),
        like.about(),
        news,
        like.plan(),
        like.sequence(),
        state,
        like.because(),
        like.asked(),
        booking,
        like.told(),
        like.toldSource(),
        like.announced(),
        like.held(),
        like.errands(),
        like.hold(),
        like.createdAt(),
        like.revision());
  }
}
