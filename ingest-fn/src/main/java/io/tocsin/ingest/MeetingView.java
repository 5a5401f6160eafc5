package io.tocsin.ingest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.history.Page;
import io.tocsin.meeting.Errand;
import io.tocsin.meeting.Meeting;
import io.tocsin.meeting.Plan;
import io.tocsin.meeting.Urgency;
import io.tocsin.wire.Wire;
import java.util.Locale;

/** Meetings as readers get them. */
final class MeetingView {
  private MeetingView() {}

  /** {@code {"meetings":[…],"next":…}}; {@code next} is null on the last page. */
  static String page(Page<Meeting> page) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode all = json.putArray("meetings");
    page.items().forEach(meeting -> all.add(meeting(meeting)));
    json.put("next", page.next().orElse(null));
    return Wire.write(json);
  }

  /** One meeting. */
  static ObjectNode meeting(Meeting meeting) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", meeting.id());
    json.put("state", lower(meeting.state()));
    meeting.plan().ifPresent(plan -> plan(plan, json));
    meeting.because().ifPresent(why -> json.put("because", why));
    meeting.held().ifPresent(length -> json.put("held_minutes", length.toMinutes()));
    ObjectNode about = json.putObject("about");
    about.put("source", meeting.about().source());
    about.put("service", meeting.about().service());
    about.put("type", meeting.about().type());
    about.put("reference", meeting.about().reference());
    json.put("incident", meeting.incident());
    json.put("alerts", meeting.news().count());
    ArrayNode latest = json.putArray("latest_alerts");
    meeting.news().alerts().forEach(latest::add);
    meeting
        .booking()
        .ifPresent(
            booking -> {
              ObjectNode booked = json.putObject("booking");
              booked.put("provider", booking.provider());
              booked.put("id", booking.id());
              booking.url().ifPresent(url -> booked.put("url", url.toString()));
            });
    meeting.toldSource().ifPresent(url -> json.put("source_told", url.toString()));
    ArrayNode errands = json.putArray("to_do");
    meeting.errands().forEach(errand -> errands.add(errand(errand)));
    json.put("created_at", meeting.createdAt().toString());
    return json;
  }

  private static void plan(Plan plan, ObjectNode json) {
    json.put("title", plan.title());
    Urgency urgency = plan.urgency();
    ObjectNode level = json.putObject("urgency");
    level.put("level", urgency.level().name());
    level.put("score", urgency.level().score());
    level.put("recommended_response_time", urgency.level().respondWithin());
    ArrayNode reasons = level.putArray("reasons");
    urgency.reasons().forEach(reasons::add);
    json.put("scheduled_time", plan.slot().start().toString());
    json.put("duration_minutes", plan.slot().length().toMinutes());
    json.put("why_then", plan.why());
    ArrayNode attendees = json.putArray("attendees");
    plan.attendees()
        .forEach(
            one ->
                attendees
                    .addObject()
                    .put("address", one.address())
                    .put("name", one.name())
                    .put("why", one.why()));
    ArrayNode briefing = json.putArray("briefing");
    plan.briefing()
        .sections()
        .forEach(
            section -> {
              ObjectNode part = briefing.addObject().put("heading", section.heading());
              ArrayNode lines = part.putArray("lines");
              section.lines().forEach(lines::add);
            });
  }

  private static ObjectNode errand(Errand errand) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("what", lower(errand.kind()));
    json.put("due", errand.due().toString());
    json.put("attempts", errand.attempts());
    errand.failure().ifPresent(why -> json.put("failure", why));
    return json;
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
