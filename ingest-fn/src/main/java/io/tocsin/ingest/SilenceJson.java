package io.tocsin.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.alert.EventId;
import io.tocsin.ingest.format.Received;
import io.tocsin.routing.MatcherReader;
import io.tocsin.routing.Silence;
import io.tocsin.wire.Fields;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.LinearPatterns;
import io.tocsin.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Silences as they are asked for and as they are shown. */
final class SilenceJson {
  private static final int MOST_MATCHERS = 20;
  private static final int LONGEST_MATCHER = 1000;
  private static final int LONGEST_AUTHOR = 100;
  private static final int LONGEST_REASON = 500;
  private static final int LONGEST_ID = 200;

  /** Who needs a longer one changes the routes instead. */
  private static final Duration LONGEST = Duration.ofDays(90);

  private static final MatcherReader MATCHERS = new MatcherReader(new LinearPatterns());

  private SilenceJson() {}

  /**
   * Reads {@code {"matchers":[…],"reason":…,"author":…,"starts_at":…,"ends_at":…}}. Without an
   * author it is the key's owner's; without a start it begins now.
   *
   * @throws InvalidJsonException naming every mistake
   */
  static Silence read(Received received) throws InvalidJsonException {
    Fields fields = Fields.of(Wire.parse(received.text()));
    List<String> matchers = fields.texts("matchers", MOST_MATCHERS, LONGEST_MATCHER);
    checkMatchers(matchers, fields);
    String reason = fields.required("reason", LONGEST_REASON);
    String author =
        fields
            .optional("author", LONGEST_AUTHOR)
            .filter(text -> !text.isBlank())
            .orElse(received.key().owner());
    Instant start = fields.instant("starts_at").orElse(received.at());
    Instant end = fields.instant("ends_at").orElse(Instant.MIN);
    checkTime(received.at(), start, end, fields);
    refuseOthers(fields);
    fields.check();
    return new Silence(id(received), matchers, author, reason, start, end, received.key().id());
  }

  /**
   * Reads {@code {"id":…}}. The id is in the body, and not in the path, since the body is what is
   * signed.
   *
   * @throws InvalidJsonException naming every mistake
   */
  static String readId(Received received) throws InvalidJsonException {
    Fields fields = Fields.of(Wire.parse(received.text()));
    String id = fields.required("id", LONGEST_ID);
    refuseOthers(fields);
    fields.check();
    return id;
  }

  /** {@code {"silences":[…]}}. */
  static String write(List<Silence> silences, Instant now) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    var all = json.putArray("silences");
    silences.forEach(silence -> all.add(node(silence, now)));
    return Wire.write(json);
  }

  static String write(Silence silence, Instant now) {
    return Wire.write(node(silence, now));
  }

  private static ObjectNode node(Silence silence, Instant now) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", silence.id());
    json.put("state", state(silence, now));
    var matchers = json.putArray("matchers");
    silence.matchers().forEach(matchers::add);
    json.put("author", silence.author());
    json.put("reason", silence.reason());
    json.put("starts_at", silence.start().toString());
    json.put("ends_at", silence.end().toString());
    json.put("key", silence.key());
    return json;
  }

  private static String state(Silence silence, Instant now) {
    if (!silence.openAt(now)) {
      return "over";
    }
    return silence.activeAt(now) ? "active" : "pending";
  }

  /** The same for the same signed request, which sent twice makes one silence. */
  private static String id(Received received) {
    return EventId.unnamed(received.key().id(), received.timestamp(), received.signature(), 0)
        .replaceFirst("^ev_", "si_");
  }

  private static void checkMatchers(List<String> matchers, Fields fields) {
    if (matchers.isEmpty()) {
      fields.mistake(
          "matchers", "is required: a list such as [\"service=plex\", \"severity=low\"]");
    }
    for (int i = 0; i < matchers.size(); i++) {
      try {
        MATCHERS.read(matchers.get(i));
      } catch (IllegalArgumentException e) {
        fields.mistake("matchers[" + i + "]", String.valueOf(e.getMessage()));
      }
    }
  }

  private static void checkTime(Instant now, Instant start, Instant end, Fields fields) {
    if (end.equals(Instant.MIN)) {
      fields.mistake("ends_at", "is required: a time such as 2026-11-21T08:00:00Z");
    } else if (!end.isAfter(start) || !end.isAfter(now)) {
      fields.mistake("ends_at", "must be after starts_at and after now");
    } else if (end.isAfter(now.plus(LONGEST))) {
      fields.mistake("ends_at", "must be within " + LONGEST.toDays() + " days from now");
    }
  }

  /** What is not known may be a condition that somebody counts on. */
  private static void refuseOthers(Fields fields) {
    if (!fields.rest().isEmpty()) {
      fields.mistake("", "has members that are not known: " + fields.rest().text());
    }
  }
}
