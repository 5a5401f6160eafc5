package io.tocsin.meeting;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.alert.Status;
import io.tocsin.analysis.Clue;
import io.tocsin.analysis.Panel;
import io.tocsin.analysis.Rule;
import io.tocsin.analysis.Rulebook;
import io.tocsin.delivery.AlertQueue;
import io.tocsin.delivery.Operator;
import io.tocsin.store.MapHistory;
import io.tocsin.store.MapLessons;
import io.tocsin.store.MapMeetings;
import io.tocsin.store.MapOutbox;
import io.tocsin.store.MemoryMaps;
import io.tocsin.store.Samples;
import io.tocsin.watch.Metrics;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that makes meetings, at a time that stands still, with one provider. */
final class MeetingOffice {
  static final Instant NOON = Samples.NOON;

  /** The provider, which does as it is told or fails. */
  static final class Calendar implements MeetingProvider {
    Optional<ProviderException.Kind> fails = Optional.empty();
    Runnable meanwhile = () -> {};
    final List<String> calls = new ArrayList<>();

    @Override
    public String name() {
      return "calendar";
    }

    private Booking called(String what, Invitation invitation) {
      calls.add(what + " " + invitation.slot().start());
      meanwhile.run();
      fails.ifPresent(
          kind -> {
            throw new ProviderException(kind, "it says no");
          });
      return new Booking("calendar", "c1", Optional.of(URI.create("https://meet.test/c1")));
    }

    @Override
    public Booking book(Invitation invitation) {
      return called("book", invitation);
    }

    @Override
    public Booking change(Booking booking, Invitation invitation) {
      return called("change", invitation);
    }

    @Override
    public void cancel(Booking booking, Invitation invitation) {
      called("cancel", invitation);
    }

    @Override
    public Optional<Booking> find(Invitation invitation) {
      called("find", invitation);
      return Optional.empty();
    }
  }

  final Calendar calendar = new Calendar();

  /** What people were told, in order. */
  final List<Alert> told = new ArrayList<>();

  final Meetings meetings;
  final MapLessons lessons;
  Instant now = NOON;

  private final MemoryMaps maps = new MemoryMaps();
  private final MapOutbox outbox = new MapOutbox(maps);
  private final MeetingDesk desk;
  private final Clerk clerk;

  MeetingOffice() {
    Clock clock =
        new Clock() {
          @Override
          public Instant instant() {
            return now;
          }

          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }
        };
    MeetingRules rules = MeetingRules.DEFAULT;
    MeetingPages pages = new MeetingPages(Optional.of("https://alerts.test"));
    AlertQueue queue =
        alerts -> {
          told.addAll(alerts);
          return alerts.stream().map(alert -> true).toList();
        };
    MapHistory history = new MapHistory(maps);
    meetings = new MapMeetings(maps);
    lessons = new MapLessons(maps);
    MeetingPlanner planner =
        new MeetingPlanner(
            history,
            meetings,
            lessons,
            Panel.of(new Rulebook("1", List.of(rule()))),
            (level, alert, invitees, length, busy, at) -> propose(level, at),
            rules,
            details -> Map.of(),
            pages);
    desk = new MeetingDesk(meetings, history, planner, List.of(), rules, Metrics.NONE, clock);
    clerk =
        new Clerk(
            meetings,
            (messages, delay) -> {},
            new Errands(
                planner,
                List.of(calendar),
                List.of(),
                new Announcements(queue, pages),
                new Operator(queue),
                pages,
                clock),
            rules,
            Metrics.NONE,
            clock,
            () -> "clerk");
  }

  private static Rule rule() {
    return new Rule(
        "down",
        List.of(new Clue(Clue.Field.TEXT, List.of(text -> text.contains("down")))),
        List.of(),
        Optional.of(new Rule.Suspicion("It is down.", 0.75, List.of("Look."))),
        List.of(),
        List.of(),
        List.of());
  }

  private static Proposal propose(Urgency.Level level, Instant at) {
    Duration away =
        switch (level) {
          case CRITICAL -> Duration.ofMinutes(10);
          case HIGH -> Duration.ofHours(2);
          case MEDIUM -> Duration.ofHours(5);
          case LOW -> Duration.ofHours(20);
        };
    return new Proposal(
        new Slot(at.plus(away), Duration.ofMinutes(30)),
        List.of(new Attendee("ann@example.org", "Ann", "on call")),
        "the next free half hour");
  }

  /** Some time passes, and what is due is done. */
  MeetingOffice after(Duration time) {
    now = now.plus(time);
    work();
    return this;
  }

  void work() {
    meetings.due(now, 100).forEach(id -> clerk.work(id, now.plusSeconds(30)));
  }

  /** An alert comes now, and the history has it. */
  Alert comes(String id, Severity severity, Status status) {
    Alert alert =
        Alert.builder(id, "heimdallr", "plex", "plex is down")
            .type("outage")
            .severity(severity)
            .status(status)
            .name(Optional.of("plex-1"))
            .receivedAt(now)
            .build();
    outbox.accept(alert, List.of(), Optional.empty());
    return alert;
  }

  /** The desk hears of it, and nobody works on what follows yet. */
  Optional<Meeting> hears(Alert alert) {
    return desk.wanted(alert.id());
  }

  /** An alert comes, and all that is due is done. */
  Meeting fires(String id, Severity severity) {
    String meeting = hears(comes(id, severity, Status.FIRING)).orElseThrow().id();
    work();
    return meetings.find(meeting).orElseThrow();
  }

  /** The end comes, and all that is due is done. */
  void ends(String id) {
    hears(comes(id, Severity.LOW, Status.RESOLVED));
    work();
  }

  void says(ProviderChange.Status status, Optional<Instant> start, Optional<String> outcome) {
    desk.changed(
        new ProviderChange(
            "calendar",
            "c1",
            status,
            Optional.empty(),
            start,
            Optional.of(Duration.ofMinutes(45)),
            List.of(),
            outcome));
    work();
  }

  /** The incident's latest meeting. */
  Meeting latest() {
    return meetings.recent(1, Optional.empty()).items().get(0);
  }

  /** What changed, as people were told. */
  List<String> changes() {
    return told.stream()
        .flatMap(alert -> Optional.ofNullable(alert.labels().get("change")).stream())
        .toList();
  }

  List<String> titles() {
    return told.stream().map(Alert::title).toList();
  }
}
