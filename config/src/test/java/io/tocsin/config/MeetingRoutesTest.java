package io.tocsin.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.routing.Routing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What whoever has none of the targets' secrets reads of the same configuration. */
class MeetingRoutesTest {
  private static final Instant SATURDAY = Instant.parse("2026-11-21T08:00:00Z");
  private static final Instant MONDAY = Instant.parse("2026-11-23T08:00:00Z");

  private static final String FILE =
      """
      version: 1
      targets:
        hook: { channel: discord, url: "${env:NOBODY_SET_THIS}", lane: busy }
        room: { channel: matrix, token: "${env:NOR_THIS}", room: "!a:b" }
        desk: { channel: meeting }
      lanes:
        busy: { per_minute: 5 }
      windows:
        weekend: { days: [sat-sun], zone: Europe/Berlin }
        office: { days: [mon-fri], times: ["08:00-18:00"], zone: Europe/Berlin }
      routes:
        - match: { severity: critical }
          to: [hook, desk]
          fallback: room
          mute: weekend
        - match: { service: web }
          active: office
          to: desk
        - to: room
      templates: [ { title: "{{title}}" } ]
      meetings:
        window: 2d
        remind: 5m
      """;

  private static List<String> picked(Routing routing, String service, Severity how, Instant now) {
    Alert alert = Alert.builder("1", "s", service, "t").severity(how).build();
    return routing.picks(alert, now).stream()
        .map(pick -> pick.target().name() + (pick.muted().isPresent() ? " muted" : ""))
        .toList();
  }

  @Test
  void routesWithWindowsAndMutesAreReadWithoutAnyVariable() {
    Routing routing = ConfigReader.readRoutes(FILE);

    assertEquals(
        List.of("hook muted", "desk muted"), picked(routing, "db", Severity.CRITICAL, SATURDAY));
    assertEquals(List.of("hook", "desk"), picked(routing, "db", Severity.CRITICAL, MONDAY));
    assertEquals(List.of("room"), picked(routing, "web", Severity.LOW, SATURDAY));
    assertEquals(List.of("desk"), picked(routing, "web", Severity.LOW, MONDAY));
  }

  @Test
  void targetsKeepTheirNamesAndChannelsAndNothingElse() {
    Routing routing = ConfigReader.readRoutes(FILE);

    Map<String, String> channels = new HashMap<>();
    routing.targets().forEach((name, target) -> channels.put(name, target.channel()));
    assertEquals(Map.of("hook", "discord", "room", "matrix", "desk", "meeting"), channels);
    routing.targets().values().forEach(target -> assertEquals(Map.of(), target.settings()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "to: room      | to: nobody       | nobody",
        "active: office| active: never    | never",
        "mute: weekend | mute: weekdays   | weekdays",
        "[sat-sun]     | [caturday]       | must be one of mon",
        "severity: critical | severity: { at_least: awful } | severity must be one of",
        "fallback: room| fallback: nowhere| nowhere"
      })
  void mistakesInRoutesAndWindowsAreNamedWithTheirPlace(String sound, String wrong, String named) {
    InvalidConfigException found =
        assertThrows(
            InvalidConfigException.class,
            () -> ConfigReader.readRoutes(FILE.replace(sound, wrong)));
    String mistake = found.mistakes().get(0).toString();
    assertTrue(mistake.contains("line "), mistake);
    assertTrue(mistake.contains(named), mistake);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[",
        "version: 1",
        "targets: 7\nroutes: []",
        "targets: {a: 7}\nroutes:\n  - to: a"
      })
  void whatIsNoSuchFileIsAMistakeAndNothingWorse(String text) {
    assertThrows(InvalidConfigException.class, () -> ConfigReader.readRoutes(text));
  }

  @Test
  void theFileIsReadThatTheVariableNames(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("tocsin.yml");
    Files.writeString(file, FILE);
    MeetingRoutes routes =
        read(
            Map.of(
                "TOCSIN_CONFIG", file.toString(),
                "TOCSIN_PUBLIC_URL", "https://alerts.example.org",
                "SLOTIFY_API_URL", "https://slotify.example.org"));

    assertEquals(Optional.of("https://alerts.example.org"), routes.publicUrl());
    assertEquals(Duration.ofDays(2), routes.rules().window());
    assertEquals(Duration.ofMinutes(5), routes.rules().remind());
    assertEquals(3, routes.routing().targets().size(), "what variables would make is not there");
  }

  @Test
  void withoutAFileItIsAsTheVariablesSay() {
    MeetingRoutes routes = read(Map.of("TOCSIN_MEETING_MAIL_FROM", "alerts@example.org"));

    assertEquals(Optional.empty(), routes.publicUrl());
    assertEquals(Duration.ofHours(24), routes.rules().window());
    assertEquals(List.of("meetings"), picked(routes.routing(), "db", Severity.CRITICAL, SATURDAY));
  }

  @Test
  void mistakesOfTheFileAndOfTheAddressStopIt(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("tocsin.yml");
    Files.writeString(file, FILE.replace("window: 2d", "window: 2 fortnights"));
    assertThrows(
        InvalidConfigException.class, () -> read(Map.of("TOCSIN_CONFIG", file.toString())));
    assertThrows(
        InvalidRulesException.class,
        () -> read(Map.of("TOCSIN_CONFIG", folder.resolve("none.yml").toString())));
    assertThrows(
        IllegalArgumentException.class, () -> read(Map.of("TOCSIN_PUBLIC_URL", "example.org")));
  }

  private static MeetingRoutes read(Map<String, String> variables) {
    return MeetingRoutes.read(name -> Optional.ofNullable(variables.get(name)));
  }
}
