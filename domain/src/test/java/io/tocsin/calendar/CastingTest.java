package io.tocsin.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.analysis.MeetingContext.Invitee;
import io.tocsin.calendar.Cast.Guest;
import io.tocsin.meeting.Attendee;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CastingTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final Person ANN = People.in("Europe/Berlin", "ann");
  private static final Person BOB = People.in("Europe/Berlin", "bob");
  private static final Person CAT = People.in("Asia/Tokyo", "cat");
  private static final Person DAN = People.in("America/New_York", "dan");
  private static final Rotation ROTA =
      new Rotation(
          "platform-rota",
          List.of(BOB, CAT),
          Duration.ofDays(1),
          LocalDateTime.parse("2026-11-20T00:00"),
          ZoneOffset.UTC,
          List.of());
  private static final Team PLATFORM =
      new Team("platform", List.of(BOB, CAT, DAN), Optional.of(ROTA));
  private static final Roster ROSTER =
      new Roster(
          List.of(ANN, BOB, CAT, DAN, ROTA, PLATFORM),
          List.of(People.service("plex", ANN, DAN), People.service("API Gateway", PLATFORM)),
          Map.of("Database administrator", ROTA),
          List.of(),
          People.OFFICE);

  private static Cast cast(Roster roster, String service, String... invitees) {
    List<Invitee> all = Stream.of(invitees).map(who -> new Invitee(who, "because")).toList();
    return new Casting(roster, People.alert(service), all).at(NOW);
  }

  private static List<String> ids(List<Guest> guests) {
    return guests.stream().map(guest -> guest.person().id()).toList();
  }

  @Test
  void aServiceCallsWhoMustComeAndBringsOthers() {
    Cast cast = cast(ROSTER, "plex");
    assertEquals(
        List.of(
            new Attendee("ann@example.org", "ANN", "on call for plex"),
            new Attendee("dan@example.org", "DAN", "comes when it is about plex")),
        cast.attendees());
    assertEquals(List.of("ann"), ids(cast.must()));
  }

  @ParameterizedTest
  @CsvSource({
    "platform on call,              bob, ''",
    "Platform On-Call,              bob, ''",
    "platform-rota on call,         bob, ''",
    "on call for API Gateway,       bob, ''",
    "on call for platform,          bob, ''",
    "database administrator,        bob, ''",
    "DATABASE  administrator,       bob, ''",
    "on call for plex,              ann, dan",
    "platform,                      bob cat dan, ''",
    "platform-rota,                 bob, ''",
    "cat,                           cat, ''",
    "CAT@example.org,               cat, ''",
    "marketing,                     '',  ''",
    "network on call,               '',  ''",
    "on call for nothing,           '',  ''",
    "service owner,                 '',  ''"
  })
  void wordsOfTheAgentsMeanSomebodyOrNobody(String words, String must, String others) {
    Cast cast = cast(ROSTER, "unknown", words);
    assertEquals(must, String.join(" ", ids(cast.must())));
    assertEquals(others, String.join(" ", ids(cast.others())));
  }

  @Test
  void theServicesOwnerIsWhoIsCalledForTheAlertsService() {
    assertEquals(List.of("ann"), ids(cast(ROSTER, "plex", "service owner").must()));
  }

  @Test
  void eachIsThereOnceForTheStrongestReason() {
    Cast cast = cast(ROSTER, "API Gateway", "cat", "platform", "database administrator", "ann");
    assertEquals(List.of("bob"), ids(cast.must()));
    assertEquals("on call for API Gateway", cast.must().get(0).why());
    assertEquals(List.of("cat", "dan", "ann"), ids(cast.others()));
    assertEquals("platform: because", cast.others().get(1).why());
  }

  @Test
  void whoIsCalledForSomethingElseMustComeOnlyWhenNobodyIsForTheService() {
    assertEquals(List.of("bob"), ids(cast(ROSTER, "unknown", "dan", "platform on call").must()));
    assertEquals(List.of("ann"), ids(cast(ROSTER, "plex", "dan", "platform on call").must()));
    assertEquals(List.of("dan", "cat"), ids(cast(ROSTER, "unknown", "dan", "cat").must()));
  }

  @Test
  void someAreAlwaysInvitedAndAloneWhenNobodyElseIsKnown() {
    Roster roster =
        new Roster(
            ROSTER.parties(), ROSTER.services(), ROSTER.roles(), List.of(CAT), People.OFFICE);
    assertEquals(List.of("dan", "cat"), ids(cast(roster, "plex").others()));
    assertEquals("always invited", cast(roster, "plex").others().get(1).why());
    assertEquals(List.of("cat"), ids(cast(roster, "unknown").must()));
    assertTrue(cast(ROSTER, "unknown").isEmpty());
    assertEquals(List.of(), cast(Roster.NOBODY, "unknown", "cat").attendees());
  }

  @Test
  void addressesAloneAreARoster() {
    Roster roster = Roster.always(List.of("a@example.org", "b@example.org"), ZoneOffset.UTC);
    assertEquals(
        List.of(
            new Attendee("a@example.org", "a@example.org", "always invited"),
            new Attendee("b@example.org", "b@example.org", "always invited")),
        cast(roster, "plex").attendees());
  }

  @Test
  void atMostThirtyAreInvitedThoseWhoAreAlwaysAmongThem() {
    List<Party> many = new ArrayList<>();
    IntStream.range(0, 40).forEach(i -> many.add(People.in("UTC", "p" + i)));
    Team team = new Team("team", many.stream().map(Person.class::cast).toList(), Optional.empty());
    List<Party> parties = new ArrayList<>(many);
    parties.addAll(List.of(ANN, BOB, team));
    Roster roster =
        new Roster(
            parties,
            List.of(People.service("plex", ANN, team)),
            Map.of(),
            List.of(BOB),
            People.OFFICE);
    Cast cast = cast(roster, "plex");
    assertEquals(Casting.MOST, cast.attendees().size());
    assertEquals(List.of("ann"), ids(cast.must()));
    assertEquals("p27", ids(cast.others()).get(27));
    assertEquals("bob", ids(cast.others()).get(28));
  }

  @Test
  void whoIsOnCallCanBeAsked() {
    assertEquals(List.of(ANN), ROSTER.onCall("plex", NOW));
    assertEquals(List.of(CAT), ROSTER.onCall("API Gateway", NOW.plus(Duration.ofDays(1))));
    assertEquals(List.of(BOB), ROSTER.onCall("platform", NOW));
    assertEquals(List.of(), ROSTER.onCall("nothing", NOW));
    assertEquals(Optional.of(DAN), ROSTER.person("Dan@Example.org"));
  }
}
