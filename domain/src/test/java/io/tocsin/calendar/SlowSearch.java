package io.tocsin.calendar;

import io.tocsin.calendar.RandomOffice.Office;
import io.tocsin.meeting.Slot;
import io.tocsin.meeting.Urgency.Level;
import io.tocsin.routing.Window.Hours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the time of a meeting by looking at the clock on everybody's wall, a quarter of an hour at
 * a time, for every start in 14 days. Nobody's hours begin or end between quarters.
 */
record SlowSearch(Office office, Level level) {
  private static final long QUARTER = 900;

  /** Who is invited; those who must come are the first of them. */
  record Invited(List<Person> must, List<Person> others) {
    List<String> ids() {
      List<String> ids = new ArrayList<>();
      must.forEach(one -> ids.add(one.address()));
      others.forEach(one -> ids.add(one.address()));
      return ids;
    }
  }

  /** Absent when nobody can in 14 days. */
  Optional<Instant> start() {
    Optional<Instant> inTime = Optional.empty();
    int missing = Integer.MAX_VALUE;
    Optional<Instant> late = Optional.empty();
    Optional<Instant> most = Optional.empty();
    int most1 = 0;
    int most2 = 0;
    long first =
        Math.floorDiv(office.now().plusSeconds(QUARTER).minusNanos(1).getEpochSecond(), QUARTER)
            + 1;
    for (long i = first; i < first + 14 * 24 * 4; i++) {
      Instant start = Instant.ofEpochSecond(i * QUARTER);
      Invited cast = cast(start);
      if (cast.must().isEmpty() || (level == Level.LOW && !afterToday(cast, start))) {
        continue;
      }
      int must = able(cast.must(), start);
      int others = able(cast.others(), start);
      if (must == cast.must().size()) {
        late = late.isEmpty() ? Optional.of(start) : late;
        if (inTime(cast, start) && cast.others().size() - others < missing) {
          missing = cast.others().size() - others;
          inTime = Optional.of(start);
        }
      }
      if (must > most1 || (must == most1 && others > most2)) {
        most1 = must;
        most2 = others;
        most = Optional.of(start);
      }
    }
    Optional<Instant> common = late;
    Optional<Instant> fallback = most;
    return inTime.or(() -> common).or(() -> fallback);
  }

  Invited cast(Instant start) {
    List<Person> called = new ArrayList<>();
    List<Person> pool = office.callable();
    if (office.turn().isPresent() && !pool.isEmpty()) {
      turn(start, pool, office.turn().get()).ifPresent(called::add);
    } else {
      pool.stream().filter(one -> !away(one, start)).forEach(called::add);
    }
    List<Person> others = new ArrayList<>();
    office.others().stream().filter(one -> !away(one, start)).forEach(others::add);
    return called.isEmpty() ? new Invited(others, List.of()) : new Invited(called, others);
  }

  /** Goes through the turns one by one, by the latest that the clock has shown in four hours. */
  private Optional<Person> turn(Instant at, List<Person> pool, Duration each) {
    LocalDateTime wall = LocalDateTime.ofInstant(at, office.zone());
    for (int back = 1; back <= 16; back++) {
      LocalDateTime earlier =
          LocalDateTime.ofInstant(at.minusSeconds(back * QUARTER), office.zone());
      wall = earlier.isAfter(wall) ? earlier : wall;
    }
    if (wall.isBefore(office.start())) {
      return Optional.empty();
    }
    int turns = 0;
    for (LocalDateTime over = office.start().plus(each);
        !over.isAfter(wall);
        over = over.plus(each)) {
      turns++;
    }
    for (int i = 0; i < pool.size(); i++) {
      Person person = pool.get((turns + i) % pool.size());
      if (!away(person, at)) {
        return Optional.of(person);
      }
    }
    return Optional.empty();
  }

  private boolean afterToday(Invited cast, Instant start) {
    return cast.must().stream()
        .allMatch(one -> date(one, start).toEpochDay() > date(one, office.now()).toEpochDay());
  }

  private boolean inTime(Invited cast, Instant start) {
    long wait = Duration.between(office.now(), start).toMillis();
    if (level != Level.LOW) {
      return wait < (level == Level.HIGH ? 4 : 24) * 3_600_000L;
    }
    Person host = cast.must().get(0);
    LocalDate next = date(host, office.now()).plusDays(1);
    for (int i = 0; i < 14 && dayOff(host, next); i++) {
      next = next.plusDays(1);
    }
    return !dayOff(host, next) && next.equals(date(host, start));
  }

  private int able(List<Person> people, Instant start) {
    return (int) people.stream().filter(one -> able(one, start)).count();
  }

  private boolean able(Person person, Instant start) {
    Slot slot = new Slot(start, office.length());
    boolean elsewhere =
        office.busy().stream()
            .filter(one -> one.address().toLowerCase(Locale.ROOT).equals(person.address()))
            .anyMatch(one -> one.slot().overlaps(slot));
    if (elsewhere) {
      return false;
    }
    for (Instant at = start; at.isBefore(slot.end()); at = at.plusSeconds(QUARTER)) {
      if (!works(person, at)) {
        return false;
      }
    }
    return true;
  }

  private static boolean works(Person person, Instant at) {
    LocalDateTime wall = LocalDateTime.ofInstant(at, person.hours().zone());
    LocalDate today = wall.toLocalDate();
    LocalDate yesterday = today.minusDays(1);
    for (Hours one : hours(person, today)) {
      boolean over = !one.from().isBefore(one.until());
      if (!wall.toLocalTime().isBefore(one.from())
          && (over || wall.toLocalTime().isBefore(one.until()))) {
        return true;
      }
    }
    for (Hours one : hours(person, yesterday)) {
      boolean over = !one.from().isBefore(one.until());
      if (over && wall.toLocalTime().isBefore(one.until())) {
        return true;
      }
    }
    return false;
  }

  private static List<Hours> hours(Person person, LocalDate date) {
    return dayOff(person, date)
        ? List.of()
        : Optional.ofNullable(person.hours().week().get(date.getDayOfWeek())).orElse(List.of());
  }

  private static boolean dayOff(Person person, LocalDate date) {
    return !person.hours().week().containsKey(date.getDayOfWeek())
        || person.hours().holidays().yearly().contains(MonthDay.from(date))
        || away(person, date);
  }

  private static boolean away(Person person, Instant at) {
    return away(person, date(person, at));
  }

  private static boolean away(Person person, LocalDate date) {
    return person.hours().away().stream()
        .anyMatch(days -> !date.isBefore(days.from()) && !date.isAfter(days.to()));
  }

  private static LocalDate date(Person person, Instant at) {
    ZoneId zone = person.hours().zone();
    return LocalDate.ofInstant(at, zone);
  }
}
