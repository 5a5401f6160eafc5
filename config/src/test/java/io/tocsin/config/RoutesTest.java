package io.tocsin.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.delivery.Setting;
import io.tocsin.routing.Pick;
import io.tocsin.routing.Route;
import io.tocsin.routing.Routing;
import io.tocsin.routing.Terms;
import io.tocsin.routing.Terms.Resolved;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {
  /** A Friday, at noon in Berlin. */
  private static final Instant FRIDAY = Instant.parse("2026-11-20T11:00:00Z");

  private static final Instant SATURDAY = FRIDAY.plus(Duration.ofDays(1));

  private static final ConfigReader READER =
      new ConfigReader(
          Map.of("slack", Set.of(Setting.secretAddress("url"))),
          name -> Optional.of("https://hooks.slack.com/services/T0/B0/" + name));

  /** A file whose line 9 is the one route's body. */
  private static String file(String route) {
    return """
        version: 1
        targets:
          a: { channel: slack, url: "${env:A}" }
          b: { channel: slack, url: "${env:B}" }
        windows:
          office: { days: [mon-fri], times: ["09:00-17:00"], zone: Europe/Berlin }
          weekend: { days: [sat-sun], zone: Europe/Berlin }
        routes:
          - { to: a, ROUTE }
        """
        .replace("ROUTE", route);
  }

  private static Route route(String body) {
    return READER.read(file(body)).routes().get(0);
  }

  private static List<String> mistakes(String text) {
    return assertThrows(InvalidConfigException.class, () -> READER.read(text)).mistakes().stream()
        .map(Object::toString)
        .toList();
  }

  private static List<Pick> picks(String body, Instant at) {
    Alert alert =
        Alert.builder("1", "heimdallr", "plex-1", "plex is down")
            .severity(Severity.HIGH)
            .message("first line\nsecond line")
            .affectedSystems(List.of("API", "Users"))
            .labels(Map.of("team", "db"))
            .build();
    return READER.read(file(body)).picks(alert, at);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "service: { regex: 'plex-.*' }                    | true",
        "service: { regex: 'plex' }                       | false",
        "service: { regex: [web, 'plex-[0-9]'] }          | true",
        "service: { not_regex: [web, 'plex-[0-9]'] }      | false",
        "service: { not: [web, plex-2] }                  | true",
        "service: { not: plex-1 }                         | false",
        "service: { regex: 'plex-.*', not: plex-test }    | true",
        "service: { regex: 'plex-.*', not: plex-1 }       | false",
        "severity: { at_least: medium }                   | true",
        "severity: { at_least: critical }                 | false",
        "message: { regex: '.*second.*' }                 | true",
        "title: plex is down                              | true",
        "affected_systems: Users                          | true",
        "affected_systems: { not: Users }                 | false",
        "labels.team: { regex: 'd.' }                     | true",
        "labels.none: db                                  | false",
        "labels.none: { not: db }                         | true",
        "labels.none: { not_regex: '.*' }                 | true",
        "name: x                                          | false",
        "key: { not: x }                                  | true",
        "service: '~ plex-.*'                             | false"
      })
  void aRouteMatchesByEveryKindOfCondition(String match, boolean matches) {
    assertEquals(matches, !picks("match: { " + match + " }", FRIDAY).isEmpty());
  }

  @Test
  void theTermsOfARouteAreRead() {
    Route route =
        route(
            "name: db, fallback: b, fallback_after: 2m, group_by: [service, labels.team],"
                + " group_wait: 30s, repeat_every: 1h30m, resolved: message");

    assertEquals("db", route.name());
    assertEquals(
        new Terms(
            Optional.of("b"),
            Optional.of(Duration.ofMinutes(2)),
            List.of("service", "labels.team"),
            Duration.ofSeconds(30),
            Duration.ofMinutes(90),
            Resolved.MESSAGE),
        route.terms());
  }

  @Test
  void aRouteThatSaysNothingHasTheDefaultTerms() {
    assertEquals(Terms.DEFAULT, route("continue: false").terms());
    assertEquals("route 1", route("continue: false").name());
  }

  @Test
  void aRouteIsActiveInItsWindow() {
    assertEquals(1, picks("active: office", FRIDAY).size());
    assertEquals(0, picks("active: office", SATURDAY).size());
  }

  @Test
  void aRouteIsMutedInItsWindows() {
    assertEquals(Optional.empty(), picks("mute: [weekend, weekend]", FRIDAY).get(0).muted());
    assertEquals(
        Optional.of("muted by the window weekend"),
        picks("mute: weekend", SATURDAY).get(0).muted());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "match: { service: { regex: '[' } } | 41 | not a regular expression (RE2): missing closing",
        "match: { service: { like: x } }    | 34 | 'like' is not known in the condition on service",
        "match: { service: { } }            | 32 | the condition on service needs one of [at_least",
        "match: { service: { at_least: x } }| 44 | only severity can be asked",
        "match: { severity: { at_least: x }}| 45 | severity must be one of critical, high",
        "match: { severity: { not: x } }    | 40 | severity must be one of critical, high",
        "match: { status: open }            | 31 | status must be one of firing, resolved",
        "active: nights                     | 22 | there is no window 'nights'",
        "mute: [office, nights]             | 29 | there is no window 'nights'",
        "fallback: c                        | 24 | there is no target 'c'",
        "fallback: a                        | 24 | 'a' cannot be its own fallback",
        "fallback_after: 2m                 | 30 | fallback_after needs 'fallback' beside it",
        "'fallback: b, fallback_after: 2d'  | 43 | fallback_after must be a time from 1s to 1d",
        "group_wait: 16m                    | 26 | group_wait must be a time from 0s to 15m, such",
        "group_wait: 30                     | 26 | group_wait must be a time from 0s to 15m, such",
        "repeat_every: 30s                  | 28 | repeat_every must be a time from 1m to 30d",
        "repeat_every: soon                 | 28 | repeat_every must be a time from 1m to 30d",
        "group_by: [service, team]          | 34 | 'team' is no field of an alert; use",
        "resolved: edit                     | 24 | resolved must be one of update, message, ignore",
        "name: my route                     | 20 | a route's name must be 1 to 64 letters",
        "mutes: office                      | 14 | 'mutes' is not known in a route; known are"
      })
  void aRoutesMistakeIsNamedWithItsPlace(String body, int column, String mend) {
    String route = body.startsWith("'") ? body.substring(1, body.length() - 1) : body;
    List<String> mistakes = mistakes(file(route));
    assertEquals(1, mistakes.size(), mistakes.toString());
    assertTrue(
        mistakes.get(0).startsWith("line 9, column " + column + ": " + mend), mistakes.get(0));
  }

  @Test
  void twoRoutesCannotHaveOneName() {
    assertEquals(
        List.of("line 10, column 20: there is a route 'x' already"),
        mistakes(file("name: x") + "  - { to: b, name: x }\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "days: [monday]            | must be one of mon, tue, wed, thu, fri, sat, sun, or from one",
        "days: [mon-wed-fri]       | must be one of mon",
        "months: [dec-juno]        | must be one of jan, feb",
        "'times: [\"9:00-17:00\"]' | must be from one time to another, such as 09:00-17:00",
        "'times: [\"09:00\"]'      | must be from one time to another",
        "'times: [\"24:00-09:00\"]'| must be from one time to another",
        "'times: [\"09:00-09:00\"]'| must be from one time to another",
        "dates: [0]                | must be a day of the month, such as 1 or last",
        "dates: [-1]               | must be a day of the month, such as 1 or last",
        "dates: [7-1]              | must be a day of the month, such as 1 or last",
        "dates: [32]               | must be a day of the month, such as 1 or last",
        "zone: UTC                 | the window 'odd' needs days, times, dates or months",
        "'days: mon, zone: Berlin' | 'Berlin' is no time zone; write one such as Europe/Berlin",
        "'days: mon, zone: +01:00' | '+01:00' is no time zone; write one such as Europe/Berlin",
        "'days: mon, hours: [1]'   | 'hours' is not known in the window 'odd'"
      })
  void aWindowsMistakeIsNamedWithItsLine(String body, String mend) {
    String window = body.startsWith("'") ? body.substring(1, body.length() - 1) : body;
    List<String> mistakes =
        mistakes(file("mute: odd").replace("  weekend:", "  odd: { " + window + " }\n  weekend:"));
    assertEquals(1, mistakes.size(), mistakes.toString());
    assertTrue(mistakes.get(0).startsWith("line 7, column "), mistakes.get(0));
    assertTrue(mistakes.get(0).contains(": " + mend), mistakes.get(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "days: [fri-mon]                                   | true",
        "days: [sat-thu]                                   | false",
        "months: [nov-feb]                                 | true",
        "months: [dec-oct]                                 | false",
        "months: nov                                       | true",
        "dates: [1-5, 20]                                  | true",
        "dates: [21-last]                                  | false",
        "'times: [\"00:00-24:00\"]'                        | true",
        "'times: [\"11:00-12:00\"]'                        | true",
        "'times: [\"11:00-12:00\"], zone: Europe/Berlin'   | false",
        "'times: [\"22:00-06:00\", \"10:00-11:30\"]'       | true",
        "'days: [fri], dates: [13]'                        | false"
      })
  void windowsAreReadAsTheyAreWritten(String body, boolean muted) {
    String window = body.startsWith("'") ? body.substring(1, body.length() - 1) : body;
    Routing routing =
        READER.read(
            file("mute: odd").replace("  weekend:", "  odd: { " + window + " }\n  weekend:"));
    Alert alert = Alert.builder("1", "s", "s", "t").build();
    assertEquals(muted, routing.picks(alert, FRIDAY).get(0).muted().isPresent());
  }

  @Test
  void aCheckTakesUnsetVariablesForWarnings() {
    ConfigReader reader =
        new ConfigReader(
            Map.of("slack", Set.of(Setting.secretAddress("url"))),
            name ->
                name.equals("A")
                    ? Optional.of("https://hooks.slack.com/services/T0/B0/x")
                    : Optional.empty());
    ConfigReader.Checked checked = reader.check(file("fallback: b"));

    assertEquals(List.of(), checked.mistakes());
    assertEquals(
        List.of("line 4, column 29: the variable B is not set"),
        checked.warnings().stream().map(Object::toString).toList());
    assertEquals(Set.of("a", "b"), checked.routing().orElseThrow().targets().keySet());

    ConfigReader.Checked wrong = reader.check(file("fallback: c"));
    assertEquals(1, wrong.mistakes().size());
    assertEquals(1, wrong.warnings().size());
    assertEquals(Optional.empty(), wrong.routing());
    assertEquals(
        2,
        assertThrows(InvalidConfigException.class, () -> reader.read(file("fallback: c")))
            .mistakes()
            .size());
  }

  @ParameterizedTest
  @CsvSource({
    "30s, PT30S",
    "2m, PT2M",
    "4h, PT4H",
    "1d, PT24H",
    "1h30m, PT1H30M",
    "1d1h1m1s, PT25H1M1S",
    "0s, PT0S",
    "90m, PT1H30M"
  })
  void durationsAreReadAndWritten(String text, Duration duration) {
    assertEquals(Optional.of(duration), Durations.parse(text));
    assertEquals(Optional.of(duration), Durations.parse(Durations.text(duration)));
  }

  @ParameterizedTest
  @CsvSource({"''", "5", "5 m", "-5m", "5m1h", "1.5h", "5M", "m", "999999d"})
  void otherTextsAreNoDurations(String text) {
    assertEquals(Optional.empty(), Durations.parse(text));
  }
}
