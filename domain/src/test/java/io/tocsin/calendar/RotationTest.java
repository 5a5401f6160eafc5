package io.tocsin.calendar;

import static io.tocsin.calendar.People.BERLIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tocsin.calendar.Rotation.Cover;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotationTest {
  private static final Person ANN = People.in("Europe/Berlin", "ann");
  private static final Person BOB = People.in("Europe/Berlin", "bob");
  private static final Person CAT = People.in("Asia/Tokyo", "cat");

  private static Rotation rotation(String zone, Duration turn, String start, Person... people) {
    return new Rotation(
        "rota", List.of(people), turn, LocalDateTime.parse(start), ZoneId.of(zone), List.of());
  }

  private static String who(Party party, String at) {
    return party.called(Instant.parse(at)).stream()
        .map(Person::id)
        .collect(Collectors.joining("+"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-05T07:59:59Z, ''", // Monday, before it starts
    "2026-01-05T08:00:00Z, ann",
    "2026-01-12T07:59:59Z, ann",
    "2026-01-12T08:00:00Z, bob",
    "2026-01-19T08:00:00Z, cat",
    "2026-01-26T08:00:00Z, ann",
    "2026-03-23T08:00:00Z, cat", // the 12th turn, still winter
    "2026-03-30T06:59:59Z, cat", // 09:00 in Berlin is an hour earlier from here
    "2026-03-30T07:00:00Z, ann",
    "2026-10-26T07:59:59Z, cat", // and an hour later again
    "2026-10-26T08:00:00Z, ann",
    "2028-02-29T12:00:00Z, bob", // leap day, the 113th turn
    "2028-03-06T08:00:00Z, cat",
    "2027-01-03T23:59:59Z, ann" // over the end of the year
  })
  void weeksAreHandedOverAtOneLocalTimeAllYear(String at, String who) {
    assertEquals(
        who,
        who(rotation("Europe/Berlin", Duration.ofDays(7), "2026-01-05T09:00", ANN, BOB, CAT), at));
  }

  @ParameterizedTest
  @CsvSource({
    // Berlin skips 02:00 to 03:00 at 01:00Z: what is due at 02:30 happens then.
    "Europe/Berlin, 2026-03-28T02:30, 2026-03-29T00:59:59Z, ann",
    "Europe/Berlin, 2026-03-28T02:30, 2026-03-29T01:00:00Z, bob",
    // It shows 02:00 to 03:00 twice from 00:00Z: what is due at 02:30 happens once, at the first.
    "Europe/Berlin, 2026-10-24T02:30, 2026-10-25T00:29:59Z, ann",
    "Europe/Berlin, 2026-10-24T02:30, 2026-10-25T00:30:00Z, bob",
    "Europe/Berlin, 2026-10-24T02:30, 2026-10-25T01:00:00Z, bob",
    "Europe/Berlin, 2026-10-24T02:30, 2026-10-25T01:15:00Z, bob",
    "Europe/Berlin, 2026-10-24T02:30, 2026-10-25T01:45:00Z, bob",
    "America/New_York, 2026-10-31T01:30, 2026-11-01T05:29:59Z, ann",
    "America/New_York, 2026-10-31T01:30, 2026-11-01T05:30:00Z, bob",
    "America/New_York, 2026-10-31T01:30, 2026-11-01T06:10:00Z, bob",
    "Australia/Lord_Howe, 2026-04-04T01:45, 2026-04-04T14:44:59Z, ann",
    "Australia/Lord_Howe, 2026-04-04T01:45, 2026-04-04T14:45:00Z, bob",
    "Australia/Lord_Howe, 2026-04-04T01:45, 2026-04-04T15:10:00Z, bob",
    "Asia/Kathmandu, 2026-04-04T09:00, 2026-04-05T03:14:59Z, ann",
    "Asia/Kathmandu, 2026-04-04T09:00, 2026-04-05T03:15:00Z, bob",
    // Apia: whoever took over on the 29th at 09:00 hands over as soon as the 31st begins.
    "Pacific/Apia, 2011-12-29T09:00, 2011-12-30T09:59:59Z, ann",
    "Pacific/Apia, 2011-12-29T09:00, 2011-12-30T10:00:00Z, bob"
  })
  void aDailyTurnIsHandedOverOnceWhateverTheClockDoes(
      String zone, String start, String at, String who) {
    assertEquals(who, who(rotation(zone, Duration.ofDays(1), start, ANN, BOB, CAT), at));
  }

  @Test
  void turnsMayBeOfHours() {
    Rotation rota = rotation("UTC", Duration.ofHours(12), "2026-01-05T08:00", ANN, BOB);
    assertEquals("ann", who(rota, "2026-01-05T19:59:00Z"));
    assertEquals("bob", who(rota, "2026-01-05T20:00:00Z"));
    assertEquals("ann", who(rota, "2026-01-06T08:00:00Z"));
  }

  @Test
  void aCoverTakesAnothersTurn() {
    LocalDateTime eve = LocalDateTime.parse("2026-12-24T09:00");
    Person cat = People.away("Asia/Tokyo", "cat", new Days(eve.toLocalDate(), eve.toLocalDate()));
    Rotation rota =
        new Rotation(
            "rota",
            List.of(ANN, BOB),
            Duration.ofDays(7),
            LocalDateTime.parse("2026-12-21T09:00"),
            BERLIN,
            List.of(new Cover(eve, eve.plusDays(1), cat)));
    assertEquals("ann", who(rota, "2026-12-24T07:59:59Z"));
    assertEquals("cat", who(rota, "2026-12-24T08:00:00Z"));
    assertEquals("ann", who(rota, "2026-12-25T08:00:00Z"));
  }

  @Test
  void whoIsAwayIsPassedOver() {
    Days first = new Days(LocalDate.parse("2026-01-07"), LocalDate.parse("2026-01-08"));
    Person ann = People.away("Europe/Berlin", "ann", first);
    Rotation rota = rotation("Europe/Berlin", Duration.ofDays(7), "2026-01-05T09:00", ann, BOB);
    assertEquals("ann", who(rota, "2026-01-06T22:59:59Z"));
    assertEquals("bob", who(rota, "2026-01-06T23:00:00Z"));
    assertEquals("ann", who(rota, "2026-01-08T23:00:00Z"));
    assertEquals(
        "",
        who(rotation("UTC", Duration.ofDays(7), "2026-01-05T09:00", ann), "2026-01-07T12:00:00Z"));
  }

  @Test
  void aTeamIsItsRotationAndElseEverybody() {
    Person away =
        People.away(
            "UTC", "eve", new Days(LocalDate.parse("2026-01-06"), LocalDate.parse("2026-01-06")));
    Rotation rota = rotation("UTC", Duration.ofDays(1), "2026-01-05T00:00", ANN, BOB);
    Team called = new Team("t", List.of(ANN, CAT, away), Optional.of(rota));
    assertEquals("bob", who(called, "2026-01-06T12:00:00Z"));
    assertEquals(List.of(BOB, ANN, CAT), called.everybody(Instant.parse("2026-01-06T12:00:00Z")));
    assertEquals("ann+cat", who(People.team("u", ANN, CAT, away), "2026-01-06T12:00:00Z"));
  }

  @Test
  void aRotationNeedsPeopleAndTurns() {
    assertThrows(
        IllegalArgumentException.class,
        () -> rotation("UTC", Duration.ofDays(1), "2026-01-05T00:00"));
    assertThrows(
        IllegalArgumentException.class,
        () -> rotation("UTC", Duration.ZERO, "2026-01-05T00:00", ANN));
  }
}
