package io.tocsin.meeting;

import io.tocsin.alert.Alert;
import io.tocsin.alert.EventId;
import io.tocsin.alert.Severity;
import io.tocsin.meeting.Meeting.State;
import io.tocsin.store.Samples;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Meetings to test with. */
public final class MeetingSamples {
  private MeetingSamples() {}

  /** The first of an incident, about the service {@code plex}. */
  public static Meeting wanted(String incident) {
    return wanted(incident, 1, "plex", Samples.NOON);
  }

  /** One that is due when it is wanted. */
  public static Meeting wanted(String incident, int occasion, String service, Instant at) {
    Alert alert =
        Alert.builder("ev_1", "heimdallr", service, "plex is down")
            .severity(Severity.CRITICAL)
            .receivedAt(at)
            .build();
    Meeting wanted = Meeting.wanted(alert, Optional.empty(), at);
    return new Meeting(
        EventId.meeting(incident, occasion),
        incident,
        occasion,
        wanted.about(),
        wanted.news(),
        Optional.of(plan(at)),
        wanted.sequence(),
        wanted.state(),
        wanted.because(),
        wanted.asked(),
        wanted.booking(),
        wanted.told(),
        wanted.toldSource(),
        wanted.announced(),
        wanted.held(),
        wanted.errands(),
        wanted.hold(),
        wanted.createdAt(),
        wanted.revision());
  }

  public static Plan plan(Instant at) {
    Urgency urgency = Urgency.of(Samples.alert("ev_1"), 0, Optional.empty());
    return new Plan(
        urgency,
        "[HIGH] Alert Review",
        new Slot(at.plusSeconds(600), Duration.ofMinutes(30)),
        List.of(new Attendee("ops@example.org", "Ops", "on call")),
        new Briefing("[HIGH] Alert Review", List.of(), List.of()),
        "the next free half hour");
  }

  /** Its next revision, for which there is something to be done at that time, or nothing. */
  public static Meeting due(Meeting meeting, Optional<Instant> at) {
    List<Errand> errands =
        at.map(when -> Errand.of(Errand.Kind.REMIND, 1, when)).map(List::of).orElse(List.of());
    return next(meeting, meeting.booking(), errands);
  }

  /** Its next revision, in that state, of which people were told that it begins then. */
  public static Meeting next(Meeting read, State state, Optional<Instant> announced) {
    return next(read, state, read.booking(), announced, read.errands());
  }

  /** Its next revision, booked. */
  public static Meeting booked(Meeting meeting, String provider, String id) {
    URI url = URI.create("https://meet.example.org/1");
    return next(
        meeting, Optional.of(new Booking(provider, id, Optional.of(url))), meeting.errands());
  }

  private static Meeting next(Meeting read, Optional<Booking> booking, List<Errand> errands) {
    return next(read, State.SCHEDULED, booking, read.announced(), errands);
  }

  private static Meeting next(
      Meeting read,
      State state,
      Optional<Booking> booking,
      Optional<Instant> announced,
      List<Errand> errands) {
    return new Meeting(
        read.id(),
        read.incident(),
        read.occasion(),
        read.about(),
        read.news(),
        read.plan(),
        read.sequence(),
        state,
        read.because(),
        read.asked(),
        booking,
        read.told(),
        read.toldSource(),
        announced,
        read.held(),
        errands,
        read.hold(),
        read.createdAt(),
        read.revision() + 1);
  }
}
