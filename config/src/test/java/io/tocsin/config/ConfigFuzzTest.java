package io.tocsin.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.config.ConfigReader.Checked;
import io.tocsin.config.InvalidConfigException.Mistake;
import io.tocsin.delivery.Setting;
import io.tocsin.fuzz.Mangled;
import io.tocsin.routing.Routing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** A file that somebody wrote in a hurry is read, or every mistake in it is named. */
class ConfigFuzzTest {
  private static final String URL = "https://discord.com/api/webhooks/111/the-token";
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

  private static final String FILE =
      """
      version: 1
      targets:
        ops: { channel: discord, url: "${env:HOOK}", lane: ops }
        room:
          channel: chat
          home: https://chat.example.org
          token: ${env:TOKEN}
          room: -42
      lanes:
        ops: { per_minute: 20, burst: 2 }
      windows:
        nights: { days: [mon-fri], dates: [28-last], times: ["22:00-06:30"], zone: Europe/Berlin }
      routes:
        - match: { type: tracklist, severity: { at_least: high }, title: { regex: ".*down.*" } }
          to: [ops]
          continue: true
        - to: [room]
          mute: nights
          fallback: ops
          fallback_after: 2m30s
          group_by: [service, labels.cluster]
          group_wait: 30s
          repeat_every: 4h
      templates:
        - channels: [discord]
          types: tracklist
          title: "{{service}}: {{title}}{{#labels}}{{team}}{{/labels}}"
          message: |
            {{#affected_systems}}- {{.}}
            {{/affected_systems}}{{^message}}none{{/message}}
          fields: { Track: "{{details.track}}" }
          colour: "#2ecc71"
      """;

  private static final String CASES =
      """
      cases:
        - name: the database is down
          at: 2026-11-20T12:00:00+01:00
          alert: { service: db, severity: critical, labels: { team: db }, affected_systems: [A] }
          to: [a]
          muted: []
      """;

  private static final ConfigReader READER =
      new ConfigReader(
          Map.of(
              "discord",
              Set.of(Setting.secretAddress("url")),
              "chat",
              Set.of(
                  Setting.address("home"),
                  Setting.secret("token").matching("[!-~]+"),
                  Setting.plain("room").matching("-?[0-9]+"))),
          name -> Optional.ofNullable(Map.of("HOOK", URL, "TOKEN", "the-token").get(name)));

  private static final Routing ROUTING =
      READER.read(
          """
          version: 1
          targets: { a: { channel: discord, url: "${env:HOOK}" } }
          routes: [ { to: a } ]
          """);

  private static final Map<String, Object> VALUES =
      Map.of(
          "service", "plex",
          "title", "down",
          "message", "m".repeat(1000),
          "labels", Map.of("team", "db"),
          "details", Map.of("track", List.of("a", Map.of("b", "c"))),
          "affected_systems", List.of("one", "two"));

  @Provide
  Arbitrary<String> files() {
    return Mangled.orChance(List.of(FILE));
  }

  @Provide
  Arbitrary<String> cases() {
    return Mangled.orChance(List.of(CASES));
  }

  @Provide
  Arbitrary<String> times() {
    return Mangled.orChance(List.of("30s", "2m", "1h30m", "99999d99999h99999m99999s"));
  }

  @Provide
  Arbitrary<String> templates() {
    return Mangled.orChance(
        List.of(
            "{{service}}: {{{title}}} {{&message}} {{!note}}{{#labels}}{{team}}{{/labels}}",
            "{{#affected_systems}}{{^-first}}, {{/-first}}{{.}}{{/affected_systems}}",
            "{{#details}}{{#track}}{{b}}{{/track}}{{/details}}{{^message}}none{{/message}}"));
  }

  @Property(seed = "20261121")
  void theExampleItselfIsGood() {
    assertEquals(2, READER.read(FILE).targets().size());
    assertEquals(1, READER.readAll(FILE).templates().size());
    assertEquals(1, RouteCases.read(CASES, ROUTING).size());
  }

  @Property(seed = "20261121")
  void anyFileIsReadOrItsMistakesAreNamed(@ForAll("files") String text) {
    Checked checked = READER.check(text);
    named(checked.mistakes());
    try {
      Configuration read = READER.readAll(text);
      assertTrue(checked.routing().isPresent());
      read.routing().picks(alert(), NOW);
      read.templates()
          .forEach(rule -> rule.title().ifPresent(title -> bounded(title.render(VALUES))));
    } catch (InvalidConfigException e) {
      assertFalse(e.mistakes().isEmpty());
      named(e.mistakes());
    }
  }

  @Property(seed = "20261121")
  void anyTemplatesAreReadOrTheirMistakesAreNamed(@ForAll("files") String text) {
    try {
      READER.readTemplates(text);
    } catch (InvalidConfigException e) {
      named(e.mistakes());
    }
  }

  @Property(seed = "20261121")
  void anyTemplateIsWrittenOrItsMistakesAreNamed(@ForAll("templates") String template) {
    String quoted = template.replaceAll("[^ -~]", "?").replace("'", "''");
    String file = "templates: [ { title: '" + quoted + "' } ]";
    try {
      for (TemplateRule rule : READER.readTemplates(file)) {
        bounded(rule.title().orElseThrow().render(VALUES));
      }
    } catch (InvalidConfigException e) {
      named(e.mistakes());
    }
  }

  @Property(seed = "20261121")
  void anyCasesAreReadOrTheirMistakesAreNamed(@ForAll("cases") String text) {
    try {
      RouteCases.read(text, ROUTING).forEach(each -> each.differences(ROUTING));
    } catch (InvalidConfigException e) {
      assertFalse(e.mistakes().isEmpty());
      named(e.mistakes());
    }
  }

  @Property(seed = "20261121")
  void anyTextIsATimeOrNone(@ForAll("times") String text) {
    Durations.parse(text)
        .ifPresent(
            time -> assertEquals(Optional.of(time), Durations.parse(Durations.text(time)), text));
  }

  @Property(seed = "20261121")
  void aTimeComesBackToTheSecond(@ForAll @LongRange(min = 0, max = 99_999L * 86_400) long seconds) {
    Duration time = Duration.ofSeconds(seconds);
    assertEquals(Optional.of(time), Durations.parse(Durations.text(time)));
  }

  /** A stack has an end: no nesting may come near it. */
  @Property(tries = 40, seed = "20261121")
  void nothingIsReadDeeperThanItsLimit(
      @ForAll("openings") String opening, @ForAll("levels") int levels) {
    String text = opening.repeat(levels);
    Checked checked = READER.check(text);
    assertFalse(checked.mistakes().isEmpty());
    named(checked.mistakes());
  }

  @Provide
  Arbitrary<String> openings() {
    return Arbitraries.of("[", "{", "- ", "? ", "{a: ", "[\"", "&a ", "!x ", "'", "a:\n ");
  }

  @Provide
  Arbitrary<Integer> levels() {
    return Arbitraries.of(1, 2, Document.DEEPEST, Document.DEEPEST + 1, 1000, 20_000);
  }

  private static void named(List<Mistake> mistakes) {
    for (Mistake mistake : mistakes) {
      assertFalse(mistake.mend().isBlank());
      assertFalse(mistake.mend().contains("the-token"), mistake.mend());
    }
  }

  private static void bounded(String text) {
    assertTrue(text.length() <= TemplateText.LONGEST, () -> text.length() + " characters");
  }

  private static Alert alert() {
    return Alert.builder("ev_1", "heimdallr", "plex", "plex is down").build();
  }
}
