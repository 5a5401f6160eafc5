package io.tocsin.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import io.tocsin.alert.Alert;
import io.tocsin.analysis.Agent;
import io.tocsin.analysis.Circumstances;
import io.tocsin.analysis.LearningRecord;
import io.tocsin.analysis.RootCause;
import io.tocsin.analysis.RootCause.Cause;
import io.tocsin.analysis.SecretNames;
import io.tocsin.wire.Wire;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a model gets to read: JSON between two marks, which nothing in it can look like. Labels and
 * details whose name speaks of a secret are left out, and what texts assign to such a name.
 *
 * @param rules whose suspicions are told to the model
 * @param mostCharacters of all of it, at least 2,000; when it would be more, lists and texts are
 *     cut
 */
record AlertData(Known known, Agent<RootCause> rules, int mostCharacters) {
  static final String BEGIN = "<data>\n";
  static final String END = "\n</data>";

  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?i)((?:password|passwd|secret|token|authorization|credentials?|api[ _-]?key)[\"']?"
              + "\\s*[:=]\\s*[\"']?(?:(?:bearer|basic)\\s+)?)[^\\s\"',;&]+");

  private static final Pattern IN_ADDRESS = Pattern.compile("://[^\\s/@]+@");

  /** How much of each list and text is taken, tried from the first on until all is short enough. */
  private static final List<Cut> CUTS =
      List.of(
          new Cut(6_000, 300, 60, 10),
          new Cut(3_000, 200, 40, 8),
          new Cut(1_500, 120, 20, 5),
          new Cut(600, 80, 10, 3),
          new Cut(200, 40, 4, 1),
          new Cut(40, 10, 0, 0));

  /** Most characters of the message and of other texts, and most members and things of before. */
  private record Cut(int message, int text, int members, int before) {}

  /** What is known of an alert. */
  String about(Circumstances circumstances) {
    List<Cause> suspected = rules.look(circumstances).causes();
    for (Cut cut : CUTS) {
      String text = BEGIN + unmarked(Wire.write(json(circumstances, suspected, cut))) + END;
      if (text.length() <= mostCharacters) {
        return text;
      }
    }
    throw new IllegalStateException("the shortest cut is shorter than any limit");
  }

  /** In JSON these stand only within texts, and there may be written so. */
  private static String unmarked(String json) {
    return json.replace("<", "\\u003c").replace(">", "\\u003e");
  }

  private ObjectNode json(Circumstances circumstances, List<Cause> suspected, Cut cut) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("now", circumstances.now().toString());
    alert(json.putObject("alert"), circumstances, cut);
    suspicions(json.putArray("rules_suspect"), suspected, cut);
    past(json, circumstances, cut);
    ArrayNode records = json.putArray("earlier_records");
    circumstances.lessons().stream()
        .limit(cut.before())
        .forEach(lesson -> record(records.addObject(), lesson, cut));
    ArrayNode patterns = json.putArray("patterns_of_earlier_records");
    LessonsReader.seen(circumstances, known).stream().limit(cut.members()).forEach(patterns::add);
    return json;
  }

  private static void alert(ObjectNode json, Circumstances circumstances, Cut cut) {
    Alert alert = circumstances.alert();
    json.put("source", text(alert.source(), cut));
    json.put("service", text(alert.service(), cut));
    json.put("type", text(alert.type(), cut));
    json.put("severity", alert.severity().name().toLowerCase(Locale.ROOT));
    json.put("status", alert.status().name().toLowerCase(Locale.ROOT));
    json.put("title", text(alert.title(), cut));
    json.put("message", shortened(alert.message(), cut.message()));
    json.put("since", circumstances.since().toString());
    ArrayNode systems = json.putArray("affected_systems");
    alert.affectedSystems().stream()
        .limit(cut.members())
        .forEach(system -> systems.add(text(system, cut)));
    texts(json.putObject("labels"), alert.labels(), cut);
    texts(json.putObject("details"), circumstances.details(), cut);
  }

  private static void texts(ObjectNode json, Map<String, String> texts, Cut cut) {
    texts.entrySet().stream()
        .filter(one -> !SecretNames.holds(one.getKey()))
        .sorted(Map.Entry.comparingByKey())
        .limit(cut.members())
        .forEach(one -> json.put(text(one.getKey(), cut), text(one.getValue(), cut)));
  }

  private static void suspicions(ArrayNode json, List<Cause> suspected, Cut cut) {
    suspected.forEach(
        cause ->
            json.addObject()
                .put("pattern", text(cause.pattern(), cut))
                .put("what", text(cause.what(), cut))
                .put("percent", cause.percent()));
  }

  private static void past(ObjectNode json, Circumstances circumstances, Cut cut) {
    ArrayNode alerts = json.putArray("earlier_alerts");
    circumstances.past().stream()
        .limit(cut.before())
        .forEach(
            past ->
                alerts
                    .addObject()
                    .put("at", past.at().toString())
                    .put("type", text(past.type(), cut))
                    .put("severity", past.severity().name().toLowerCase(Locale.ROOT))
                    .put("title", text(past.title(), cut))
                    .put("same_incident", past.incident()));
    ArrayNode meetings = json.putArray("earlier_meetings");
    circumstances.meetings().stream()
        .limit(cut.before())
        .forEach(
            meeting -> {
              ObjectNode one = meetings.addObject().put("at", meeting.at().toString());
              one.put("title", text(meeting.title(), cut));
              meeting.outcome().ifPresent(outcome -> one.put("outcome", text(outcome, cut)));
            });
  }

  private static void record(ObjectNode json, LearningRecord lesson, Cut cut) {
    json.put("at", lesson.at().toString());
    ArrayNode patterns = json.putArray("patterns");
    lesson.patterns().forEach(pattern -> patterns.add(text(pattern, cut)));
    json.put("outcome", lesson.outcome().name().toLowerCase(Locale.ROOT));
    lesson.helped().ifPresent(what -> json.put("helped", text(what, cut)));
  }

  private static String text(String text, Cut cut) {
    return shortened(text, cut.text());
  }

  /** What would be cut off anyway is not looked at. */
  private static String shortened(String text, int most) {
    String begin = text.length() <= 2 * most ? text : text.substring(0, 2 * most);
    String assigned = ASSIGNED.matcher(begin).replaceAll("$1(left out)");
    String shown = IN_ADDRESS.matcher(assigned).replaceAll("://(left out)@");
    return shown.length() <= most ? shown : shown.substring(0, most) + "…";
  }
}
