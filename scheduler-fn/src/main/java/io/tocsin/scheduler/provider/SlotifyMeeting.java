package io.tocsin.scheduler.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.meeting.Attendee;
import io.tocsin.meeting.Booking;
import io.tocsin.meeting.Invitation;
import io.tocsin.meeting.MarkdownForm;
import io.tocsin.wire.Wire;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A meeting in Slotify's words: how one is written for it, and how its own are read. */
record SlotifyMeeting(JsonNode json) {
  /** Longest title, in characters. */
  static final int TITLE = 200;

  private static final int LONGEST_ID = 500;
  private static final Set<String> OVER = Set.of("cancelled", "canceled", "completed");

  /** What it is told of a new one. */
  static String create(Invitation invitation) {
    return Wire.write(write(invitation).put("alert_reference", invitation.reference()));
  }

  /** What it is told to have one be. */
  static String change(Invitation invitation) {
    return Wire.write(write(invitation));
  }

  private static ObjectNode write(Invitation invitation) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("title", title(invitation));
    json.put("description", description(invitation));
    json.put("scheduled_time", time(invitation));
    json.put("duration_minutes", minutes(invitation.slot().length()));
    var attendees = json.putArray("attendees");
    invitation.attendees().stream().map(Attendee::address).distinct().forEach(attendees::add);
    return json;
  }

  private static String title(Invitation invitation) {
    String title = invitation.title();
    return title.codePointCount(0, title.length()) <= TITLE
        ? title
        : title.substring(0, title.offsetByCodePoints(0, TITLE - 1)) + "…";
  }

  private static String description(Invitation invitation) {
    return MarkdownForm.of(invitation.briefing())
        + invitation.page().map(page -> "\nMeeting: <" + page + ">\n").orElse("")
        + "\n"
        + mark(invitation)
        + "\n";
  }

  /** By this a meeting is known again that was made by a call whose answer was lost. */
  private static String mark(Invitation invitation) {
    return "Tocsin meeting " + invitation.meetingId();
  }

  private static String time(Invitation invitation) {
    return invitation.slot().start().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Whole ones, and one begun counts. */
  private static long minutes(Duration length) {
    return Math.max(1, length.plusSeconds(59).toMinutes());
  }

  /** Its id; absent when there is none that could be asked for again. */
  Optional<String> id() {
    return text("meeting_id")
        .filter(id -> id.length() <= LONGEST_ID && !id.equals(".") && !id.equals(".."));
  }

  /** The booking that it is, where people join only if that is an address of the web. */
  Optional<Booking> booking() {
    return id().map(id -> new Booking(SlotifyProvider.NAME, id, url()));
  }

  private Optional<URI> url() {
    return text("meeting_url").flatMap(SlotifyMeeting::address);
  }

  private static Optional<URI> address(String text) {
    try {
      return Optional.of(new URI(text))
          .filter(uri -> "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
          .filter(uri -> uri.getHost() != null);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Cancelled or held: nothing about it can be changed any more. */
  boolean over() {
    return text("status")
        .filter(status -> OVER.contains(status.toLowerCase(Locale.ROOT)))
        .isPresent();
  }

  /** Whether it shows another time or title than it should have; what it does not show is well. */
  boolean differsFrom(Invitation invitation) {
    return text("title").filter(title -> !title.equals(title(invitation))).isPresent()
        || text("scheduled_time").filter(time -> !isTime(time, invitation)).isPresent();
  }

  private static boolean isTime(String text, Invitation invitation) {
    try {
      return OffsetDateTime.parse(text)
          .toInstant()
          .equals(invitation.slot().start().truncatedTo(ChronoUnit.SECONDS));
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** Whether it was made for this: by our mark, or where it shows no text, by title and time. */
  boolean isFor(Invitation invitation) {
    return text("description")
        .map(text -> text.contains(mark(invitation)))
        .orElseGet(
            () ->
                text("title").filter(title(invitation)::equals).isPresent()
                    && text("scheduled_time").filter(at -> isTime(at, invitation)).isPresent());
  }

  private Optional<String> text(String name) {
    return Optional.of(json.path(name))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .filter(text -> !text.isBlank());
  }
}
