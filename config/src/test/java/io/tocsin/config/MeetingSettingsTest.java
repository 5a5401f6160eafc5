package io.tocsin.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.analysis.MeetingContext.Invitee;
import io.tocsin.calendar.Person;
import io.tocsin.calendar.Roster;
import io.tocsin.calendar.Scheduling;
import io.tocsin.meeting.Attendee;
import io.tocsin.meeting.Proposal;
import io.tocsin.meeting.Urgency.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeetingSettingsTest {
  static final String GOOD =
      """
      meetings:
        zone: Europe/Berlin
        holidays:
          Europe/Berlin: ["01-01", 2026-04-03, 2026-12-24 to 2026-12-26]
          japan: ["11-23"]
        people:
          ann: ann@example.org
          bob: { address: bob@example.org, name: Bob Example, hours: ["08:00-12:00", "13:00-16:30"] }
          cat: { address: cat@example.org, zone: Asia/Tokyo, holidays: japan, away: 2026-12-01 to 2026-12-04 }
          dan: { address: dan@example.org, hours: { mon-thu: "07:00-15:00", sat: "10:00-12:00" } }
        teams:
          media: { members: [ann, bob], on_call: media-rota }
          web: { members: dan }
        rotations:
          media-rota:
            people: [ann, bob]
            turn: 7d
            start: 2026-01-05 09:00
            overrides:
              - { from: 2026-11-19, until: 2026-11-21 12:30, who: cat }
        services:
          - { service: [plex, jellyfin], call: media, with: [dan] }
          - { service: { regex: "web-.*", not: web-test }, call: web }
        roles: { database administrator: cat }
        always: [bob]
        provider: mail
        window: 2d
        remind: 0s
      """;

  private static MeetingSettings good() {
    return ConfigReader.readMeetings(GOOD);
  }

  private static List<String> mistakes(String text) {
    return assertThrows(InvalidConfigException.class, () -> ConfigReader.readMeetings(text))
        .mistakes()
        .stream()
        .map(Object::toString)
        .toList();
  }

  private static String onCall(String service, String at) {
    return good().roster().onCall(service, Instant.parse(at)).stream()
        .map(Person::id)
        .collect(Collectors.joining("+"));
  }

  private static Proposal propose(Level level, String service, String now, String... roles) {
    return new Scheduling(good().roster())
        .propose(
            level,
            Alert.builder("ev_1", "s", service, "down").build(),
            Stream.of(roles).map(role -> new Invitee(role, "because")).toList(),
            Duration.ofMinutes(30),
            List.of(),
            Instant.parse(now));
  }

  @Test
  void theSettingsAreRead() {
    assertEquals(Optional.of("mail"), good().provider());
    assertEquals(Duration.ofDays(2), good().window());
    assertEquals(Duration.ZERO, good().remind());
    assertEquals(Optional.empty(), good().rules());
  }

  @Test
  void whatIsNotSaidHasItsDefault() {
    MeetingSettings settings = ConfigReader.readMeetings("meetings: {}");
    assertEquals(MeetingSettings.NONE, settings);
    assertEquals(Duration.ofHours(24), settings.window());
    assertEquals(Duration.ofMinutes(15), settings.remind());
    assertEquals(Optional.empty(), settings.provider());
    assertEquals(Roster.NOBODY, settings.roster());
  }

  @ParameterizedTest
  @CsvSource({
    "plex,     2026-01-05T08:00:00Z, ann",
    "jellyfin, 2026-01-12T08:00:00Z, bob",
    "plex,     2026-11-18T22:59:59Z, bob", // the 46th turn
    "plex,     2026-11-18T23:00:00Z, cat", // midnight in Berlin
    "plex,     2026-11-21T11:29:59Z, cat",
    "plex,     2026-11-21T11:30:00Z, bob",
    "web-1,    2026-11-21T11:30:00Z, dan",
    "web-test, 2026-11-21T11:30:00Z, ''",
    "plex-2,   2026-11-21T11:30:00Z, ''"
  })
  void servicesAreFoundAndRotationsTurn(String service, String at, String who) {
    assertEquals(who, onCall(service, at));
  }

  @ParameterizedTest
  @CsvSource({
    "ann, 2026-11-20T08:00:00Z", // at once: 09:15 in Berlin
    "bob, 2026-11-23T07:00:00Z",
    "cat, 2026-11-24T00:00:00Z", // Monday is a holiday in Japan
    "dan, 2026-11-21T09:00:00Z" // on Saturday, from ten
  })
  void hoursZonesAndHolidaysAreEachPersonsOwn(String who, Instant start) {
    Roster roster = good().roster();
    Scheduling scheduling =
        new Scheduling(
            new Roster(roster.parties(), List.of(), Map.of(), List.of(), roster.office()));
    Proposal proposal =
        scheduling.propose(
            Level.HIGH,
            Alert.builder("ev_1", "s", "none", "down").build(),
            List.of(new Invitee(who, "because")),
            Duration.ofMinutes(30),
            List.of(),
            Instant.parse(who.equals("ann") ? "2026-11-20T07:45:00Z" : "2026-11-20T16:00:00Z"));
    assertEquals(start, proposal.slot().start());
  }

  @Test
  void aWholeMeetingIsMadeOfIt() {
    Proposal proposal =
        propose(Level.LOW, "plex", "2026-12-23T10:00:00Z", "database administrator", "marketing");
    // Holidays until Saturday. Bob begins at eight, but is on call from nine on.
    assertEquals(Instant.parse("2026-12-28T08:00:00Z"), proposal.slot().start());
    assertEquals(
        List.of(
            new Attendee("bob@example.org", "Bob Example", "on call for plex"),
            new Attendee("cat@example.org", "cat", "database administrator: because"),
            new Attendee("dan@example.org", "dan", "comes when it is about plex")),
        proposal.attendees());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "zone: Europe/Berlin | zone: Berlin | 2 | 'Berlin' is no time zone",
        "japan: [ | Asia/Tokio: [ | 5 | a calendar is called by a time zone, or its name",
        "\"11-23\"         | \"02-30\"     | 5 | there is no such day in any year",
        "\"11-23\"         | 2026-02-30    | 5 | must be a date such as 2026-12-24",
        "12-24 to 2026-12-26 | 12-24 to 2026-12-23 | 4 | must be a date such as",
        "12-24 to 2026-12-26 | 12-24 to    | 4 | must be a date such as",
        "ann: ann@example.org | ann: ann   | 7 | 'ann' is no address for mail",
        "ann: ann@example.org | ann: \"a@b\\nc\" | 7 | is no address for mail",
        "ann: ann@example.org | ann: {}    | 7 | the person 'ann' needs 'address'",
        "ann: ann@example.org | ann: BOB@example.org | 8 | somebody else has the address",
        "ann: ann@example.org | a/nn: a@b.c | 7 | the name of a person must be 1 to 64",
        "name: Bob Example | name: \"B\\nE\" | 8 | name must be one line",
        "Bob Example, hours | Bob, hour    | 8 | 'hour' is not known in the person 'bob'",
        "13:00-16:30       | 13:00-13:00   | 8 | must be from one time to another",
        "Asia/Tokyo, h     | Asia/Tokio, h | 9 | 'Asia/Tokio' is no time zone",
        "holidays: japan   | holidays: spain | 9 | there is no calendar of holidays 'spain'",
        "2026-12-01 to     | 2026-12-1 to  | 9 | must be a date such as",
        "mon-thu           | mon-tues      | 10 | must be one of mon, tue, wed",
        "sat:              | wed:          | 10 | a day in 'wed' has hours already",
        "media: { members  | ann: { members | 12 | there is a person 'ann' already",
        "media: { members  | Media-Rota: { members | 12 | there is a rotation 'Media-Rota' already",
        "[ann, bob], on_call | [ann, ann], on_call | 12 | 'ann' is here twice",
        "[ann, bob], on_call | [ann, web], on_call | 12 | 'web' is a team, not a person",
        "[ann, bob], on_call | [], on_call | 12 | members must not be an empty list",
        "on_call: media-rota | on_call: nights | 12 | there is no rotation 'nights' in meetings",
        "on_call: media-rota | on_call: web | 12 | 'web' is a team, not a rotation",
        "{ members: dan }  | {}            | 13 | the team 'web' needs members, or on_call",
        "people: [ann, bob] | people: []   | 16 | people must not be an empty list",
        "people: [ann, bob] | people: [ann, eve] | 16 | there is no person 'eve' in meetings",
        "people: [ann, bob] | people: media | 16 | 'media' is a team, not a person",
        "turn: 7d          | turn: 5m      | 17 | turn must be a time from 1h to 365d",
        "start: 2026-01-05 09:00 | start: 09:00 | 18 | start must be a time such as 2026-01-05",
        "start: 2026-01-05 09:00 | start: 2026-02-29 | 18 | start must be a time such as",
        "start: 2026-01-05 09:00 | begin: x | 18 | 'begin' is not known in the rotation",
        "2026-11-21 12:30  | 2026-11-18    | 20 | an override ends after it begins",
        "until: 2026-11-21 12:30, | | 20 | an override needs 'until'",
        "who: cat          | who: eve      | 20 | there is no person 'eve' in meetings",
        "call: media,      | call: nobody, | 22 | there is no person, team or rotation 'nobody'",
        "with: [dan]       | with: [dan, dan] | 22 | 'dan' is here twice",
        "service: [plex, jellyfin], | | 22 | a service needs 'service'",
        "web-.*            | web-[         | 23 | not a regular expression (RE2)",
        "administrator: cat | administrator: eve | 24 | there is no person, team or rotation",
        "cat }             | cat, Database  Administrator: cat } | 24 | it is the same role as",
        "always: [bob]     | always: []    | 25 | always must not be an empty list",
        "provider: mail    | provider: fax | 26 | provider must be one of mail, slotify",
        "window: 2d        | window: 31d   | 27 | window must be a time from 1h to 30d",
        "window: 2d        | window: 30m   | 27 | window must be a time from 1h to 30d",
        "remind: 0s        | remind: 25h   | 28 | remind must be a time from 0s to 1d",
        "remind: 0s        | reminds: 0s   | 28 | 'reminds' is not known in meetings"
      })
  void everyMistakeIsNamedWithItsLine(String good, String bad, int line, String mend) {
    String text = GOOD.replace(good, Optional.ofNullable(bad).orElse(""));
    assertTrue(!text.equals(GOOD), good);
    List<String> mistakes = mistakes(text);
    assertTrue(
        mistakes.stream()
            .anyMatch(one -> one.startsWith("line " + line + ", column ") && one.contains(mend)),
        mistakes.toString());
  }

  @Test
  void overridesOfOneTimeAreAMistake() {
    String text =
        GOOD.replace(
            "who: cat }\n",
            "who: cat }\n        - { from: 2026-11-21, until: 2026-11-22, who: ann }\n");
    assertEquals(
        List.of("line 21, column 11: another override is for some of that time already"),
        mistakes(text));
  }

  @Test
  void whatHasAMistakeIsNotSaidToBeMissingBesides() {
    assertEquals(1, mistakes(GOOD.replace("bob@example.org", "bob")).size());
    assertEquals(1, mistakes(GOOD.replace("turn: 7d", "turn: often")).size());
  }

  @Test
  void theWholeFileSaysMistakesOfMeetingsToo() {
    ConfigReader reader = new ConfigReader(Map.of(), name -> Optional.empty());
    String file = "version: 1\ntargets: {}\nroutes: []\n";
    assertEquals(Duration.ofDays(2), reader.readAll(file + GOOD).meetings().window());
    assertEquals(
        List.of("line 29, column 13: provider must be one of mail, slotify"),
        reader.check(file + GOOD.replace("mail", "fax")).mistakes().stream()
            .map(Object::toString)
            .toList());
  }

  private static Function<String, Optional<String>> attendees(String value) {
    return name -> name.equals("TOCSIN_MEETING_ATTENDEES") ? Optional.of(value) : Optional.empty();
  }

  @Test
  void withoutAFileAVariableNamesWhoComes() {
    Roster roster = MeetingSettings.from(attendees("ann@example.org, bob@example.org")).roster();
    assertEquals(
        List.of("ann@example.org", "bob@example.org"),
        roster.always().stream().map(party -> ((Person) party).address()).toList());
    assertEquals(MeetingSettings.NONE, MeetingSettings.from(name -> Optional.empty()));
    assertEquals(MeetingSettings.NONE, MeetingSettings.from(attendees(" ")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ann", "a@example.org,", "a@example.org;b@example.org", "a@b.c,A@b.c"})
  void theVariableMustHoldAddresses(String value) {
    InvalidConfigException thrown =
        assertThrows(InvalidConfigException.class, () -> MeetingSettings.from(attendees(value)));
    assertTrue(
        String.valueOf(thrown.getMessage())
            .contains("TOCSIN_MEETING_ATTENDEES must be addresses for mail with commas"),
        thrown.getMessage());
  }
}
