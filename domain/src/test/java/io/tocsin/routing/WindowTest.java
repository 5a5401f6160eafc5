package io.tocsin.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.routing.Window.Dates;
import io.tocsin.routing.Window.Hours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static Window window(Set<DayOfWeek> days, String... hours) {
    return new Window("w", days, hours(hours), List.of(), Set.of(), BERLIN);
  }

  private static List<Hours> hours(String... hours) {
    return List.of(hours).stream()
        .map(text -> text.split("-", 2))
        .map(part -> new Hours(LocalTime.parse(part[0]), LocalTime.parse(part[1])))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T07:59:59Z, false", // Friday, 08:59:59 in Berlin
    "2026-11-20T08:00:00Z, true",
    "2026-11-20T15:59:59.999Z, true",
    "2026-11-20T16:00:00Z, false",
    "2026-11-21T10:00:00Z, false", // Saturday
    "2026-07-20T07:00:00Z, true", // Monday, 09:00 in summer
    "2026-07-20T15:00:00Z, false"
  })
  void officeHours(Instant now, boolean in) {
    assertEquals(
        in, window(Set.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), "09:00-17:00").contains(now));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T20:59:59Z, false",
    "2026-11-20T21:00:00Z, true", // Friday, 22:00
    "2026-11-21T04:59:59Z, true", // Saturday, still Friday's night
    "2026-11-21T05:00:00Z, false",
    "2026-11-21T22:00:00Z, false", // Saturday's night
    "2026-11-20T02:00:00Z, false" // Friday morning is Thursday's night
  })
  void hoursOverMidnightBelongToTheDayTheyBeginOn(Instant now, boolean in) {
    assertEquals(in, window(Set.of(DayOfWeek.FRIDAY), "22:00-06:00").contains(now));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-19T22:59:59Z, false", // Thursday
    "2026-11-19T23:00:00Z, true",
    "2026-11-20T22:59:59Z, true",
    "2026-11-20T23:00:00Z, false"
  })
  void midnightToMidnightIsTheWholeDay(Instant now, boolean in) {
    assertEquals(in, window(Set.of(DayOfWeek.FRIDAY), "00:00-00:00").contains(now));
    assertEquals(in, window(Set.of(DayOfWeek.FRIDAY)).contains(now));
  }

  /** On 2026-03-29 clocks in Berlin went from 02:00 to 03:00, at 01:00Z. */
  @ParameterizedTest
  @CsvSource({
    "02:00-03:00, 2026-03-29T00:59:59Z, false", // 01:59:59
    "02:00-03:00, 2026-03-29T01:00:00Z, false", // 03:00: no clock showed two o'clock
    "01:30-02:30, 2026-03-29T00:30:00Z, true",
    "01:30-02:30, 2026-03-29T00:59:59Z, true",
    "01:30-02:30, 2026-03-29T01:00:00Z, false",
    "02:30-03:30, 2026-03-29T00:59:59Z, false",
    "02:30-03:30, 2026-03-29T01:00:00Z, true",
    "02:30-03:30, 2026-03-29T01:30:00Z, false",
    "22:00-06:00, 2026-03-29T03:59:59Z, true", // 05:59:59
    "22:00-06:00, 2026-03-29T04:00:00Z, false"
  })
  void whatNoClockShowsIsInNoWindow(String hours, Instant now, boolean in) {
    assertEquals(in, window(Set.of(), hours).contains(now));
  }

  /** On 2026-10-25 clocks in Berlin went from 03:00 back to 02:00, at 01:00Z. */
  @ParameterizedTest
  @CsvSource({
    "02:00-03:00, 2026-10-24T23:59:59Z, false",
    "02:00-03:00, 2026-10-25T00:00:00Z, true",
    "02:00-03:00, 2026-10-25T00:59:59Z, true",
    "02:00-03:00, 2026-10-25T01:00:00Z, true", // 02:00 again
    "02:00-03:00, 2026-10-25T01:59:59Z, true",
    "02:00-03:00, 2026-10-25T02:00:00Z, false",
    "01:30-02:30, 2026-10-25T00:45:00Z, false", // 02:45
    "01:30-02:30, 2026-10-25T01:15:00Z, true", // 02:15 again
    "22:00-06:00, 2026-10-25T04:59:59Z, true", // 05:59:59
    "22:00-06:00, 2026-10-25T05:00:00Z, false"
  })
  void whatAClockShowsTwiceIsInTheWindowBothTimes(String hours, Instant now, boolean in) {
    assertEquals(in, window(Set.of(), hours).contains(now));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-27T12:00:00Z, false",
    "2026-02-28T12:00:00Z, true", // the last
    "2028-02-28T12:00:00Z, false",
    "2028-02-29T12:00:00Z, true",
    "2026-04-30T12:00:00Z, false", // another month
    "2026-01-31T12:00:00Z, true",
    "2026-01-01T12:00:00Z, true",
    "2026-01-03T12:00:00Z, true",
    "2026-01-04T12:00:00Z, false"
  })
  void datesAndMonths(Instant now, boolean in) {
    Window window =
        new Window(
            "w",
            Set.of(),
            List.of(),
            List.of(new Dates(1, 3), new Dates(Dates.LAST, Dates.LAST)),
            Set.of(Month.JANUARY, Month.FEBRUARY),
            BERLIN);
    assertEquals(in, window.contains(now));
  }
}
