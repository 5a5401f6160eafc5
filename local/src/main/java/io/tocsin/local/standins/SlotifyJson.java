package io.tocsin.local.standins;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.local.standins.SlotifyEvent.Status;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Meetings as Slotify takes and shows them; it checks what it takes. */
final class SlotifyJson {
  private static final int TITLE = 255;
  private static final int DESCRIPTION = 20_000;
  private static final int REFERENCE = 512;
  private static final int ATTENDEES = 200;
  private static final int LONGEST_MINUTES = 24 * 60;
  private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;]{1,64}@[^\\s@<>,;]{1,255}");

  private SlotifyJson() {}

  /**
   * A meeting as it is after a request.
   *
   * @param before what stays as it is where the request says nothing
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static SlotifyEvent read(JsonNode json, SlotifyEvent before) {
    require(json.isObject(), "the body must be an object");
    return new SlotifyEvent(
        before.number(),
        before.id(),
        text(json, "alert_reference", REFERENCE).orElse(before.reference()),
        text(json, "title", TITLE).orElse(before.title()),
        text(json, "description", DESCRIPTION).orElse(before.description()),
        time(json).orElse(before.time()),
        minutes(json).orElse(before.minutes()),
        attendees(json).orElse(before.attendees()),
        before.status(),
        before.told());
  }

  /** A meeting of which nothing is known, so that what is missing is found out. */
  static SlotifyEvent blank(int number, String id) {
    return new SlotifyEvent(
        number, id, "", "", "", Instant.EPOCH, 0, List.of(), Status.SCHEDULED, "");
  }

  /**
   * Checks one that is new.
   *
   * @throws IllegalArgumentException saying what is missing
   */
  static SlotifyEvent complete(SlotifyEvent event) {
    require(!event.title().isBlank(), "title is missing");
    require(!event.time().equals(Instant.EPOCH), "scheduled_time is missing");
    require(event.minutes() > 0, "duration_minutes is missing");
    return event;
  }

  private static Optional<String> text(JsonNode json, String name, int longest) {
    JsonNode value = json.path(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    require(value.isTextual(), name + " must be a text");
    String text = value.textValue();
    require(
        text.codePointCount(0, text.length()) <= longest,
        name + " must have at most " + longest + " characters");
    return Optional.of(text);
  }

  private static Optional<Instant> time(JsonNode json) {
    return text(json, "scheduled_time", 40)
        .map(
            text -> {
              try {
                return Instant.parse(text);
              } catch (DateTimeException e) {
                throw new IllegalArgumentException("scheduled_time must be a time in UTC", e);
              }
            });
  }

  private static Optional<Integer> minutes(JsonNode json) {
    JsonNode value = json.path("duration_minutes");
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    require(
        value.canConvertToInt() && value.intValue() > 0 && value.intValue() <= LONGEST_MINUTES,
        "duration_minutes must be from 1 to " + LONGEST_MINUTES);
    return Optional.of(value.intValue());
  }

  private static Optional<List<String>> attendees(JsonNode json) {
    JsonNode value = json.path("attendees");
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    require(
        value.isArray() && value.size() <= ATTENDEES, "attendees must be a list of at most 200");
    List<String> attendees = new ArrayList<>();
    for (JsonNode one : value) {
      require(
          one.isTextual() && ADDRESS.matcher(one.textValue()).matches(),
          "attendees must be addresses of mail");
      attendees.add(one.textValue());
    }
    return Optional.of(attendees);
  }

  private static void require(boolean well, String mistake) {
    if (!well) {
      throw new IllegalArgumentException(mistake);
    }
  }

  /**
   * A meeting as it is shown.
   *
   * @param url where it has its page
   */
  static ObjectNode write(SlotifyEvent event, String url) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("meeting_id", event.id());
    json.put("meeting_url", url);
    json.put("status", event.status().name().toLowerCase(Locale.ROOT));
    json.put("alert_reference", event.reference());
    json.put("title", event.title());
    json.put("description", event.description());
    json.put("scheduled_time", event.time().toString());
    json.put("duration_minutes", event.minutes());
    event.attendees().forEach(json.putArray("attendees")::add);
    return json;
  }
}
