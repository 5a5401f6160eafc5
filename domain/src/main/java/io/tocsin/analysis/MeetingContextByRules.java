package io.tocsin.analysis;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.analysis.MeetingContext.Invitee;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who should come and what to talk about, by the rules of the likeliest causes. */
record MeetingContextByRules(Rulebook rules) implements Agent<MeetingContext> {
  /** Those who belong to the third and later causes are asked when it comes to that. */
  private static final int CAUSES = 2;

  private static final int MOST_SYSTEMS = 4;
  private static final int LONGEST_NAME = 200;

  @Override
  public Question question() {
    return Question.MEETING_CONTEXT;
  }

  @Override
  public Maker maker() {
    return rules.maker();
  }

  @Override
  public MeetingContext look(Circumstances circumstances) {
    List<Rule> fitting = fitting(circumstances);
    return new MeetingContext(
        subject(circumstances.alert()),
        MeetingLength.usual(circumstances).orElse(length(circumstances.alert().severity())),
        invitees(circumstances.alert(), fitting),
        points(circumstances, fitting));
  }

  /** Rules of the likeliest causes, then those that are about something else than causes. */
  private List<Rule> fitting(Circumstances circumstances) {
    List<Rule.Match> matches = rules.matches(circumstances);
    Stream<Rule> likely =
        rules.suspects(matches, circumstances).stream().limit(CAUSES).map(Rulebook.Suspect::rule);
    Stream<Rule> others =
        matches.stream().map(Rule.Match::rule).filter(rule -> rule.suspicion().isEmpty());
    return Stream.concat(likely, others).toList();
  }

  private static String subject(Alert alert) {
    return alert.type().equals(Alert.DEFAULT_TYPE) || alert.type().isBlank()
        ? shown(alert.service()) + " Incident Review"
        : titled(alert.type()) + " Review";
  }

  /** {@code system_failure} is System Failure. */
  private static String titled(String type) {
    return Stream.of(shown(type).split("[_\\s-]+"))
        .filter(word -> !word.isEmpty())
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining(" "));
  }

  private static Duration length(Severity severity) {
    return switch (severity) {
      case CRITICAL -> Duration.ofMinutes(60);
      case HIGH -> Duration.ofMinutes(45);
      case MEDIUM, LOW, INFO -> Duration.ofMinutes(30);
    };
  }

  private static List<Invitee> invitees(Alert alert, List<Rule> fitting) {
    Map<String, Invitee> all = new LinkedHashMap<>();
    alert.labels().entrySet().stream()
        .filter(label -> label.getKey().equals("team") || label.getKey().equals("owner"))
        .filter(label -> !label.getValue().isBlank())
        .sorted(Map.Entry.comparingByKey())
        .map(
            label ->
                new Invitee(shown(label.getValue()), "the alert names it as " + label.getKey()))
        .forEach(one -> all.putIfAbsent(one.who(), one));
    Invitee service =
        new Invitee("on call for " + shown(alert.service()), "the alert is about this service");
    all.putIfAbsent(service.who(), service);
    fitting.stream()
        .flatMap(rule -> rule.invitees().stream())
        .forEach(one -> all.putIfAbsent(one.who(), one));
    alert.affectedSystems().stream()
        .filter(system -> !system.isBlank() && !system.equals(alert.service()))
        .limit(MOST_SYSTEMS)
        .map(system -> new Invitee("on call for " + shown(system), "this system is affected"))
        .forEach(one -> all.putIfAbsent(one.who(), one));
    return all.values().stream().limit(MeetingContext.MOST_INVITEES).toList();
  }

  private static List<String> points(Circumstances circumstances, List<Rule> fitting) {
    Set<String> points = new LinkedHashSet<>();
    int times = Recurrence.of(circumstances).size();
    if (times > 0) {
      points.add(
          "It came "
              + (times == 1 ? "once" : times + " times")
              + " before in the last 7 days: why did what was done then not hold?");
    }
    fitting.forEach(rule -> points.addAll(rule.points()));
    points.add("What changed in the 24 hours before it began (deploys, settings, traffic, data)?");
    points.add("Who outside of this meeting must be told, by whom, and by when?");
    return points.stream().limit(MeetingContext.MOST_POINTS).toList();
  }

  /** Bounded, and never blank. */
  private static String shown(String name) {
    String text = name.isBlank() ? "an unnamed service" : name.strip();
    return text.codePointCount(0, text.length()) <= LONGEST_NAME
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_NAME / 2)) + "…";
  }
}
