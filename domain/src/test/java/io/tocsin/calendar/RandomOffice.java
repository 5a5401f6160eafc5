package io.tocsin.calendar;

import io.tocsin.calendar.Times.Span;
import io.tocsin.meeting.Busy;
import io.tocsin.meeting.Slot;
import io.tocsin.routing.Window.Hours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** People in odd places at odd times, called one way or another. */
final class RandomOffice {
  private static final List<String> ZONES =
      List.of(
          "Europe/Berlin",
          "America/New_York",
          "Australia/Lord_Howe",
          "Asia/Kathmandu",
          "Pacific/Apia",
          "Asia/Tokyo",
          "America/Los_Angeles",
          "UTC");

  /** Days on which clocks change somewhere, a leap day, the end of a year; else any. */
  private static final List<String> DAYS =
      List.of(
          "2026-03-27",
          "2026-10-23",
          "2026-03-06",
          "2026-10-30",
          "2026-04-03",
          "2026-10-02",
          "2028-02-27",
          "2026-12-30",
          "2026-07-15");

  private RandomOffice() {}

  /**
   * Some people.
   *
   * @param called how many of the people, from the first on, are called; the others come with them
   * @param turn in which they are, one after the other; absent: all at once
   */
  record Office(
      List<Person> people,
      int called,
      Optional<Duration> turn,
      LocalDateTime start,
      ZoneId zone,
      Duration length,
      List<Busy> busy,
      Instant now) {
    List<Person> callable() {
      return people.subList(0, Math.min(called, people.size()));
    }

    List<Person> others() {
      return people.subList(Math.min(called, people.size()), people.size());
    }

    /** Only those who are called, and all at once. */
    Office alone() {
      return new Office(
          callable().isEmpty() ? people : callable(),
          people.size(),
          Optional.empty(),
          start,
          zone,
          length,
          busy,
          now);
    }

    Roster roster() {
      Party[] with = others().toArray(Party[]::new);
      if (callable().isEmpty()) {
        return new Roster(
            List.copyOf(people), List.of(), Map.of(), List.copyOf(people), People.OFFICE);
      }
      Party call =
          turn.<Party>map(each -> new Rotation("rota", callable(), each, start, zone, List.of()))
              .orElseGet(() -> new Team("team", callable(), Optional.empty()));
      return People.plex(people, call, with);
    }
  }

  static Arbitrary<Office> any() {
    Arbitrary<Instant> now =
        Combinators.combine(Arbitraries.of(DAYS), Arbitraries.longs().between(0, 4 * 86_400_000L))
            .as((day, millis) -> Instant.parse(day + "T00:00:00Z").plusMillis(millis));
    return now.flatMap(
        at ->
            Combinators.combine(
                    people(at),
                    Arbitraries.integers().between(0, 4),
                    Arbitraries.of(Duration.ofHours(8), Duration.ofDays(1), Duration.ofDays(7))
                        .optional(0.5),
                    Arbitraries.integers().between(-3 * 96, 96),
                    Arbitraries.of(ZONES).map(ZoneId::of),
                    Arbitraries.of(15, 30, 45, 60, 100, 240).map(Duration::ofMinutes),
                    busy(at))
                .as(
                    (people, called, turn, quarters, zone, length, busy) ->
                        new Office(
                            people,
                            called,
                            turn,
                            LocalDateTime.ofInstant(
                                    Scheduling.next(at, Duration.ofMinutes(15)), zone)
                                .plusMinutes(15L * quarters),
                            zone,
                            length,
                            busy,
                            at)));
  }

  static Arbitrary<Times> spans() {
    return Arbitraries.integers()
        .between(0, 180)
        .flatMap(
            from ->
                Arbitraries.integers()
                    .between(1, 20)
                    .map(
                        length ->
                            new Span(
                                Instant.ofEpochSecond(from * 60L),
                                Instant.ofEpochSecond((from + length) * 60L))))
        .list()
        .ofMaxSize(12)
        .map(Times::of);
  }

  private static Arbitrary<List<Person>> people(Instant now) {
    return Combinators.combine(
            Arbitraries.of(ZONES), weeks(), away(now), Arbitraries.of(1, 2, 3, 4))
        .as(
            (zone, week, away, day) ->
                new WorkingHours(
                    ZoneId.of(zone),
                    week,
                    new Holidays(List.of(), Set.of(MonthDay.of(1, day), MonthDay.of(3, 30))),
                    away))
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(
            all ->
                Stream.iterate(0, i -> i < all.size(), i -> i + 1)
                    .map(i -> People.with("p" + i, all.get(i)))
                    .toList());
  }

  private static Arbitrary<Map<DayOfWeek, List<Hours>>> weeks() {
    Arbitrary<List<Hours>> hours =
        Arbitraries.of(
            People.hours("09:00-17:00"),
            People.hours("08:30-12:15", "13:00-18:00"),
            People.hours("22:00-06:00"),
            People.hours("01:30-02:30", "02:30-10:00"),
            People.hours("00:00-00:00"));
    return hours.flatMap(
        day ->
            Arbitraries.of(DayOfWeek.values())
                .set()
                .ofMinSize(1)
                .map(
                    days -> {
                      Map<DayOfWeek, List<Hours>> week = new EnumMap<>(DayOfWeek.class);
                      days.forEach(one -> week.put(one, day));
                      return week;
                    }));
  }

  private static Arbitrary<List<Days>> away(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneId.of("UTC"));
    return Arbitraries.integers()
        .between(-2, 10)
        .flatMap(
            from ->
                Arbitraries.integers()
                    .between(0, 5)
                    .map(days -> new Days(today.plusDays(from), today.plusDays(from + days))))
        .list()
        .ofMaxSize(1);
  }

  private static Arbitrary<List<Busy>> busy(Instant now) {
    return Combinators.combine(
            Arbitraries.integers().between(0, 6),
            Arbitraries.integers().between(-60, 4 * 24 * 60),
            Arbitraries.integers().between(1, 600))
        .as(
            (person, minutes, length) ->
                new Busy(
                    "P" + person + "@example.org",
                    new Slot(now.plus(Duration.ofMinutes(minutes)), Duration.ofMinutes(length))))
        .list()
        .ofMaxSize(20);
  }
}
