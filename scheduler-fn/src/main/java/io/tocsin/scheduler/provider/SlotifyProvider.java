package io.tocsin.scheduler.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpResponse;
import io.tocsin.keys.Secret;
import io.tocsin.meeting.Booking;
import io.tocsin.meeting.Invitation;
import io.tocsin.meeting.MeetingProvider;
import io.tocsin.meeting.ProviderException;
import io.tocsin.meeting.ProviderException.Kind;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Makes meetings in Slotify, which knows a repeated call by our id of the meeting. */
final class SlotifyProvider implements MeetingProvider {
  static final String NAME = "slotify";

  private static final String SERVICE = "Slotify";
  private static final String MEETINGS = "/meetings";

  private final SlotifyApi api;
  private final SlotifyLine line;
  private final Secret key;
  private final Clock clock;

  SlotifyProvider(SlotifyApi api, SlotifyLine line, Secret key, Clock clock) {
    this.api = api;
    this.line = line;
    this.key = key;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Booking book(Invitation invitation) {
    Talk talk = talk(invitation);
    String body = SlotifyMeeting.create(invitation);
    Answer answer =
        talk.say("POST " + MEETINGS, body, () -> api.create(bearer(), talk.meetingId(), body));
    if (answer.conflict()) {
      // It has, or is just making, a meeting of this name.
      return find(talk).orElseThrow(answer::failure);
    }
    SlotifyMeeting meeting = new SlotifyMeeting(good(answer).json());
    if (meeting.over()) {
      throw gone();
    }
    Booking booking = meeting.booking().orElseThrow(answer::unreadable);
    // It may be the one that an earlier call made, whose answer was lost.
    return meeting.differsFrom(invitation) ? change(booking, talk) : booking;
  }

  @Override
  public Booking change(Booking booking, Invitation invitation) {
    return change(booking, talk(invitation));
  }

  private Booking change(Booking booking, Talk talk) {
    String body = SlotifyMeeting.change(talk.invitation());
    Answer answer =
        talk.say(
            "PATCH " + path(booking),
            body,
            () -> api.update(bearer(), talk.meetingId(), booking.id(), body));
    if (answer.nothingThere() || (answer.conflict() && over(booking, talk))) {
      throw gone();
    }
    if (good(answer).body().isBlank()) {
      return booking;
    }
    SlotifyMeeting meeting = new SlotifyMeeting(answer.json());
    if (meeting.over()) {
      throw gone();
    }
    Booking now = meeting.booking().orElseThrow(answer::unreadable);
    return new Booking(NAME, booking.id(), now.url().or(booking::url));
  }

  @Override
  public void cancel(Booking booking, Invitation invitation) {
    Talk talk = talk(invitation);
    Answer answer =
        talk.say(
            "DELETE " + path(booking),
            "",
            () -> api.cancel(bearer(), talk.meetingId(), booking.id()));
    if (!answer.nothingThere() && !(answer.conflict() && over(booking, talk))) {
      good(answer);
    }
  }

  @Override
  public Optional<Booking> find(Invitation invitation) {
    return find(talk(invitation));
  }

  private Optional<Booking> find(Talk talk) {
    String reference = talk.invitation().reference();
    Answer answer =
        talk.say(
            "GET " + MEETINGS + "?alert_reference=" + reference,
            "",
            () -> api.list(bearer(), talk.meetingId(), reference));
    if (answer.nothingThere()) {
      return Optional.empty();
    }
    return meetings(good(answer))
        .map(SlotifyMeeting::new)
        .filter(meeting -> !meeting.over() && meeting.isFor(talk.invitation()))
        .flatMap(meeting -> meeting.booking().stream())
        .findFirst();
  }

  private static Stream<JsonNode> meetings(Answer answer) {
    JsonNode json = answer.json();
    JsonNode list = json.isArray() ? json : json.path("meetings");
    if (!list.isArray()) {
      throw answer.unreadable();
    }
    return StreamSupport.stream(list.spliterator(), false);
  }

  /** Whether the meeting is one that cannot be changed any more. */
  private boolean over(Booking booking, Talk talk) {
    Answer answer =
        talk.say(
            "GET " + path(booking), "", () -> api.read(bearer(), talk.meetingId(), booking.id()));
    return answer.nothingThere() || new SlotifyMeeting(good(answer).json()).over();
  }

  private Talk talk(Invitation invitation) {
    return new Talk(line, key, invitation, clock.instant().plus(Call.LONGEST));
  }

  /** What is said about one meeting, all of it in the time that there is for it. */
  private record Talk(SlotifyLine line, Secret key, Invitation invitation, Instant until) {
    String meetingId() {
      return invitation.meetingId();
    }

    Answer say(
        String request, String body, Supplier<CompletableFuture<HttpResponse<String>>> send) {
      return line.make(new Call(SERVICE, meetingId(), request, body, key, until, send));
    }
  }

  private static Answer good(Answer answer) {
    if (!answer.good()) {
      throw answer.failure();
    }
    return answer;
  }

  private static ProviderException gone() {
    return new ProviderException(Kind.GONE, "the meeting is not in Slotify any more");
  }

  private static String path(Booking booking) {
    return MEETINGS + "/" + booking.id();
  }

  private String bearer() {
    return "Bearer " + key.reveal();
  }
}
