package io.tocsin.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.local.MendableException;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** An incident as a source would tell it, and what becomes of it. */
final class Incident {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);
  private static final String PATH = "/webhooks/chainsync/alert";

  private final Surroundings surroundings;
  private final Access access;
  private final PrintStream out;
  private final String name;
  private final List<String> late = new ArrayList<>();

  Incident(Surroundings surroundings, Access access) {
    this.surroundings = surroundings;
    this.access = access;
    this.out = surroundings.out();
    this.name = "demo-" + surroundings.clock().instant().getEpochSecond();
  }

  /** Plays it to the end; 0 when everything came as it should. */
  int play(int repeats) {
    out.println("An incident named " + name + ", as ChainSync would tell it.");
    step("It fires: severity high, two systems");
    JsonNode first = tell("high", 92, false);
    String meeting = first.path("data").path("meeting_id").asText("");
    say("answer", first.path("message").asText());
    say("urgency", urgency(first));
    if (meeting.isEmpty()) {
      out.println();
      out.println(
          "No meeting is wanted for it: no route leads to a target of the channel meeting.");
      return deliveries("") ? 0 : 1;
    }
    say("meeting", first.path("data").path("meeting_url").asText("(no public address)"));
    await(
            "the meeting to be set",
            meeting,
            one -> is("scheduled").test(one) && !toDo(one, "tell_source"))
        .ifPresent(this::show);

    step("It is repeated " + repeats + " times");
    for (int i = 0; i < repeats; i++) {
      tell("high", 93 + i, false);
    }
    await("the repeats to be heard", meeting, one -> one.path("alerts").asInt() > repeats)
        .ifPresent(one -> say("meeting", "the same; " + one.path("alerts") + " alerts about it"));

    step("It gets worse: severity critical, four systems");
    JsonNode worse = tell("critical", 100, false);
    say("answer", worse.path("message").asText());
    await(
            "the meeting to be moved",
            meeting,
            one -> level(one).equals("CRITICAL") && !toDo(one, "book"))
        .ifPresent(this::show);

    step("It is over");
    say("answer", tell("critical", 3, true).path("message").asText());
    await("the meeting to be cancelled", meeting, is("cancelled"))
        .ifPresent(one -> say("meeting", "cancelled: " + one.path("because").asText()));
    await("everybody to be told", meeting, one -> one.path("to_do").isEmpty());
    boolean told = deliveries(meeting);
    late.forEach(what -> out.println("Waited in vain for " + what + "."));
    return late.isEmpty() && told ? 0 : 1;
  }

  private JsonNode tell(String severity, int connections, boolean over) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("alert_id", name);
    json.put("alert_type", "system_failure");
    json.put("severity", severity);
    json.put(
        "description", "Database connection pool exhausted: " + connections + " of 100 in use");
    var systems = json.putArray("affected_systems").add("checkout").add("orders");
    if (severity.equals("critical")) {
      systems.add("payment").add("search");
    }
    json.put("detected_at", surroundings.clock().instant().toString());
    json.putObject("context").put("connection_count", connections).put("max_connections", 100);
    if (over) {
      json.put("status", "resolved");
    }
    byte[] body = Wire.write(json).getBytes(StandardCharsets.UTF_8);
    return read(access.post(PATH, body, surroundings.clock()));
  }

  /** Looks until the meeting is so. */
  private Optional<JsonNode> await(String what, String meeting, Predicate<JsonNode> so) {
    Instant until = surroundings.clock().instant().plus(PATIENCE);
    while (surroundings.clock().instant().isBefore(until)) {
      for (JsonNode one : get("/meetings/recent?limit=100").path("meetings")) {
        if (one.path("id").asText().equals(meeting) && so.test(one)) {
          return Optional.of(one);
        }
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    late.add(what);
    return Optional.empty();
  }

  private static Predicate<JsonNode> is(String state) {
    return meeting -> meeting.path("state").asText().equals(state);
  }

  private void show(JsonNode meeting) {
    say("meeting", meeting.path("title").asText());
    say(
        "when",
        meeting.path("scheduled_time").asText()
            + ", "
            + meeting.path("duration_minutes")
            + " min: "
            + meeting.path("why_then").asText());
    List<String> who = new ArrayList<>();
    meeting.path("attendees").forEach(one -> who.add(one.path("name").asText()));
    say("who", who.isEmpty() ? "nobody is configured" : String.join(", ", who));
    JsonNode booking = meeting.path("booking");
    if (meeting.has("source_told")) {
      say("told", meeting.path("about").path("source").asText() + " knows where it is");
    }
    if (booking.has("url")) {
      say("at", booking.path("provider").asText() + ", " + booking.path("url").asText());
    }
    for (JsonNode part : meeting.path("briefing")) {
      if (part.path("heading").asText().equals("Probable cause")) {
        say("cause", part.path("lines").path(0).asText());
      }
    }
  }

  /** Prints where each alert of the story went; false when one did not arrive in time. */
  private boolean deliveries(String meeting) {
    Instant until = surroundings.clock().instant().plus(PATIENCE);
    List<JsonNode> story = story(meeting);
    while (story.stream().anyMatch(Incident::underway)
        && surroundings.clock().instant().isBefore(until)) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      story = story(meeting);
    }
    step("What happened where, oldest first");
    for (int i = story.size() - 1; i >= 0; i--) {
      JsonNode alert = story.get(i);
      List<String> where = new ArrayList<>();
      alert
          .path("deliveries")
          .forEach(
              one -> where.add(one.path("target").asText() + " " + one.path("state").asText()));
      out.printf(
          "  %-8s %-9s %s%n           → %s%n",
          alert.path("severity").asText(),
          alert.path("status").asText(),
          alert.path("title").asText(),
          where.isEmpty() ? "nowhere" : String.join(", ", where));
    }
    return story.stream().noneMatch(Incident::underway);
  }

  private List<JsonNode> story(String meeting) {
    List<JsonNode> story = new ArrayList<>();
    for (JsonNode alert : get("/alerts/recent?limit=100").path("alerts")) {
      boolean ours =
          alert.path("name").asText().equals(name)
              || (!meeting.isEmpty()
                  && alert.path("labels").path("meeting").asText().equals(meeting));
      if (ours) {
        story.add(alert);
      }
    }
    return story;
  }

  private static boolean underway(JsonNode alert) {
    return alert.path("deliveries").findValuesAsText("state").stream().anyMatch("waiting"::equals);
  }

  private JsonNode get(String path) {
    return read(access.send(access.request(path).GET().build()));
  }

  private static JsonNode read(HttpResponse<String> response) {
    if (response.statusCode() != 200) {
      throw new MendableException("Refused (" + response.statusCode() + "): " + response.body());
    }
    try {
      return Wire.parse(response.body());
    } catch (InvalidJsonException e) {
      throw new MendableException("The answer is no JSON: " + e.getMessage(), e);
    }
  }

  private static String urgency(JsonNode answer) {
    JsonNode urgency = answer.path("data").path("urgency");
    return urgency.path("level").asText()
        + ", to be met about in "
        + urgency.path("recommended_response_time").asText();
  }

  private static String level(JsonNode meeting) {
    return meeting.path("urgency").path("level").asText();
  }

  private static boolean toDo(JsonNode meeting, String what) {
    return meeting.path("to_do").findValuesAsText("what").contains(what);
  }

  private void step(String what) {
    out.println();
    out.println(what);
  }

  private void say(String what, String text) {
    out.printf("  %-8s %s%n", what, text);
  }
}
