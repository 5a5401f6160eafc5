package io.tocsin.calendar;

import io.tocsin.calendar.Times.Span;
import io.tocsin.meeting.Slot;
import io.tocsin.routing.Window.Hours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When somebody works. It goes by the clock on the wall in the zone: an hour that this clock never
 * shows when it is put forward is no working hour, and one that it shows twice when it is put back
 * is one both times.
 *
 * @param week the hours of each weekday; a day that is not named is free. Hours that go over
 *     midnight belong to the day they begin on
 * @param away besides the holidays; both are days whose hours do not count
 */
public record WorkingHours(
    ZoneId zone, Map<DayOfWeek, List<Hours>> week, Holidays holidays, List<Days> away) {
  private static final Hours OFFICE = new Hours(LocalTime.of(9, 0), LocalTime.of(17, 0));

  /** Where nobody names a zone. {@code ZoneOffset.UTC} calls itself Z, which is no name to read. */
  public static final ZoneId UTC = ZoneId.of("UTC");

  /** Monday to Friday, 09:00 to 17:00. */
  public static final Map<DayOfWeek, List<Hours>> USUAL = usual();

  public WorkingHours {
    week = Map.copyOf(week);
    away = List.copyOf(away);
  }

  /** The usual hours in a zone. */
  public static WorkingHours usual(ZoneId zone, Holidays holidays) {
    return new WorkingHours(zone, USUAL, holidays, List.of());
  }

  /** Whether the whole of it is in working hours. */
  public boolean hold(Slot slot) {
    return between(slot.start(), slot.end()).holds(slot);
  }

  /** Whether there are any hours that begin on that day. */
  boolean anyOn(LocalDate date) {
    return !hours(date).isEmpty();
  }

  boolean isAway(Instant at) {
    // Asked for everybody at every quarter hour, and hardly anybody is.
    return !away.isEmpty() && isAway(dateAt(at));
  }

  LocalDate dateAt(Instant at) {
    return LocalDate.ofInstant(at, zone);
  }

  /** The first day after that one on which there are hours; absent when none of the next 14 has. */
  Optional<LocalDate> nextDayAfter(LocalDate date) {
    return date.plusDays(1).datesUntil(date.plusDays(15)).filter(this::anyOn).findFirst();
  }

  /** The hours that touch this time, each of them whole. */
  Times between(Instant from, Instant until) {
    List<Span> spans = new ArrayList<>();
    LocalDate last = dateAt(until);
    // Yesterday's hours may go over midnight.
    for (LocalDate date = dateAt(from).minusDays(1); !date.isAfter(last); date = date.plusDays(1)) {
      for (Hours one : hours(date)) {
        boolean overMidnight = !one.from().isBefore(one.until());
        add(
            date.atTime(one.from()),
            (overMidnight ? date.plusDays(1) : date).atTime(one.until()),
            spans);
      }
    }
    return Times.of(spans);
  }

  private List<Hours> hours(LocalDate date) {
    return holidays.contains(date) || isAway(date)
        ? List.of()
        : Optional.ofNullable(week.get(date.getDayOfWeek())).orElse(List.of());
  }

  private boolean isAway(LocalDate date) {
    return away.stream().anyMatch(days -> days.contains(date));
  }

  /** When the wall's clock shows these times: by parts, each of one offset. */
  private void add(LocalDateTime from, LocalDateTime until, List<Span> spans) {
    ZoneRules rules = zone.getRules();
    Instant at = from.toInstant(ZoneOffset.MAX);
    Instant end = until.toInstant(ZoneOffset.MIN);
    while (at.isBefore(end)) {
      ZoneOffset offset = rules.getOffset(at);
      Instant change =
          Optional.ofNullable(rules.nextTransition(at))
              .map(ZoneOffsetTransition::getInstant)
              .filter(end::isAfter)
              .orElse(end);
      Instant first = from.toInstant(offset);
      Instant last = until.toInstant(offset);
      Instant begin = first.isAfter(at) ? first : at;
      Instant over = last.isBefore(change) ? last : change;
      if (begin.isBefore(over)) {
        spans.add(new Span(begin, over));
      }
      at = change;
    }
  }

  private static Map<DayOfWeek, List<Hours>> usual() {
    Map<DayOfWeek, List<Hours>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.compareTo(DayOfWeek.SATURDAY) < 0) {
        week.put(day, List.of(OFFICE));
      }
    }
    return Map.copyOf(week);
  }
}
