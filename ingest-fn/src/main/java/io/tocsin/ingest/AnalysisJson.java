package io.tocsin.ingest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.analysis.Analysis;
import io.tocsin.analysis.Analysis.Part;
import io.tocsin.analysis.Compliance;
import io.tocsin.analysis.Compliance.Duty;
import io.tocsin.analysis.Finding;
import io.tocsin.analysis.Learning;
import io.tocsin.analysis.MeetingContext;
import io.tocsin.analysis.RootCause;
import io.tocsin.analysis.RootCause.Cause;
import java.util.List;
import java.util.Locale;

/** What the agents found, as readers get it. */
final class AnalysisJson {
  private AnalysisJson() {}

  /** One member for each agent, with what it goes by and what it found. */
  static ObjectNode of(Analysis analysis) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    analysis.parts().forEach(part -> json.set(lower(part.question()), part(part)));
    return json;
  }

  private static ObjectNode part(Part<? extends Finding> part) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putObject("served_by")
        .put("kind", part.maker().kind())
        .put("version", part.maker().version());
    ArrayNode failed = json.putArray("failed");
    part.failures().forEach(failure -> failed.add(failure.toString()));
    part.finding().ifPresent(finding -> finding(finding, json));
    return json;
  }

  private static void finding(Finding finding, ObjectNode json) {
    if (finding instanceof RootCause found) {
      ArrayNode causes = json.putArray("causes");
      found.causes().forEach(cause -> cause(cause, causes.addObject()));
    } else if (finding instanceof Compliance found) {
      json.put("status", lower(found.status()));
      ArrayNode duties = json.putArray("duties");
      found.duties().forEach(duty -> duty(duty, duties.addObject()));
    } else if (finding instanceof MeetingContext found) {
      json.put("subject", found.subject());
      json.put("duration_minutes", found.length().toMinutes());
      ArrayNode invitees = json.putArray("invitees");
      found
          .invitees()
          .forEach(one -> invitees.addObject().put("who", one.who()).put("why", one.why()));
      texts(json.putArray("points"), found.points());
    } else if (finding instanceof Learning found) {
      json.put("times", found.times());
      ArrayNode recurring = json.putArray("recurring");
      found
          .recurring()
          .forEach(
              one -> recurring.addObject().put("pattern", one.pattern()).put("times", one.times()));
      ArrayNode helped = json.putArray("helped");
      found
          .helped()
          .forEach(
              one -> helped.addObject().put("what", one.what()).put("at", one.at().toString()));
      found
          .meetingLength()
          .ifPresent(length -> json.put("usual_meeting_minutes", length.toMinutes()));
    }
  }

  private static void cause(Cause cause, ObjectNode json) {
    json.put("pattern", cause.pattern());
    json.put("what", cause.what());
    json.put("confidence", cause.confidence());
    texts(json.putArray("evidence"), cause.evidence());
    texts(json.putArray("checks"), cause.checks());
  }

  private static void duty(Duty duty, ObjectNode json) {
    json.put("name", duty.obligation().name());
    json.put("kind", lower(duty.obligation().kind()));
    json.put("what", duty.obligation().what());
    json.put("reason", duty.obligation().reason());
    json.put("due", duty.due().toString());
  }

  private static void texts(ArrayNode json, List<String> texts) {
    texts.forEach(json::add);
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
