package io.tocsin.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.meeting.Attendee;
import io.tocsin.meeting.Busy;
import io.tocsin.meeting.Proposal;
import io.tocsin.meeting.Slot;
import io.tocsin.meeting.Urgency.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulingTest {
  private static final Duration LENGTH = Duration.ofMinutes(45);
  private static final Person ANN = People.in("Europe/Berlin", "ann");
  private static final Person BOB = People.in("Europe/Berlin", "bob");
  private static final Person KEN = People.in("Asia/Tokyo", "ken");
  private static final Person LIZ = People.in("America/Los_Angeles", "liz");

  private static Proposal propose(
      Level level, String now, List<Busy> busy, Party call, Party... with) {
    return new Scheduling(People.plex(List.of(), call, with))
        .propose(level, People.alert("plex"), List.of(), LENGTH, busy, Instant.parse(now));
  }

  private static Busy busy(Person person, String start, int minutes) {
    return new Busy(person.address(), new Slot(Instant.parse(start), Duration.ofMinutes(minutes)));
  }

  private static List<String> who(Proposal proposal) {
    return proposal.attendees().stream().map(Attendee::name).toList();
  }

  /** 2026-11-20 is a Friday. */
  @ParameterizedTest
  @CsvSource({
    "CRITICAL, 2026-11-20T10:00:00Z, 2026-11-20T10:10:00Z",
    "CRITICAL, 2026-11-20T10:00:00.001Z, 2026-11-20T10:15:00Z",
    "CRITICAL, 2026-11-20T10:04:59Z, 2026-11-20T10:15:00Z",
    "CRITICAL, 2026-11-21T02:30:00Z, 2026-11-21T02:40:00Z",
    "CRITICAL, 2026-12-31T23:55:00Z, 2027-01-01T00:05:00Z",
    "HIGH, 2026-11-20T10:00:00Z, 2026-11-20T10:15:00Z",
    "HIGH, 2026-11-20T10:00:01Z, 2026-11-20T10:30:00Z",
    "HIGH, 2026-11-20T15:00:00Z, 2026-11-20T15:15:00Z", // 16:15 to 17:00 in Berlin
    "HIGH, 2026-11-20T15:01:00Z, 2026-11-23T08:00:00Z",
    "HIGH, 2026-11-20T05:00:00Z, 2026-11-20T08:00:00Z",
    "MEDIUM, 2026-11-20T15:01:00Z, 2026-11-23T08:00:00Z",
    "MEDIUM, 2026-11-19T15:01:00Z, 2026-11-20T08:00:00Z",
    "LOW, 2026-11-19T05:00:00Z, 2026-11-20T08:00:00Z",
    "LOW, 2026-11-19T22:59:00Z, 2026-11-20T08:00:00Z", // 23:59 in Berlin
    "LOW, 2026-11-19T23:01:00Z, 2026-11-23T08:00:00Z", // already Friday there
    "LOW, 2026-11-20T10:00:00Z, 2026-11-23T08:00:00Z",
    "LOW, 2026-03-27T10:00:00Z, 2026-03-30T07:00:00Z", // clocks put forward in between
    "LOW, 2026-10-23T10:00:00Z, 2026-10-26T08:00:00Z", // and back
    "LOW, 2028-02-28T10:00:00Z, 2028-02-29T08:00:00Z",
    "LOW, 2026-12-31T10:00:00Z, 2027-01-01T08:00:00Z"
  })
  void onePersonIsMetAsSoonAsTheLevelAsks(Level level, String now, Instant start) {
    Proposal proposal = propose(level, now, List.of(), ANN);
    assertEquals(new Slot(start, LENGTH), proposal.slot());
    assertEquals(List.of("ANN"), who(proposal));
  }

  @Test
  void holidaysAreNoBusinessDays() {
    Person ann =
        People.with(
            "ann",
            WorkingHours.usual(
                ZoneId.of("Europe/Berlin"),
                new Holidays(
                    List.of(new Days(LocalDate.parse("2026-12-28"), LocalDate.parse("2026-12-28"))),
                    Set.of(MonthDay.of(12, 25), MonthDay.of(1, 1)))));
    Proposal proposal = propose(Level.LOW, "2026-12-24T10:00:00Z", List.of(), ann);
    assertEquals(Instant.parse("2026-12-29T08:00:00Z"), proposal.slot().start());
    assertEquals(
        "the first quarter hour that ANN can, in working hours; Tue 2026-12-29 09:00 Europe/Berlin",
        proposal.why());
  }

  @Test
  void whoIsSomewhereElseCannotCome() {
    List<Busy> busy =
        List.of(
            busy(ANN, "2026-11-20T10:00:00Z", 60),
            busy(BOB, "2026-11-20T11:30:00Z", 30),
            busy(LIZ, "2026-11-20T12:00:00Z", 600));
    Proposal proposal =
        propose(Level.HIGH, "2026-11-20T10:00:00Z", busy, People.team("team", ANN, BOB));
    assertEquals(Instant.parse("2026-11-20T12:00:00Z"), proposal.slot().start());
    assertEquals(
        "the first quarter hour that all 2 can, in working hours; Fri 2026-11-20 13:00"
            + " Europe/Berlin",
        proposal.why());
  }

  @Test
  void withinTheLevelsTimeItWaitsForOthers() {
    List<Busy> busy = List.of(busy(BOB, "2026-11-20T10:00:00Z", 120));
    Proposal proposal = propose(Level.HIGH, "2026-11-20T10:00:00Z", busy, ANN, BOB, LIZ);
    assertEquals(Instant.parse("2026-11-20T12:00:00Z"), proposal.slot().start());
    assertTrue(proposal.why().startsWith("the first quarter hour that suits most, 2 of 3"));
    assertEquals(List.of("ANN", "BOB", "LIZ"), who(proposal));
  }

  @Test
  void itWaitsForOthersNoLongerThanThat() {
    List<Busy> busy = List.of(busy(BOB, "2026-11-20T08:00:00Z", 480));
    Proposal proposal = propose(Level.HIGH, "2026-11-20T10:00:00Z", busy, ANN, BOB);
    assertEquals(Instant.parse("2026-11-20T10:15:00Z"), proposal.slot().start());
  }

  @Test
  void aTimeThatCannotBeKeptIsSaid() {
    Proposal proposal = propose(Level.HIGH, "2026-11-20T19:00:00Z", List.of(), ANN, BOB);
    assertEquals(
        "the first quarter hour that all 2 can, in working hours; later than < 4 hours, for"
            + " nothing sooner is in working hours; Mon 2026-11-23 09:00 Europe/Berlin",
        proposal.why());
  }

  /**
   * In winter Los Angeles' last hour is Tokyo's first; in summer Berlin's first is Tokyo's last.
   */
  @ParameterizedTest
  @CsvSource({
    "2026-11-20T01:00:00Z, 2026-11-24T00:00:00Z, 2 of 3; later than < 24 hours",
    "2026-07-17T01:00:00Z, 2026-07-17T07:00:00Z, 2 of 3; Fri 2026-07-17 16:00 Asia/Tokyo"
  })
  void withoutACommonHourItIsWhenMostCan(String now, Instant start, String why) {
    Party team = People.team("team", KEN, LIZ, ANN);
    Proposal proposal = propose(Level.MEDIUM, now, List.of(), team);
    assertEquals(start, proposal.slot().start());
    assertTrue(
        proposal
            .why()
            .startsWith(
                "those who must come have no working hour in common in 14 days, so when the most"
                    + " can, "
                    + why),
        proposal.why());
  }

  @Test
  void threeContinentsMeetWhereTheirHoursOverlap() {
    Person nia = People.in("Africa/Nairobi", "nia");
    Person raj = People.in("Asia/Kathmandu", "raj");
    Proposal proposal =
        propose(
            Level.MEDIUM, "2026-11-23T14:00:00Z", List.of(), People.team("team", ANN, nia, raj));
    // Kathmandu's 14:00 is Berlin's 09:15 in winter, and Nairobi's 11:15.
    assertEquals(Instant.parse("2026-11-24T08:00:00Z"), proposal.slot().start());
    assertTrue(proposal.why().contains("all 3 can"), proposal.why());
  }

  @Test
  void whoIsOnCallWhenItBeginsIsInvited() {
    Rotation rota =
        new Rotation(
            "rota",
            List.of(ANN, BOB),
            Duration.ofDays(7),
            LocalDateTime.parse("2026-11-16T09:00"),
            ZoneId.of("Europe/Berlin"),
            List.of());
    assertEquals(List.of("ANN"), who(propose(Level.HIGH, "2026-11-20T10:00:00Z", List.of(), rota)));
    assertEquals(List.of("BOB"), who(propose(Level.HIGH, "2026-11-22T10:00:00Z", List.of(), rota)));
    assertEquals(
        List.of("ANN"), who(propose(Level.CRITICAL, "2026-11-23T07:45:00Z", List.of(), rota)));
    assertEquals(
        List.of("BOB"), who(propose(Level.CRITICAL, "2026-11-23T07:45:01Z", List.of(), rota)));
  }

  @Test
  void theCriticalOneSaysThatHoursDoNotCount() {
    List<Busy> busy = List.of(busy(ANN, "2026-11-21T00:00:00Z", 600));
    assertEquals(
        "at once, whatever the hour; Sat 2026-11-21 03:40 Europe/Berlin",
        propose(Level.CRITICAL, "2026-11-21T02:30:00Z", busy, ANN).why());
  }

  @Test
  void whoIsAwayIsNotWaitedForWhileSomebodyElseIsKnown() {
    Person ann =
        People.away(
            "Europe/Berlin",
            "ann",
            new Days(LocalDate.parse("2026-11-20"), LocalDate.parse("2026-11-23")));
    assertEquals(
        List.of("BOB"), who(propose(Level.HIGH, "2026-11-20T10:00:00Z", List.of(), ann, BOB)));
    Proposal alone = propose(Level.HIGH, "2026-11-20T10:00:00Z", List.of(), ann);
    assertEquals(Instant.parse("2026-11-24T08:00:00Z"), alone.slot().start());
    assertEquals(List.of("ANN"), who(alone));
  }

  @Test
  void withNobodyKnownOfficeHoursCount() {
    WorkingHours office = WorkingHours.usual(ZoneId.of("America/New_York"), Holidays.NONE);
    Scheduling nobody =
        new Scheduling(new Roster(List.of(), List.of(), Map.of(), List.of(), office));
    Proposal proposal =
        nobody.propose(
            Level.LOW,
            People.alert("plex"),
            List.of(),
            LENGTH,
            List.of(),
            Instant.parse("2026-11-20T10:00:00Z"));
    assertEquals(Instant.parse("2026-11-23T14:00:00Z"), proposal.slot().start());
    assertEquals(List.of(), proposal.attendees());
    assertEquals(
        "nobody is known to come, so the next office hour; Mon 2026-11-23 09:00 America/New_York",
        proposal.why());
  }

  @Test
  void whereNobodyEverWorksOfficeHoursCountToo() {
    Person never = People.with("never", People.daily("Europe/Berlin"));
    Proposal proposal = propose(Level.HIGH, "2026-11-20T19:00:00Z", List.of(), never);
    assertEquals(Instant.parse("2026-11-23T09:00:00Z"), proposal.slot().start());
    assertEquals(List.of("NEVER"), who(proposal));
    assertTrue(
        proposal.why().startsWith("nobody can in 14 days, so the next office hour"),
        proposal.why());
  }

  @Test
  void aMeetingLongerThanAnyDayIsStillMet() {
    Proposal proposal =
        new Scheduling(People.plex(List.of(), ANN))
            .propose(
                Level.MEDIUM,
                People.alert("plex"),
                List.of(),
                Duration.ofHours(9),
                List.of(),
                Instant.parse("2026-11-20T10:00:00Z"));
    assertEquals(Instant.parse("2026-11-20T10:15:00Z"), proposal.slot().start());
    assertTrue(
        proposal.why().startsWith("nobody can in 14 days, so the first quarter hour"),
        proposal.why());
  }

  @Test
  void thirtyPeopleWithTwoHundredAppointmentsFindTheOneHourThatIsLeft() {
    List<String> zones = List.of("Europe/Berlin", "Africa/Nairobi", "Europe/London");
    List<Person> people =
        IntStream.range(0, 30).mapToObj(i -> People.in(zones.get(i % 3), "p" + i)).toList();
    List<Busy> busy = new ArrayList<>();
    Instant monday = Instant.parse("2026-11-23T00:00:00Z");
    for (int i = 0; i < 200; i++) {
      // Each day's common hours, 09:00Z to 14:00Z, are taken by somebody but on the tenth.
      Instant day = monday.plus(Duration.ofDays(i % 10 < 9 ? i % 10 : 8));
      busy.add(
          new Busy(
              people.get(i % 30).address(),
              new Slot(day.plus(Duration.ofHours(9)), Duration.ofHours(5))));
    }
    Proposal proposal =
        new Scheduling(People.plex(List.of(), People.team("team", people.toArray(Person[]::new))))
            .propose(
                Level.HIGH,
                People.alert("plex"),
                List.of(),
                LENGTH,
                busy,
                Instant.parse("2026-11-22T10:00:00Z"));
    assertEquals(Instant.parse("2026-12-02T09:00:00Z"), proposal.slot().start());
    assertEquals(30, proposal.attendees().size());
  }
}
