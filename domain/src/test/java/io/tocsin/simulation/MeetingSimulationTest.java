package io.tocsin.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.alert.Status;
import io.tocsin.meeting.Meeting;
import io.tocsin.meeting.Meeting.State;
import io.tocsin.meeting.Plan;
import io.tocsin.meeting.ProviderChange;
import io.tocsin.meeting.Urgency;
import io.tocsin.simulation.StrictProvider.Held;
import io.tocsin.simulation.Weather.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens, an incident has one meeting, and that is as the last news had it. More seeds:
 * {@code -Dsimulation.runs=10000}; one again: {@code -Dsimulation.seed=N}.
 */
class MeetingSimulationTest {
  private static final List<Severity> SEVERITIES =
      List.of(Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW);

  /** Longer than it takes to hear of an alert, whoever dies. */
  private static final Duration NOTICED = Duration.ofMinutes(5);

  /** No outage, with what is left of it, is longer. */
  private static final Duration LONGEST_TROUBLE = Duration.ofHours(2);

  @Test
  void inAnyWeatherEachIncidentHasTheMeetingThatItsNewsAskFor() {
    seeds(100)
        .forEach(
            seed -> {
              Random random = new Random(seed);
              MeetingWorld world = new MeetingWorld(seed, MeetingWeather.any(random));
              List<Alert> alerts = incidents(world, random);
              world.run(Duration.ofHours(22));
              check("seed " + seed, world, alerts);
            });
  }

  @Test
  void aHundredCopiesAtOnceAreOneMeetingWhoeverDiesAndWhateverAnswerIsLost() {
    seeds(10)
        .forEach(
            seed -> {
              MeetingWeather rough = new MeetingWeather(0.02, 0.02, 0.3, 0.5, Span.NEVER);
              MeetingWorld world = new MeetingWorld(seed, rough);
              for (int i = 0; i < 100; i++) {
                world.alert("a" + i, "one", Severity.HIGH, Status.FIRING, Duration.ofMillis(i));
              }
              world.run(Duration.ofHours(4));
              assertEquals(1, world.provider.meetings.size(), "seed " + seed);
              Meeting meeting = only(world, "seed " + seed);
              assertEquals(100, meeting.news().count(), "seed " + seed);
              assertEquals(1, told(world, meeting, "set"), "seed " + seed);
              assertEquals(1, told(world, meeting, "reminder"), "seed " + seed);
            });
  }

  @Test
  void aProviderThatIsOutForAnHourDelaysTheMeetingAndNoMore() {
    seeds(15)
        .forEach(
            seed -> {
              Span hour = new Span(Duration.ZERO, Duration.ofHours(1));
              MeetingWorld world =
                  new MeetingWorld(seed, new MeetingWeather(0.01, 0, 0.1, 0.1, hour));
              world.alert("a", "one", Severity.CRITICAL, Status.FIRING, Duration.ofSeconds(1));
              world.run(Duration.ofHours(3));
              Held held = onlyHeld(world, "seed " + seed);
              Instant back = MeetingWorld.START.plus(Duration.ofHours(1));
              assertTrue(held.starts.get(0).isAfter(back), "seed " + seed + ": " + held.starts);
              assertTrue(
                  held.starts.get(0).isBefore(back.plus(Duration.ofMinutes(30))),
                  "seed " + seed + ": " + held.starts);
            });
  }

  @Test
  void whatPeopleMoveAtTheProviderStaysThere() {
    seeds(15)
        .forEach(
            seed -> {
              MeetingWorld world =
                  new MeetingWorld(seed, new MeetingWeather(0.02, 0.02, 0.3, 0, Span.NEVER));
              world.alert("a", "one", Severity.HIGH, Status.FIRING, Duration.ZERO);
              Instant later = MeetingWorld.START.plus(Duration.ofHours(5));
              world.people(
                  Duration.ofMinutes(30),
                  () -> {
                    Held held = onlyHeld(world, "seed " + seed);
                    held.start = later;
                    held.starts.add(later);
                    world.tells(held, ProviderChange.Status.RESCHEDULED, later);
                  });
              world.alert("b", "one", Severity.HIGH, Status.FIRING, Duration.ofMinutes(50));
              world.run(Duration.ofHours(9));
              Meeting meeting = only(world, "seed " + seed);
              assertEquals(later, meeting.plan().orElseThrow().slot().start(), "seed " + seed);
              assertEquals(later, onlyHeld(world, "seed " + seed).start, "seed " + seed);
              assertEquals(1, told(world, meeting, "moved"), "seed " + seed);
              assertEquals(1, told(world, meeting, "reminder"), "seed " + seed);
            });
  }

  @Test
  void whatPeopleCancelAtTheProviderIsNotMadeAgainForTheSameIncident() {
    seeds(15)
        .forEach(
            seed -> {
              MeetingWorld world =
                  new MeetingWorld(seed, new MeetingWeather(0.02, 0.02, 0.3, 0, Span.NEVER));
              world.alert("a", "one", Severity.HIGH, Status.FIRING, Duration.ZERO);
              world.people(
                  Duration.ofMinutes(30),
                  () -> {
                    Held held = onlyHeld(world, "seed " + seed);
                    held.alive = false;
                    world.tells(held, ProviderChange.Status.CANCELLED, held.start);
                  });
              world.alert("b", "one", Severity.HIGH, Status.FIRING, Duration.ofMinutes(50));
              world.run(Duration.ofHours(9));
              Meeting meeting = only(world, "seed " + seed);
              assertEquals(State.CANCELLED, meeting.state(), "seed " + seed);
              assertEquals(1, world.provider.meetings.size(), "seed " + seed);
              assertEquals(1, told(world, meeting, "cancelled"), "seed " + seed);
              assertEquals(0, told(world, meeting, "reminder"), "seed " + seed);
            });
  }

  @Test
  void inCalmWeatherNothingIsAskedTwice() {
    seeds(10)
        .forEach(
            seed -> {
              MeetingWorld world = new MeetingWorld(seed, MeetingWeather.CALM);
              world.alert("a", "one", Severity.HIGH, Status.FIRING, Duration.ZERO);
              world.alert("b", "one", Severity.CRITICAL, Status.FIRING, Duration.ofMinutes(1));
              world.alert("c", "one", Severity.LOW, Status.RESOLVED, Duration.ofMinutes(3));
              world.run(Duration.ofHours(4));
              assertEquals(3, world.provider.calls, "seed " + seed);
              assertEquals(
                  List.of("set", "moved", "cancelled"),
                  world.told.stream().map(alert -> alert.labels().get("change")).toList(),
                  "seed " + seed);
            });
  }

  /** A few incidents, each with firing news of any severity in any order, and perhaps an end. */
  private static List<Alert> incidents(MeetingWorld world, Random random) {
    List<Alert> alerts = new ArrayList<>();
    int incidents = 1 + random.nextInt(3);
    for (int incident = 0; incident < incidents; incident++) {
      Duration at = Duration.ofMillis(random.nextInt(3_600_000));
      int news = 1 + random.nextInt(6);
      for (int i = 0; i < news; i++) {
        boolean over = i > 0 && random.nextInt(4) == 0;
        alerts.add(
            world.alert(
                "a" + incident + "-" + i,
                "incident " + incident,
                SEVERITIES.get(random.nextInt(SEVERITIES.size())),
                over ? Status.RESOLVED : Status.FIRING,
                at));
        at = at.plusMillis(1 + random.nextInt(random.nextInt(4) == 0 ? 7_200_000 : 5_000));
      }
    }
    return alerts;
  }

  private static void check(String seed, MeetingWorld world, List<Alert> alerts) {
    assertEquals(List.of(), world.provider.overlaps, seed + ": calls at the same time");
    Map<String, List<Alert>> incidents =
        alerts.stream().collect(Collectors.groupingBy(Meeting::incident));
    incidents.forEach((incident, news) -> check(seed, world, incident, news));
    for (Held held : world.provider.meetings.values()) {
      Optional<Meeting> ours = world.meetings.find(held.key);
      assertTrue(ours.isPresent(), seed + ": a meeting that nobody wants: " + held.key);
      assertEquals(ours.get().open(), held.alive, seed + ": " + ours.get());
    }
  }

  private static void check(String seed, MeetingWorld world, String incident, List<Alert> news) {
    Optional<Meeting> latest = world.meetings.ofIncident(incident);
    List<Alert> ordered = news.stream().sorted(Comparator.comparing(Alert::receivedAt)).toList();
    Alert last = ordered.get(ordered.size() - 1);
    String about = seed + ": " + ordered + " became " + latest;
    if (last.status() == Status.FIRING) {
      assertTrue(latest.isPresent(), about);
      assertTrue(latest.get().open(), about);
    } else if (latest.filter(Meeting::open).isPresent()) {
      Instant start = latest.get().plan().orElseThrow().slot().start();
      assertTrue(start.isBefore(last.receivedAt().plus(NOTICED)), about + ": it was over before");
    }
    latest.ifPresent(meeting -> check(about, world, meeting, news));
    List<Meeting> all =
        world.meetings.recent(100, Optional.empty()).items().stream()
            .filter(meeting -> meeting.incident().equals(incident))
            .sorted(Comparator.comparing(Meeting::occasion))
            .toList();
    all.forEach(meeting -> checkCancelled(about, world, meeting));
    for (int i = 1; i < all.size(); i++) {
      boolean ended =
          !all.get(i - 1).open() || !endOf(all.get(i - 1)).isAfter(all.get(i).createdAt());
      assertTrue(ended, about + ": meets twice: " + all);
    }
  }

  private static Instant endOf(Meeting meeting) {
    return meeting.plan().orElseThrow().slot().end();
  }

  /** Who was told that it was set, and only who was, is told that it is not. */
  private static void checkCancelled(String about, MeetingWorld world, Meeting meeting) {
    if (meeting.open()) {
      assertEquals(0, told(world, meeting, "cancelled"), about);
    } else if (told(world, meeting, "set") > 0) {
      assertEquals(1, told(world, meeting, "cancelled"), about);
      Alert last =
          world.told.stream()
              .filter(alert -> meeting.id().equals(alert.labels().get("meeting")))
              .reduce((one, next) -> next)
              .orElseThrow();
      assertEquals("cancelled", last.labels().get("change"), about);
    }
  }

  /** Who meets already is not called for another time. */
  private static boolean worseSinceItBegan(Meeting meeting, Plan plan, List<Alert> news) {
    return news.stream()
        .filter(alert -> alert.id().equals(meeting.news().chief()))
        .anyMatch(alert -> alert.receivedAt().plusSeconds(300).isAfter(plan.slot().start()));
  }

  private static void check(String about, MeetingWorld world, Meeting meeting, List<Alert> news) {
    assertEquals(List.of(), meeting.errands(), about);
    assertTrue(meeting.hold().filter(hold -> hold.until().isAfter(world.now())).isEmpty(), about);
    Optional<Held> held = Optional.ofNullable(world.provider.meetings.get(meeting.id()));
    if (!meeting.open()) {
      return;
    }
    Plan plan = meeting.plan().orElseThrow();
    assertEquals(State.SCHEDULED, meeting.state(), about);
    assertTrue(held.isPresent(), about);
    assertEquals(plan.slot().start(), held.get().start, about);
    assertEquals(plan.title(), held.get().title, about);
    assertEquals(Optional.of(plan.slot().start()), meeting.announced(), about);
    assertTrue(told(world, meeting, "set") >= 1, about);
    assertTrue(told(world, meeting, "reminder") <= 1, about);
    boolean quiet =
        news.stream()
            .noneMatch(
                alert -> alert.receivedAt().plus(LONGEST_TROUBLE).isAfter(plan.slot().start()));
    if (quiet) {
      assertEquals(1, told(world, meeting, "reminder"), about);
    }
    if (!worseSinceItBegan(meeting, plan, news)) {
      // What came before may make it more urgent than its severity alone.
      assertTrue(plan.urgency().level().compareTo(level(meeting.news().worst())) <= 0, about);
    }
    assertEquals(
        world.source.get(meeting.about().reference()),
        meeting.booking().orElseThrow().url().orElseThrow(),
        about);
  }

  private static Urgency.Level level(Severity severity) {
    return switch (severity) {
      case CRITICAL -> Urgency.Level.CRITICAL;
      case HIGH -> Urgency.Level.HIGH;
      case MEDIUM -> Urgency.Level.MEDIUM;
      case LOW, INFO -> Urgency.Level.LOW;
    };
  }

  private static long told(MeetingWorld world, Meeting meeting, String change) {
    return world.told.stream()
        .filter(alert -> meeting.id().equals(alert.labels().get("meeting")))
        .filter(alert -> change.equals(alert.labels().get("change")))
        .count();
  }

  private static Meeting only(MeetingWorld world, String about) {
    List<Meeting> all = world.meetings.recent(100, Optional.empty()).items();
    assertEquals(1, all.size(), about);
    return all.get(0);
  }

  private static Held onlyHeld(MeetingWorld world, String about) {
    assertEquals(1, world.provider.meetings.size(), about);
    return world.provider.meetings.values().iterator().next();
  }

  private static LongStream seeds(int runs) {
    Long seed = Long.getLong("simulation.seed");
    return seed == null
        ? LongStream.range(0, Math.max(runs, Integer.getInteger("simulation.runs", 0)))
        : LongStream.of(seed);
  }
}
