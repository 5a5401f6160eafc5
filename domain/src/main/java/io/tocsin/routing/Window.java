package io.tocsin.routing;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * A time that comes again, such as office hours. It goes by the clock on the wall in its zone: what
 * that clock never shows when it is put forward is in no window, and what it shows twice when it is
 * put back is in the window both times.
 *
 * @param days of the week; empty: any
 * @param hours of the day; empty: all of it. Hours that go over midnight belong to the day they
 *     begin on
 * @param dates days of the month; empty: any
 * @param months empty: any
 */
public record Window(
    String name,
    Set<DayOfWeek> days,
    List<Hours> hours,
    List<Dates> dates,
    Set<Month> months,
    ZoneId zone) {

  /**
   * A time of the day.
   *
   * @param until exclusive; not after {@code from}: on the next day, and midnight: the day's end
   */
  public record Hours(LocalTime from, LocalTime until) {
    private boolean overMidnight() {
      return !from.isBefore(until);
    }
  }

  /** Days of the month, both inclusive, from 1 to 31, or {@link #LAST}. */
  public record Dates(int from, int to) {
    /** The last day of whatever month it is. */
    public static final int LAST = 32;

    private boolean contains(LocalDate date) {
      int length = date.lengthOfMonth();
      int first = from == LAST ? length : from;
      int last = to == LAST ? length : to;
      return first <= date.getDayOfMonth() && date.getDayOfMonth() <= last;
    }
  }

  public Window {
    days = Set.copyOf(days);
    hours = List.copyOf(hours);
    dates = List.copyOf(dates);
    months = Set.copyOf(months);
  }

  public boolean contains(Instant now) {
    LocalDateTime wall = LocalDateTime.ofInstant(now, zone);
    return hours.isEmpty()
        ? isOn(wall.toLocalDate())
        : hours.stream().anyMatch(one -> contains(one, wall));
  }

  private boolean contains(Hours one, LocalDateTime wall) {
    LocalTime time = wall.toLocalTime();
    LocalDate today = wall.toLocalDate();
    boolean begun = !time.isBefore(one.from());
    boolean goesOn = time.isBefore(one.until());
    return one.overMidnight()
        ? (begun && isOn(today)) || (goesOn && isOn(today.minusDays(1)))
        : begun && goesOn && isOn(today);
  }

  private boolean isOn(LocalDate date) {
    return (days.isEmpty() || days.contains(date.getDayOfWeek()))
        && (dates.isEmpty() || dates.stream().anyMatch(one -> one.contains(date)))
        && (months.isEmpty() || months.contains(date.getMonth()));
  }
}
