package io.tocsin.calendar;

import static io.tocsin.calendar.People.BERLIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.meeting.Slot;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingHoursTest {

  private static Slot slot(Instant start, int minutes) {
    return new Slot(start, Duration.ofMinutes(minutes));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T08:00:00Z, 30, true", // Friday, 09:00 in Berlin
    "2026-11-20T07:59:00Z, 30, false",
    "2026-11-20T15:30:00Z, 30, true",
    "2026-11-20T15:31:00Z, 30, false",
    "2026-11-20T08:00:00Z, 480, true",
    "2026-11-20T08:00:00Z, 481, false",
    "2026-11-21T10:00:00Z, 30, false", // Saturday
    "2026-07-20T07:00:00Z, 30, true" // Monday, 09:00 in summer
  })
  void theWholeSlotMustBeInThem(Instant start, int minutes, boolean in) {
    assertEquals(in, WorkingHours.usual(BERLIN, Holidays.NONE).hold(slot(start, minutes)));
  }

  /** What clocks do there: docs of the time zone database. */
  @ParameterizedTest
  @CsvSource({
    // Berlin, 2026-03-29, 02:00 becomes 03:00 at 01:00Z.
    "Europe/Berlin, 01:00-04:00, 2026-03-29T00:00:00Z, 120, true",
    "Europe/Berlin, 01:00-04:00, 2026-03-29T00:00:00Z, 121, false",
    "Europe/Berlin, 02:00-03:00, 2026-03-29T01:00:00Z, 1, false",
    "Europe/Berlin, 01:30-02:30, 2026-03-29T00:30:00Z, 30, true",
    "Europe/Berlin, 01:30-02:30, 2026-03-29T00:30:00Z, 31, false",
    "Europe/Berlin, 02:30-03:30, 2026-03-29T01:00:00Z, 30, true",
    "Europe/Berlin, 02:30-03:30, 2026-03-29T01:00:00Z, 31, false",
    // Berlin, 2026-10-25, 03:00 becomes 02:00 at 01:00Z.
    "Europe/Berlin, 01:00-04:00, 2026-10-24T23:00:00Z, 240, true",
    "Europe/Berlin, 01:00-04:00, 2026-10-24T23:00:00Z, 241, false",
    "Europe/Berlin, 02:00-03:00, 2026-10-25T00:00:00Z, 120, true",
    "Europe/Berlin, 02:30-03:00, 2026-10-25T00:30:00Z, 30, true",
    "Europe/Berlin, 02:30-03:00, 2026-10-25T00:30:00Z, 31, false",
    "Europe/Berlin, 02:30-03:00, 2026-10-25T01:30:00Z, 30, true",
    // New York, 2026-03-08, 02:00 becomes 03:00 at 07:00Z; 2026-11-01 back at 06:00Z.
    "America/New_York, 00:00-05:00, 2026-03-08T05:00:00Z, 240, true",
    "America/New_York, 00:00-05:00, 2026-03-08T05:00:00Z, 241, false",
    "America/New_York, 00:00-05:00, 2026-11-01T04:00:00Z, 360, true",
    "America/New_York, 00:00-05:00, 2026-11-01T04:00:00Z, 361, false",
    // Lord Howe: by half an hour, 2026-04-05 back at 15:00Z the day before, 2026-10-04 forward.
    "Australia/Lord_Howe, 01:00-03:00, 2026-04-04T14:00:00Z, 150, true",
    "Australia/Lord_Howe, 01:00-03:00, 2026-04-04T14:00:00Z, 151, false",
    "Australia/Lord_Howe, 01:00-03:00, 2026-10-03T14:30:00Z, 90, true",
    "Australia/Lord_Howe, 01:00-03:00, 2026-10-03T14:30:00Z, 91, false",
    // Kathmandu is 5:45 ahead, all year.
    "Asia/Kathmandu, 09:00-17:00, 2026-06-01T03:15:00Z, 480, true",
    "Asia/Kathmandu, 09:00-17:00, 2026-06-01T03:14:00Z, 480, false",
    "Asia/Kathmandu, 09:00-17:00, 2026-12-01T03:15:00Z, 480, true",
    // Apia had no 30 December 2011: the 29th ends at 10:00Z on the 30th, and the 31st begins.
    "Pacific/Apia, 09:00-24:00, 2011-12-30T09:00:00Z, 60, true",
    "Pacific/Apia, 00:00-24:00, 2011-12-30T09:00:00Z, 120, true",
    "Pacific/Apia, 09:00-24:00, 2011-12-30T09:30:00Z, 60, false",
    "Pacific/Apia, 09:00-17:00, 2011-12-30T19:00:00Z, 480, true",
    // Over midnight, and from midnight to midnight.
    "Europe/Berlin, 22:00-06:00, 2026-11-20T21:00:00Z, 480, true",
    "Europe/Berlin, 22:00-06:00, 2026-11-20T21:00:00Z, 481, false",
    "Europe/Berlin, 22:00-06:00, 2026-10-24T20:00:00Z, 540, true",
    "Europe/Berlin, 00:00-24:00, 2026-11-20T22:00:00Z, 2880, true"
  })
  void theClockOnTheWallCounts(String zone, String hours, Instant start, int minutes, boolean in) {
    WorkingHours working = People.daily(zone, hours.replace("24:00", "00:00"));
    assertEquals(in, working.hold(slot(start, minutes)));
  }

  @Test
  void aBreakPartsTheDay() {
    WorkingHours working = People.daily("UTC", "09:00-12:00", "13:00-17:00");
    assertTrue(working.hold(slot(Instant.parse("2026-11-20T11:30:00Z"), 30)));
    assertFalse(working.hold(slot(Instant.parse("2026-11-20T11:45:00Z"), 30)));
    assertTrue(
        People.daily("UTC", "09:00-12:00", "12:00-17:00")
            .hold(slot(Instant.parse("2026-11-20T11:45:00Z"), 30)));
  }

  @Test
  void holidaysAndDaysAwayHaveNoHours() {
    Holidays holidays =
        new Holidays(
            List.of(new Days(LocalDate.parse("2026-04-03"), LocalDate.parse("2026-04-06"))),
            Set.of(MonthDay.of(12, 25), MonthDay.of(2, 29)));
    WorkingHours working =
        new WorkingHours(
            BERLIN,
            WorkingHours.USUAL,
            holidays,
            List.of(new Days(LocalDate.parse("2027-01-04"), LocalDate.parse("2027-01-05"))));
    for (String off :
        List.of(
            "2026-04-03", "2026-04-06", "2026-12-25", "2028-02-29", "2028-12-25", "2027-01-05")) {
      assertFalse(working.anyOn(LocalDate.parse(off)), off);
    }
    for (String on :
        List.of("2026-04-07", "2026-12-24", "2028-02-28", "2028-03-01", "2027-01-06")) {
      assertTrue(working.anyOn(LocalDate.parse(on)), on);
    }
    assertTrue(working.isAway(Instant.parse("2027-01-03T23:00:00Z")));
    assertFalse(working.isAway(Instant.parse("2027-01-05T23:00:00Z")));
    assertEquals(
        LocalDate.parse("2027-01-06"),
        working.nextDayAfter(LocalDate.parse("2027-01-01")).orElseThrow());
  }

  @Test
  void hoursOverMidnightBelongToTheDayTheyBeginOn() {
    WorkingHours nights = People.daily("UTC", "22:00-06:00");
    WorkingHours away =
        new WorkingHours(
            nights.zone(),
            nights.week(),
            Holidays.NONE,
            List.of(new Days(LocalDate.parse("2026-11-20"), LocalDate.parse("2026-11-20"))));
    assertTrue(away.hold(slot(Instant.parse("2026-11-20T01:00:00Z"), 60)));
    assertFalse(away.hold(slot(Instant.parse("2026-11-20T23:00:00Z"), 30)));
    assertFalse(away.hold(slot(Instant.parse("2026-11-21T01:00:00Z"), 60)));
  }

  @Test
  void daysAreInTheirOrder() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Days(LocalDate.parse("2026-01-02"), LocalDate.parse("2026-01-01")));
  }
}
