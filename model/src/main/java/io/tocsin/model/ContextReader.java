package io.tocsin.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.analysis.Agent;
import io.tocsin.analysis.Circumstances;
import io.tocsin.analysis.MeetingContext;
import io.tocsin.analysis.MeetingContext.Invitee;
import io.tocsin.wire.Fields;
import io.tocsin.wire.InvalidJsonException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads who should come and what to talk about. A model adds to those whom the rules would ask, and
 * to what they would talk about. Subject and length are the rules', since the calendar goes by
 * them.
 */
record ContextReader(Agent<MeetingContext> rules) implements ByModel.Reader<MeetingContext> {
  private static final int LONGEST_ROLE = 100;

  @Override
  public MeetingContext read(JsonNode answer, Circumstances circumstances)
      throws InvalidJsonException {
    MeetingContext byRules = rules.look(circumstances);
    Fields fields = Fields.of(answer);
    Map<String, Invitee> invitees = new LinkedHashMap<>();
    byRules.invitees().forEach(one -> invitees.put(one.who(), one));
    for (Fields one : Sentences.objects(fields, "invitees", MeetingContext.MOST_INVITEES)) {
      Invitee invitee = invitee(one);
      invitees.putIfAbsent(invitee.who(), invitee);
    }
    List<String> points = Sentences.list(fields, "points", MeetingContext.MOST_POINTS);
    fields.check();
    return new MeetingContext(
        byRules.subject(),
        byRules.length(),
        invitees.values().stream().limit(MeetingContext.MOST_INVITEES).toList(),
        Stream.concat(points.stream(), byRules.points().stream())
            .distinct()
            .limit(MeetingContext.MOST_POINTS)
            .toList());
  }

  private static Invitee invitee(Fields fields) throws InvalidJsonException {
    String who = Sentences.one(fields, "who", LONGEST_ROLE);
    if (who.contains("@") || who.contains("://") || who.startsWith("+")) {
      fields.mistake("who", "must be a role, a team or a service, and nobody's address");
    }
    String why = Sentences.one(fields, "why", Sentences.LONGEST);
    fields.check();
    return new Invitee(who, why);
  }
}
