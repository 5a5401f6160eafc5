package io.tocsin.meeting;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Status;
import io.tocsin.history.History;
import io.tocsin.watch.Metric;
import io.tocsin.watch.Metrics;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Takes in what concerns meetings, and changes them accordingly; what follows from that is done by
 * a {@link Clerk}. Whatever is taken in twice, or late, comes to the same.
 */
public final class MeetingDesk {
  private final Meetings meetings;
  private final History history;
  private final MeetingPlanner planner;
  private final List<Source> sources;
  private final MeetingRules rules;
  private final Metrics metrics;
  private final Clock clock;
  private final Changes changes;

  public MeetingDesk(
      Meetings meetings,
      History history,
      MeetingPlanner planner,
      List<Source> sources,
      MeetingRules rules,
      Metrics metrics,
      Clock clock) {
    this.meetings = meetings;
    this.history = history;
    this.planner = planner;
    this.sources = List.copyOf(sources);
    this.rules = rules;
    this.metrics = metrics;
    this.clock = clock;
    this.changes = new Changes(meetings, rules, metrics, clock);
  }

  /**
   * An alert wants a meeting, or is news of the incident of one.
   *
   * @return the meeting that it belongs to; empty when there is none and none is wanted: the alert
   *     is one of Tocsin's own, is not in the history any more, or its incident is over
   */
  public Optional<Meeting> wanted(String alertId) {
    return Optional.ofNullable(history.alerts(List.of(alertId)).get(alertId))
        .filter(alert -> !Announcements.own(alert))
        .flatMap(this::wanted);
  }

  private Optional<Meeting> wanted(Alert alert) {
    String incident = Meeting.incident(alert);
    while (true) {
      Optional<Meeting> latest = meetings.ofIncident(incident);
      Optional<Meeting> its =
          latest
              .flatMap(meeting -> earlier(meeting, alert))
              .or(() -> latest.filter(meeting -> meeting.standsFor(alert, rules)));
      if (its.isPresent()) {
        return Optional.of(heard(its.get(), alert));
      }
      if (isOver(alert, incident)) {
        return Optional.empty();
      }
      Meeting wanted = Meeting.wanted(alert, latest, clock.instant());
      if (meetings.add(wanted)) {
        metrics.count(Metric.MEETINGS, "wanted");
        return Optional.of(wanted);
      }
      // Somebody else was faster, who wants it for the same incident.
    }
  }

  /** What is old is no news of the latest meeting when the one before heard of later. */
  private Optional<Meeting> earlier(Meeting latest, Alert alert) {
    return Optional.of(latest.occasion() - 1)
        .filter(occasion -> occasion > 0 && alert.receivedAt().isBefore(latest.news().first()))
        .flatMap(occasion -> meetings.find(Meeting.id(latest.incident(), occasion)))
        .filter(before -> !alert.receivedAt().isAfter(before.news().last()));
  }

  private Meeting heard(Meeting meeting, Alert alert) {
    return changes
        .changeIf(meeting, there -> news(there, alert), steps -> steps.heard(alert))
        .orElse(meeting);
  }

  /** Whether hearing the alert changes anything; what was given up is tried again. */
  private static boolean news(Meeting meeting, Alert alert) {
    return meeting.givenUp() || !meeting.news().knows(alert);
  }

  /** The news of the end may be heard before those of the begin. */
  private boolean isOver(Alert alert, String incident) {
    return alert.status() == Status.RESOLVED
        || new Incidents(history).end(incident, alert.service(), alert.receivedAt()).isPresent();
  }

  /**
   * A provider says what became of a meeting.
   *
   * @return the meeting; empty when the provider's meeting is none of ours, as far as is known by
   *     now: what it says may come before its answer to our own call
   */
  public Optional<Meeting> changed(ProviderChange change) {
    return meetings
        .booked(change.provider(), change.bookingId())
        .map(meeting -> changed(meeting, change));
  }

  private Meeting changed(Meeting meeting, ProviderChange change) {
    boolean listens =
        meeting.about().named()
            && sources.stream().anyMatch(source -> source.is(meeting.about().source()));
    Optional<Meeting> changed =
        changes.changeIf(
            meeting,
            Meeting::open,
            steps -> steps.changed(change, attendees(meeting, change), listens));
    if (change.status() == ProviderChange.Status.COMPLETED) {
      // Also when it was completed before: whoever did so may have died before this.
      meetings
          .find(meeting.id())
          .filter(ended -> ended.state() == Meeting.State.COMPLETED)
          .ifPresent(ended -> planner.keep(ended, clock.instant()));
    }
    return changed.orElse(meeting);
  }

  private static List<Attendee> attendees(Meeting meeting, ProviderChange change) {
    Map<String, Attendee> known =
        meeting.plan().map(Plan::attendees).orElse(List.of()).stream()
            .collect(Collectors.toMap(Attendee::address, Function.identity(), (one, same) -> one));
    return change.attendees().stream()
        .distinct()
        .map(
            address ->
                Optional.ofNullable(known.get(address))
                    .orElseGet(
                        () -> new Attendee(address, address, "invited at " + change.provider())))
        .toList();
  }
}
