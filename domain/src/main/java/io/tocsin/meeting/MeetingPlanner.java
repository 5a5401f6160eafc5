package io.tocsin.meeting;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Json;
import io.tocsin.alert.Status;
import io.tocsin.analysis.Analysis;
import io.tocsin.analysis.Circumstances;
import io.tocsin.analysis.Circumstances.PastAlert;
import io.tocsin.analysis.Circumstances.PastMeeting;
import io.tocsin.analysis.LearningRecord;
import io.tocsin.analysis.Lessons;
import io.tocsin.analysis.MeetingContext;
import io.tocsin.analysis.MeetingContext.Invitee;
import io.tocsin.analysis.Panel;
import io.tocsin.analysis.Question;
import io.tocsin.history.History;
import io.tocsin.history.Page;
import io.tocsin.meeting.Briefing.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Plans a meeting: has its alert analysed with what came before, reckons how urgent it is, and
 * chooses when to meet and who. What the analysis gave is kept.
 *
 * @param details reads an alert's details: each value by its path
 */
public record MeetingPlanner(
    History history,
    Meetings meetings,
    Lessons lessons,
    Panel panel,
    Timetable timetable,
    MeetingRules rules,
    Function<Json, Map<String, String>> details,
    MeetingPages pages) {
  private static final Duration WITHOUT_CONTEXT = Duration.ofMinutes(30);

  /**
   * The plan for a meeting as things are now; the one it has, where nothing asks for another.
   *
   * @return empty when the history has none of its alerts any more
   */
  Optional<Plan> plan(Meeting meeting, Instant now) {
    return chief(meeting).map(alert -> plan(meeting, alert, now));
  }

  private Plan plan(Meeting meeting, Alert alert, Instant now) {
    Circumstances circumstances = circumstances(meeting, alert, now);
    Analysis analysis = panel.analyse(circumstances);
    keep(alert, analysis);
    Urgency urgency = Urgency.of(circumstances, analysis);
    Optional<Plan> before = meeting.plan().filter(set -> !set.missed(now));
    if (before.filter(set -> !moreUrgent(urgency, set.urgency())).isPresent()) {
      return before.get();
    }
    Optional<MeetingContext> context = analysis.meetingContext().finding();
    Proposal proposal =
        timetable.propose(
            urgency.level(),
            alert,
            context.map(MeetingContext::invitees).orElse(List.<Invitee>of()),
            context.map(MeetingContext::length).orElse(WITHOUT_CONTEXT),
            busy(meeting, now),
            now);
    Briefing briefing = new BriefingNotes(circumstances, analysis, urgency).write(links(meeting));
    Plan plan =
        new Plan(
            urgency,
            briefing.title(),
            proposal.slot(),
            proposal.attendees(),
            briefing,
            proposal.why());
    // Nobody is called for later because it got worse.
    return before
        .filter(set -> set.slot().start().isBefore(plan.slot().start()))
        .map(set -> plan.at(set.slot(), set.why()))
        .orElse(plan);
  }

  /** News of the meeting's incident that it did not hear of: that it is over. */
  Optional<Alert> end(Meeting meeting) {
    return new Incidents(history)
        .end(meeting.incident(), meeting.about().service(), meeting.news().last());
  }

  private static boolean moreUrgent(Urgency now, Urgency before) {
    return now.level().compareTo(before.level()) < 0;
  }

  private Optional<Alert> chief(Meeting meeting) {
    Map<String, Alert> found = history.alerts(List.of(meeting.news().chief()));
    return Optional.ofNullable(found.get(meeting.news().chief()));
  }

  private Circumstances circumstances(Meeting meeting, Alert alert, Instant now) {
    String service = alert.service();
    return new Circumstances(
        alert,
        details.apply(alert.details()),
        past(meeting, history.ofService(service, Page.LONGEST)),
        meetings.ofService(service, Page.LONGEST).stream()
            .filter(past -> past.state() == Meeting.State.COMPLETED)
            .flatMap(past -> past.plan().map(plan -> past(past, plan)).stream())
            .toList(),
        lessons.ofService(service, Circumstances.MOST).stream()
            .filter(lesson -> lesson.at().isBefore(meeting.createdAt()))
            .toList(),
        now);
  }

  /**
   * What came before the meeting's own story. That one goes back from news of the incident to
   * earlier news, as long as they did not say that it is over, and no window lies between.
   */
  private List<PastAlert> past(Meeting meeting, List<Alert> newestFirst) {
    List<PastAlert> past = new ArrayList<>();
    Instant storyBegan = meeting.news().first();
    for (Alert alert : newestFirst.stream().filter(one -> !Announcements.own(one)).toList()) {
      boolean incident = Meeting.incident(alert).equals(meeting.incident());
      boolean story =
          incident
              && alert.status() == Status.FIRING
              && alert.receivedAt().isAfter(storyBegan.minus(rules.window()));
      if (story && past.stream().noneMatch(PastAlert::incident)) {
        storyBegan = alert.receivedAt().isBefore(storyBegan) ? alert.receivedAt() : storyBegan;
      } else if (alert.receivedAt().isBefore(meeting.news().first())) {
        past.add(
            new PastAlert(
                alert.id(),
                alert.receivedAt(),
                alert.type(),
                alert.severity(),
                alert.title(),
                incident));
      }
    }
    return past;
  }

  private static PastMeeting past(Meeting meeting, Plan plan) {
    return new PastMeeting(plan.title(), plan.slot().start(), meeting.held(), meeting.because());
  }

  private void keep(Alert alert, Analysis analysis) {
    lessons.keep(alert.id(), analysis);
    analysis
        .learning()
        .finding()
        .ifPresent(learning -> lessons.keep("analysis " + alert.id(), learning.keep()));
  }

  /** Keeps what a meeting that ended teaches. */
  void keep(Meeting ended, Instant now) {
    List<String> patterns =
        lessons
            .ofAlert(ended.news().chief())
            .flatMap(analysis -> analysis.learning().finding())
            .map(learning -> learning.keep().patterns())
            .orElse(List.of());
    lessons.keep(
        "meeting " + ended.id(),
        new LearningRecord(
            Question.LEARNING,
            LearningRecord.Interaction.MEETING,
            ended.about().service(),
            now,
            patterns,
            LearningRecord.Outcome.OPEN,
            ended.because(),
            ended.held()));
  }

  /** Where people are, as far as meetings made here tell: of the latest {@link Page#LONGEST}. */
  private List<Busy> busy(Meeting but, Instant now) {
    return meetings.recent(Page.LONGEST, Optional.empty()).items().stream()
        .filter(other -> other.open() && !other.id().equals(but.id()))
        .flatMap(other -> other.plan().stream())
        .filter(set -> set.slot().end().isAfter(now))
        .flatMap(set -> set.attendees().stream().map(one -> new Busy(one.address(), set.slot())))
        .toList();
  }

  private List<Link> links(Meeting meeting) {
    return pages.of(meeting.id()).map(page -> new Link("This meeting", page)).stream().toList();
  }
}
