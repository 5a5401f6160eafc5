package io.tocsin.meeting;

import io.tocsin.alert.Alert;
import io.tocsin.analysis.Analysis;
import io.tocsin.analysis.Circumstances;
import io.tocsin.analysis.Circumstances.PastAlert;
import io.tocsin.analysis.Circumstances.PastMeeting;
import io.tocsin.analysis.Compliance;
import io.tocsin.analysis.Compliance.Duty;
import io.tocsin.analysis.Finding;
import io.tocsin.analysis.Learning;
import io.tocsin.analysis.MeetingContext;
import io.tocsin.analysis.RootCause;
import io.tocsin.analysis.RootCause.Cause;
import io.tocsin.meeting.Briefing.Link;
import io.tocsin.meeting.Briefing.Section;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the briefing of an alert that was analysed. */
public record BriefingNotes(Circumstances circumstances, Analysis analysis, Urgency urgency) {
  static final String CAUSE = "Probable cause";
  static final String CHECKS = "Check first";
  static final String COMPLIANCE = "Compliance";
  static final String POINTS = "To discuss";

  private static final int MESSAGE = 600;
  private static final int OTHER_CAUSES = 2;
  private static final int PAST = 5;
  private static final int SYSTEMS = 10;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * The briefing.
   *
   * @param links to the alert's page and elsewhere
   */
  public Briefing write(List<Link> links) {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("Why this meeting", why()));
    sections.addAll(analysis.rootCause().finding().map(this::causes).orElse(List.of()));
    analysis.compliance().finding().ifPresent(found -> sections.add(compliance(found)));
    analysis.meetingContext().finding().ifPresent(found -> sections.addAll(context(found)));
    sections.add(new Section("Before", before()));
    sections.add(new Section("How this was made", makers()));
    return new Briefing(title(), sections, links);
  }

  private String title() {
    String subject =
        analysis.meetingContext().finding().map(MeetingContext::subject).orElse("Incident Review");
    return "[" + urgency.level() + "] " + subject;
  }

  private List<String> why() {
    Alert alert = circumstances.alert();
    List<String> lines = new ArrayList<>();
    lines.add(alert.title());
    if (!alert.message().isBlank()) {
      lines.add(shortened(alert.message()));
    }
    lines.add("Service " + alert.service() + ", noticed by " + alert.source() + ".");
    if (!alert.affectedSystems().isEmpty()) {
      lines.add("Affected: " + affected(alert.affectedSystems()) + ".");
    }
    lines.add("Since " + TIME.format(circumstances.since()) + ".");
    lines.add(
        "Urgency "
            + urgency.level()
            + ", to be met about in "
            + urgency.level().respondWithin()
            + ": "
            + String.join("; ", urgency.reasons())
            + ".");
    return lines;
  }

  private static String affected(List<String> systems) {
    String some = String.join(", ", systems.subList(0, Math.min(SYSTEMS, systems.size())));
    return systems.size() <= SYSTEMS ? some : some + " and " + (systems.size() - SYSTEMS) + " more";
  }

  private static String shortened(String message) {
    return message.codePointCount(0, message.length()) <= MESSAGE
        ? message
        : message.substring(0, message.offsetByCodePoints(0, MESSAGE)) + "…";
  }

  private List<Section> causes(RootCause found) {
    if (found.causes().isEmpty()) {
      String unknown = "It looks like nothing that is known here; nothing is guessed.";
      return List.of(new Section(CAUSE, List.of(unknown)));
    }
    Cause first = found.causes().get(0);
    List<String> lines = new ArrayList<>();
    lines.add(first.what() + " (" + first.percent() + " %)");
    first.evidence().forEach(evidence -> lines.add("Because " + evidence));
    found.causes().stream()
        .skip(1)
        .limit(OTHER_CAUSES)
        .forEach(other -> lines.add("Or: " + other.what() + " (" + other.percent() + " %)"));
    return List.of(new Section(CAUSE, lines), new Section(CHECKS, first.checks()));
  }

  private static Section compliance(Compliance found) {
    List<String> lines = new ArrayList<>();
    lines.add("Status: " + found.status().words() + ".");
    found.duties().forEach(duty -> lines.add(duty(duty)));
    return new Section(COMPLIANCE, lines);
  }

  private static String duty(Duty duty) {
    return duty.obligation().what()
        + " By "
        + TIME.format(duty.due())
        + ". "
        + duty.obligation().reason();
  }

  private static List<Section> context(MeetingContext found) {
    return List.of(
        new Section(
            "Who should come",
            found.invitees().stream().map(one -> one.who() + ": " + one.why()).toList()),
        new Section(POINTS, found.points()));
  }

  private List<String> before() {
    List<String> lines = new ArrayList<>();
    analysis.learning().finding().ifPresent(found -> lines.addAll(lessons(found)));
    circumstances.past().stream().limit(PAST).map(BriefingNotes::past).forEach(lines::add);
    circumstances.meetings().stream().limit(PAST).map(BriefingNotes::met).forEach(lines::add);
    return lines;
  }

  private static List<String> lessons(Learning found) {
    List<String> lines = new ArrayList<>();
    found
        .helped()
        .forEach(one -> lines.add("Helped on " + TIME.format(one.at()) + ": " + one.what()));
    found
        .recurring()
        .forEach(one -> lines.add("Looked like " + one.pattern() + " before: " + one.times()));
    return lines;
  }

  private static String past(PastAlert past) {
    return "Alert of "
        + TIME.format(past.at())
        + " ("
        + past.severity().name().toLowerCase(Locale.ROOT)
        + "): "
        + past.title();
  }

  private static String met(PastMeeting meeting) {
    return "Meeting of "
        + TIME.format(meeting.at())
        + meeting.length().map(length -> ", " + length.toMinutes() + " min").orElse("")
        + ": "
        + meeting.title()
        + meeting.outcome().map(outcome -> ". Outcome: " + outcome).orElse("");
  }

  private List<String> makers() {
    List<String> lines = new ArrayList<>();
    for (Analysis.Part<? extends Finding> part : analysis.parts()) {
      Stream<String> found = part.finding().map(finding -> part.maker().toString()).stream();
      Stream<String> failed = part.failures().stream().map(Analysis.Failure::toString);
      lines.add(
          part.question().words()
              + ": "
              + Stream.concat(found, failed).collect(Collectors.joining("; ")));
    }
    return lines;
  }
}
