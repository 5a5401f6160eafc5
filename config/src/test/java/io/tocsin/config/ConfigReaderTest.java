package io.tocsin.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.delivery.Budget;
import io.tocsin.delivery.Setting;
import io.tocsin.keys.Secret;
import io.tocsin.routing.Routing;
import io.tocsin.routing.Target;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
  private static final String DISCORD = "https://discord.com/api/webhooks/111/the-token";
  private static final String SLACK = "https://hooks.slack.com/services/T0/B0/the-token";
  private static final String GOOD =
      """
      version: 1
      targets:
        ops-discord: { channel: discord, url: "${env:HOOK}", lane: ops }
        ops-slack:   { channel: slack, url: "${env:SLACK_HOOK}" }
      lanes:
        ops: { per_minute: 20, burst: 2 }
      routes:
        - match: { type: tracklist, severity: [critical, high], labels.team: [db, web] }
          to: [ops-discord]
          continue: true
        - to: [ops-slack]
      """;

  private static final Set<Setting> URL = Set.of(Setting.secretAddress("url"));
  private static final Set<Setting> CHAT =
      Set.of(
          Setting.address("home"),
          Setting.secret("token").matching("[!-~]+"),
          Setting.plain("room").matching("-?[0-9]+"),
          Setting.plain("thread").optional());

  private final Map<String, String> variables =
      new HashMap<>(Map.of("HOOK", DISCORD, "SLACK_HOOK", SLACK));

  @Test
  void theExampleIsRead() {
    Routing routing = read(GOOD);

    assertEquals("ops", target(routing, "ops-discord").lane());
    assertEquals("discord", target(routing, "ops-discord").channel());
    assertEquals("ops-slack", target(routing, "ops-slack").lane());
    assertEquals(
        DISCORD,
        Optional.ofNullable(target(routing, "ops-discord").settings().get("url"))
            .orElseThrow()
            .reveal());
    assertEquals(Optional.of(Budget.perMinute(20, 2)), routing.budget("ops"));
    assertEquals(Optional.empty(), routing.budget("ops-slack"));
  }

  @Test
  void alertsGoWhereTheExampleSendsThem() {
    Routing routing = read(GOOD);
    Alert.Builder track =
        Alert.builder("1", "s", "s", "t").type("tracklist").severity(Severity.HIGH);

    assertEquals(
        List.of("ops-discord", "ops-slack"),
        names(routing, track.labels(Map.of("team", "web")).build()));
    assertEquals(List.of("ops-slack"), names(routing, track.labels(Map.of("team", "hr")).build()));
  }

  @Test
  void everyMistakeIsNamedWithItsPlace() {
    assertEquals(
        List.of(
            "line 1, column 10: version must be a number from 1 to 1",
            "line 2, column 1: 'target' is not known in tocsin.yml; known are"
                + " [history, lanes, meetings, routes, targets, templates, version, windows]",
            "line 4, column 17: 'pager' is no channel; there are chat, discord, slack",
            "line 5, column 28: 'url' is here twice",
            "line 6, column 24: 'colour' is not known in the target 'c'; known are"
                + " [channel, lane, url]",
            "line 6, column 42: the variable MISSING is not set",
            "line 7, column 6: the target 'd' needs 'url'",
            "line 9, column 14: 'team' is no field of an alert; use affected_systems, key,"
                + " message, name, service, severity, source, status, title, type or labels.NAME",
            "line 9, column 36: severity must be one of critical, high, medium, low, info",
            "line 10, column 13: there is no target 'x'",
            "line 11, column 15: continue must be true or false"),
        mistakes(
            """
            version: 2
            target: {}
            targets:
              a: { channel: pager }
              b: { url: "${env:HOOK}", url: "${env:HOOK}", channel: discord }
              c: { channel: slack, colour: red, url: "${env:MISSING}" }
              d: { channel: slack }
            routes:
              - match: { team: [a], severity: [P9] }
                to: [b, x]
                continue: 1
            """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "https://discord.com/api/webhooks/1/the-token | must be a reference",
        "https://discord.com/api/${env:HOOK}          | must be a reference",
        "${secret:HOOK}                               | must be a reference",
        "${env:SLACK_HOOK}                            | must lead to canary.discord.com or",
        "${env:BLANK}                                 | the variable BLANK is not set"
      })
  void aSecretIsAReferenceToASoundAddress(String url, String mend) {
    variables.put("BLANK", " ");
    List<String> mistakes = mistakes(GOOD.replace("${env:HOOK}", url));
    assertEquals(1, mistakes.size());
    assertTrue(mistakes.get(0).startsWith("line 3, column 41: "), mistakes.get(0));
    assertTrue(mistakes.get(0).contains(mend), mistakes.get(0));
    assertFalse(mistakes.get(0).contains("the-token"), mistakes.get(0));
  }

  @Test
  void aPlainSettingStandsInTheFileOrIsAReference() {
    variables.put("TOKEN", "the-token");
    variables.put("ROOM", "-7");
    Routing routing =
        read(
            GOOD.replace(
                "lanes:\n",
                chat("one", "-5", ", thread: 3 ")
                    + chat("two", "\"${env:ROOM}\"", "")
                    + "lanes:\n"));
    assertEquals(
        Map.of(
            "home", Secret.of("https://chat.example"),
            "token", Secret.of("the-token"),
            "room", Secret.of("-5"),
            "thread", Secret.of("3")),
        target(routing, "one").settings());
    assertEquals(Optional.of(Secret.of("-7")), setting(target(routing, "two"), "room"));
    assertFalse(target(routing, "two").settings().containsKey("thread"));
  }

  @Test
  void targetsWithTheSameRequiredSettingsAreInOneLane() {
    variables.put("TOKEN", "the-token");
    Routing routing =
        read(
            GOOD.replace(
                "lanes:\n",
                chat("one", "5", ", thread: 3")
                    + chat("two", "5", ", thread: 4")
                    + chat("three", "6", "")
                    + "lanes:\n"));
    assertEquals("one", target(routing, "two").lane());
    assertEquals("three", target(routing, "three").lane());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "https://chat.example | ${env:TOKEN} | x          | room: its value must be of the form",
        "https://chat.example | ${env:TOKEN} | ${env:NO}  | the variable NO is not set",
        "https://chat.example | ${env:TOKEN} | ${env:BAD} | room: its value must be of the form",
        "https://chat.example | the-token    | 5          | token is a secret and must be a",
        "https://chat.example | ${env:BAD}   | 5          | token: its value must be of the form",
        "http://chat.example  | ${env:TOKEN} | 5          | home: the address in it must begin",
        "${env:NO}            | ${env:TOKEN} | 5          | the variable NO is not set"
      })
  void eachSettingIsChecked(String home, String token, String room, String mend) {
    variables.put("TOKEN", "the-token");
    variables.put("BAD", "the token");
    String target =
        """
          c: { channel: chat, home: "%s", token: "%s", room: "%s" }
        """
            .formatted(home, token, room);
    List<String> mistakes = mistakes(GOOD.replace("lanes:\n", target + "lanes:\n"));
    assertEquals(1, mistakes.size(), mistakes.toString());
    assertTrue(mistakes.get(0).contains(mend), mistakes.get(0));
    assertFalse(mistakes.get(0).contains("the-token"), mistakes.get(0));
    assertFalse(mistakes.get(0).contains("the token"), mistakes.get(0));
  }

  @Test
  void targetsWithOneAddressAreInOneLane() {
    Routing routing = read(withSecond("url: \"${env:SAME}\""));
    assertEquals("ops", target(routing, "second").lane());
  }

  @Test
  void targetsWithOneAddressInTwoLanesAreAMistake() {
    List<String> mistakes = mistakes(withSecond("url: \"${env:SAME}\", lane: other"));
    assertEquals(1, mistakes.size());
    assertTrue(
        mistakes
            .get(0)
            .startsWith("line 5, column 3: the target 'second' is the same place as one in"),
        mistakes.get(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "per_minute: 31, burst: 1 | faster than Discord allows",
        "per_minute: 25, burst: 6 | with per_minute 25 use burst 5",
        "per_minute: 0            | per_minute must be a number from 1 to 6000",
        "burst: 1                 | the lane 'ops' needs 'per_minute'",
        "per_minute: 1, slow: 1   | 'slow' is not known in the lane 'ops'",
        "per_minute: 1.5          | per_minute must be a number"
      })
  void aLanesBudgetIsChecked(String budget, String mend) {
    List<String> mistakes = mistakes(GOOD.replace("per_minute: 20, burst: 2", budget));
    assertEquals(1, mistakes.size(), mistakes.toString());
    assertTrue(mistakes.get(0).startsWith("line 6, column "), mistakes.get(0));
    assertTrue(mistakes.get(0).contains(mend), mistakes.get(0));
  }

  @Test
  void aLaneThatNoTargetIsInIsAMistake() {
    assertEquals(
        List.of("line 7, column 3: no target is in the lane 'oops'"),
        mistakes(GOOD.replace("burst: 2 }\n", "burst: 2 }\n  oops: { per_minute: 1 }\n")));
  }

  @Test
  void atMostFortyTargetsAreTaken() {
    StringBuilder text = new StringBuilder("version: 1\nroutes: []\ntargets:\n");
    for (int i = 0; i <= Targets.MOST; i++) {
      text.append("  t").append(i).append(": { channel: slack, url: \"${env:SLACK_HOOK}\" }\n");
    }
    assertEquals(
        List.of("line 4, column 3: there may be at most 39 targets"), mistakes(text.toString()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                            | the file is empty",
        "version: [1                   | not well-formed YAML",
        "version: &v 1                 | anchors",
        "version: *v                   | aliases",
        "version: !!java.net.URL ['x'] | tags",
        "- version                     | must be a mapping",
        "{a: 1, ? [b] : 2}             | a key must be a text",
        "<<: {version: 1}              | '<<' is not known"
      })
  void onlyThePlainPartOfYamlIsRead(String text, String mend) {
    String all = String.join("\n", mistakes(text));
    assertTrue(all.contains(mend), all);
  }

  @Test
  void aSecondDocumentIsAMistake() {
    assertEquals(
        List.of("line 12, column 1: a second document; the file must hold one"),
        mistakes(GOOD + "---\nversion: 1\n"));
  }

  @Test
  void aDeepOrLongFileIsRefusedBeforeItIsBuilt() {
    assertTrue(mistakes("[".repeat(100_000)).get(0).contains("nested deeper than 20"));
    assertTrue(mistakes("#".repeat(Document.LONGEST + 1)).get(0).contains("longer than"));
  }

  @Test
  void aFileOfMistakesNamesAHundred() {
    assertEquals(100, mistakes(GOOD + "x: 1\n".repeat(500)).size());
  }

  private String withSecond(String settings) {
    variables.put("SAME", DISCORD.replace("discord.com/api", "discordapp.com/api/v10") + "?wait=1");
    return GOOD.replace("lanes:\n", "  second: { channel: discord, " + settings + " }\nlanes:\n");
  }

  private static String chat(String name, String room, String more) {
    return """
        %s: { channel: chat, home: https://chat.example, token: "${env:TOKEN}", room: %s%s }
        """
        .formatted(name, room, more)
        .indent(2);
  }

  private static Optional<Secret> setting(Target target, String name) {
    return Optional.ofNullable(target.settings().get(name));
  }

  private Target target(Routing routing, String name) {
    return routing.target(name).orElseThrow();
  }

  private static List<String> names(Routing routing, Alert alert) {
    return routing.picks(alert, Instant.EPOCH).stream().map(pick -> pick.target().name()).toList();
  }

  private Routing read(String text) {
    return reader().read(text);
  }

  private List<String> mistakes(String text) {
    return assertThrows(InvalidConfigException.class, () -> read(text)).mistakes().stream()
        .map(Object::toString)
        .toList();
  }

  private ConfigReader reader() {
    return new ConfigReader(
        Map.of("discord", URL, "slack", URL, "chat", CHAT),
        name -> Optional.ofNullable(variables.get(name)));
  }

  @Test
  void halfACharacterIsNamedWhereverItIs() {
    // At the end of what the library reads at once it threw something of its own.
    for (int length : new int[] {0, 1024, 1025, 2050}) {
      String text = "#".repeat(length) + "\ud83d" + "\n" + GOOD;
      InvalidConfigException thrown = assertThrows(InvalidConfigException.class, () -> read(text));
      assertTrue(
          String.valueOf(thrown.getMessage()).contains("half a character"), "length " + length);
    }
  }
}
