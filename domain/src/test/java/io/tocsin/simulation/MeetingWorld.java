package io.tocsin.simulation;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.alert.Status;
import io.tocsin.analysis.Lessons;
import io.tocsin.analysis.Panel;
import io.tocsin.analysis.Rulebook;
import io.tocsin.delivery.AlertQueue;
import io.tocsin.delivery.Operator;
import io.tocsin.delivery.Outbox;
import io.tocsin.history.History;
import io.tocsin.meeting.Announcements;
import io.tocsin.meeting.Attendee;
import io.tocsin.meeting.Clerk;
import io.tocsin.meeting.Errands;
import io.tocsin.meeting.Meeting;
import io.tocsin.meeting.MeetingDesk;
import io.tocsin.meeting.MeetingMessage;
import io.tocsin.meeting.MeetingPages;
import io.tocsin.meeting.MeetingPlanner;
import io.tocsin.meeting.MeetingQueue;
import io.tocsin.meeting.MeetingRules;
import io.tocsin.meeting.MeetingSweep;
import io.tocsin.meeting.Meetings;
import io.tocsin.meeting.Proposal;
import io.tocsin.meeting.ProviderChange;
import io.tocsin.meeting.ProviderException;
import io.tocsin.meeting.Slot;
import io.tocsin.meeting.Source;
import io.tocsin.meeting.Urgency;
import io.tocsin.store.MapHistory;
import io.tocsin.store.MapLessons;
import io.tocsin.store.MapMeetings;
import io.tocsin.store.MapOutbox;
import io.tocsin.store.MemoryMaps;
import io.tocsin.watch.Metrics;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The making of meetings as it is, around a strict provider: desks and clerks that may die at any
 * call, stores that fail, messages that get lost, come twice or in any order, answers that get
 * lost.
 */
final class MeetingWorld {
  static final Instant START = World.START;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Duration VISIBILITY = Duration.ofSeconds(30);

  final StrictProvider provider;
  final Meetings meetings;

  /** What people were told, in order. */
  final List<Alert> told = new ArrayList<>();

  /** What the source was told, by its own name of the alert. */
  final Map<String, URI> source = new HashMap<>();

  private final long seed;
  private final Random random;
  private final MeetingWeather weather;
  private final Kernel kernel = new Kernel(START);
  private final Clock clock = kernel.clock();
  private final Outbox outbox;
  private final MeetingDesk desk;
  private final Clerk clerk;
  private final MeetingSweep sweep;

  MeetingWorld(long seed, MeetingWeather weather) {
    this.seed = seed;
    this.random = new Random(seed);
    this.weather = weather;
    MemoryMaps maps = new MemoryMaps();
    this.outbox = new MapOutbox(maps);
    this.meetings = new MapMeetings(maps);
    this.provider = new StrictProvider(random, kernel, weather, this::echo);
    History history = fragile(History.class, new MapHistory(maps));
    Meetings fragile = fragile(Meetings.class, meetings);
    MeetingPages pages = new MeetingPages(Optional.of("https://alerts.test"));
    AlertQueue alerts = fragile(AlertQueue.class, this::tell);
    MeetingPlanner planner =
        new MeetingPlanner(
            history,
            fragile,
            fragile(Lessons.class, new MapLessons(maps)),
            Panel.of(new Rulebook("none", List.of())),
            (level, alert, invitees, length, busy, now) -> propose(level, now),
            MeetingRules.DEFAULT,
            details -> Map.of(),
            pages);
    List<Source> sources = List.of(new Listener());
    this.desk =
        new MeetingDesk(
            fragile, history, planner, sources, MeetingRules.DEFAULT, Metrics.NONE, clock);
    MeetingQueue queue = fragile(MeetingQueue.class, this::due);
    this.clerk =
        new Clerk(
            fragile,
            queue,
            new Errands(
                planner,
                List.of(provider),
                sources,
                new Announcements(alerts, pages),
                new Operator(alerts),
                pages,
                clock),
            MeetingRules.DEFAULT,
            Metrics.NONE,
            clock,
            () -> "clerk-" + random.nextLong());
    this.sweep = new MeetingSweep(fragile, queue, clock);
  }

  static Proposal propose(Urgency.Level level, Instant now) {
    Duration away =
        switch (level) {
          case CRITICAL -> Duration.ofMinutes(10);
          case HIGH -> Duration.ofHours(2);
          case MEDIUM -> Duration.ofHours(5);
          case LOW -> Duration.ofHours(8);
        };
    return new Proposal(
        new Slot(now.plus(away), Duration.ofMinutes(30)),
        List.of(new Attendee("ann@test", "Ann", "always")),
        "as the level has it");
  }

  /** An alert of an incident is received at a time, and wants a meeting. */
  Alert alert(String id, String name, Severity severity, Status status, Duration after) {
    Instant at = START.plus(after);
    Alert alert =
        Alert.builder(id, "listener", "shop", "alert " + name)
            .type("outage")
            .severity(severity)
            .status(status)
            .name(Optional.of(name))
            .receivedAt(at)
            .build();
    kernel.spawn(
        at,
        () -> {
          outbox.accept(alert, List.of(), Optional.empty());
          kernel.spawn(
              at.plusMillis(random.nextInt(2000)),
              () -> take(new MeetingMessage.Wanted(alert.id()), 0));
        });
    return alert;
  }

  /** Somebody does something at the provider. */
  void people(Duration after, Runnable what) {
    kernel.spawn(START.plus(after), what);
  }

  Instant now() {
    return clock.instant();
  }

  void run(Duration horizon) {
    for (int minute = 1; minute <= horizon.toMinutes(); minute++) {
      kernel.spawnIf(START.plus(Duration.ofMinutes(minute)), this::anyDue, this::tick);
    }
    try {
      kernel.run(START.plus(horizon).plus(Duration.ofHours(1)));
    } catch (AssertionError e) {
      throw new AssertionError("seed " + seed + " in " + weather + ": " + e.getMessage(), e);
    }
  }

  /** A tick that finds nothing changes nothing. */
  private boolean anyDue() {
    return !meetings.due(clock.instant(), 1).isEmpty();
  }

  private void tick() {
    try {
      sweep.run();
    } catch (StoreFailure e) {
      // The next minute's tick does it.
    }
  }

  private void due(List<? extends MeetingMessage> messages, Duration delay) {
    for (MeetingMessage message : messages) {
      if (random.nextDouble() >= weather.lostMessage()) {
        Instant at = clock.instant().plus(delay).plusMillis(random.nextInt(500));
        kernel.spawn(at, () -> take(message, 0));
      }
    }
  }

  /** The event source of the meetings queue: what was not acknowledged comes again. */
  void take(MeetingMessage message, int receives) {
    Runnable again =
        () -> kernel.spawn(clock.instant().plus(VISIBILITY), () -> take(message, receives + 1));
    try {
      Instant deadline = clock.instant().plusSeconds(60);
      if (message instanceof MeetingMessage.Wanted wanted) {
        desk.wanted(wanted.alertId()).ifPresent(meeting -> clerk.work(meeting.id(), deadline));
      } else if (message instanceof MeetingMessage.Due due) {
        clerk.work(due.meetingId(), deadline);
      } else if (message instanceof MeetingMessage.Changed changed) {
        Optional<Meeting> meeting = desk.changed(changed.change());
        if (meeting.isEmpty() && receives < 20) {
          again.run();
        }
        meeting.ifPresent(known -> clerk.work(known.id(), deadline));
      }
      if (random.nextInt(10) == 0 && receives < 3) {
        again.run();
      }
    } catch (Kernel.Crash crash) {
      again.run();
      throw crash;
    } catch (StoreFailure e) {
      again.run();
    }
  }

  /** The provider tells of each change, late, and not in order. */
  private void echo(StrictProvider.Held held) {
    ProviderChange.Status status =
        !held.alive
            ? ProviderChange.Status.CANCELLED
            : held.starts.size() == 1
                ? ProviderChange.Status.SCHEDULED
                : ProviderChange.Status.RESCHEDULED;
    tells(held, status, held.start);
  }

  void tells(StrictProvider.Held held, ProviderChange.Status status, Instant start) {
    ProviderChange change =
        new ProviderChange(
            StrictProvider.NAME,
            held.id,
            status,
            Optional.of(URI.create("https://meet.test/" + held.id)),
            Optional.of(start),
            Optional.of(Duration.ofMinutes(30)),
            List.of("ann@test"),
            Optional.empty());
    kernel.spawn(
        clock.instant().plusMillis(random.nextInt(20_000)),
        () -> take(new MeetingMessage.Changed(change), 0));
  }

  private List<Boolean> tell(List<Alert> alerts) {
    for (Alert alert : alerts) {
      checkTold(alert);
      if (told.stream().noneMatch(other -> other.id().equals(alert.id()))) {
        told.add(alert);
      }
    }
    return alerts.stream().map(alert -> true).toList();
  }

  /** Nobody is called for a time for which the provider never had the meeting. */
  private void checkTold(Alert alert) {
    String change = alert.labels().getOrDefault("change", "");
    if (change.equals("set") || change.equals("moved") || change.equals("reminder")) {
      StrictProvider.Held held = provider.meetings.get(alert.labels().get("meeting"));
      if (held == null
          || held.starts.stream().map(TIME::format).noneMatch(alert.message()::contains)) {
        throw new AssertionError("told before it was so: " + alert);
      }
    }
  }

  private final class Listener implements Source {
    @Override
    public boolean is(String name) {
      return name.equals("listener");
    }

    @Override
    public void meetingScheduled(String meetingId, String reference, URI meeting) {
      kernel.sleep(Duration.ofMillis(random.nextInt(300)));
      weather.maybeCrash(random);
      if (weather.out(clock.instant())) {
        throw new ProviderException(ProviderException.Kind.TRANSIENT, "out");
      }
      source.put(reference, meeting);
    }
  }

  /** The same port, slow, and failing or deadly before or after each call. */
  private <T> T fragile(Class<T> port, T real) {
    Object proxy =
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (self, method, args) -> {
              kernel.sleep(Duration.ofMillis(random.nextInt(15)));
              maybeFail();
              try {
                Object result = method.invoke(real, args);
                maybeFail();
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
              }
            });
    return port.cast(proxy);
  }

  private void maybeFail() {
    weather.maybeCrash(random);
    if (random.nextDouble() < weather.storeFails()) {
      throw new StoreFailure();
    }
  }

  /** A store or a queue could not be reached, or its answer got lost. */
  private static final class StoreFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreFailure() {
      super("store", null, false, false);
    }
  }
}
