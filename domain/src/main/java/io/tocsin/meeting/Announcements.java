package io.tocsin.meeting;

import io.tocsin.alert.Alert;
import io.tocsin.alert.EventId;
import io.tocsin.alert.Severity;
import io.tocsin.delivery.AlertQueue;
import io.tocsin.delivery.AlertQueue.QueueException;
import io.tocsin.delivery.Operator;
import io.tocsin.meeting.Briefing.Section;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells people of meetings by alerts like any other, of the type {@value #TYPE}: routes say who
 * hears of them. The ids follow from what is told, so that told twice it is one alert.
 */
public record Announcements(AlertQueue alerts, MeetingPages pages) {
  public static final String TYPE = "meeting";

  private static final int NAMES = 10;
  private static final Set<String> TOLD =
      Set.of(
          BriefingNotes.CAUSE,
          BriefingNotes.CHECKS,
          BriefingNotes.COMPLIANCE,
          BriefingNotes.POINTS);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** Whether an alert is one of Tocsin's own, which never becomes a meeting. */
  static boolean own(Alert alert) {
    return alert.id().startsWith(EventId.OPERATOR);
  }

  /** Tells that the meeting was set, or moved, or cancelled, compared to what was told last. */
  void change(Errand errand, Meeting meeting, Plan plan, Instant now) {
    Instant start = plan.slot().start();
    if (!meeting.open()) {
      String why = meeting.because().map(reason -> ": " + reason).orElse("");
      tell(
          errand,
          meeting,
          plan,
          "cancelled",
          "Meeting cancelled",
          "It was for " + TIME.format(meeting.announced().orElse(start)) + why,
          now);
    } else if (meeting.announced().isEmpty()) {
      String briefed = details(meeting, plan) + briefing(plan);
      tell(errand, meeting, plan, "set", "Meeting set", briefed, now);
    } else if (!meeting.announced().get().equals(start)) {
      String before = "It was for " + TIME.format(meeting.announced().get()) + ".\n";
      String briefed = before + details(meeting, plan) + briefing(plan);
      tell(errand, meeting, plan, "moved", "Meeting moved", briefed, now);
    }
  }

  /** Reminds of it. */
  void remind(Errand errand, Meeting meeting, Plan plan, Instant now) {
    long minutes = Duration.between(now, plan.slot().start()).plusSeconds(59).toMinutes();
    String title = minutes > 0 ? "Meeting in " + minutes + " min" : "Meeting now";
    tell(errand, meeting, plan, "reminder", title, details(meeting, plan), now);
  }

  private void tell(
      Errand errand,
      Meeting meeting,
      Plan plan,
      String change,
      String title,
      String message,
      Instant now) {
    String which = errand.number() + " " + plan.slot().start();
    Alert alert =
        Alert.builder(
                EventId.operator("meeting", meeting.id(), change, which),
                Operator.SOURCE,
                meeting.about().service(),
                title + ": " + plan.title())
            .type(TYPE)
            .severity(Severity.INFO)
            .message(message)
            .labels(
                Map.of(
                    "meeting", meeting.id(),
                    "change", change,
                    "urgency", plan.urgency().level().name().toLowerCase(Locale.ROOT)))
            .receivedAt(now)
            .build();
    if (alerts.send(List.of(alert)).contains(false)) {
      throw new QueueException("the queue did not take what is to be told of a meeting", null);
    }
  }

  private String details(Meeting meeting, Plan plan) {
    List<String> lines = new ArrayList<>();
    lines.add(at(plan));
    pages
        .of(meeting.id())
        .or(() -> meeting.booking().flatMap(Booking::url))
        .ifPresent(address -> lines.add("Join: " + address));
    if (!plan.attendees().isEmpty()) {
      lines.add("Invited: " + names(plan.attendees()) + ".");
    }
    lines.add("Why then: " + plan.why() + ".");
    lines.add("About: " + meeting.about().reference() + ".");
    return String.join("\n", lines);
  }

  /** What those who come should know; the alert itself they know already. */
  private static String briefing(Plan plan) {
    StringBuilder text = new StringBuilder();
    for (Section section : plan.briefing().sections()) {
      if (TOLD.contains(section.heading())) {
        text.append("\n\n").append(section.heading());
        section.lines().forEach(line -> text.append("\n• ").append(line));
      }
    }
    return text.toString();
  }

  private static String at(Plan plan) {
    return TIME.format(plan.slot().start()) + ", " + plan.slot().length().toMinutes() + " min.";
  }

  private static String names(List<Attendee> attendees) {
    String some =
        attendees.stream().limit(NAMES).map(Attendee::name).collect(Collectors.joining(", "));
    int more = attendees.size() - NAMES;
    return more > 0 ? some + " and " + more + " more" : some;
  }
}
