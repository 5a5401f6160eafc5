package io.tocsin.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.routing.Routing;
import io.tocsin.routing.Target;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefaultRoutingTest {
  private static final List<String> HOOKS =
      List.of("GENERAL", "ERRORS", "CRITICAL", "TRACKLIST", "MONITORING", "SECURITY");

  @ParameterizedTest
  @CsvSource({
    "tracklist,  info,     discord-tracklist",
    "tracklist,  critical, discord-tracklist",
    "monitoring, high,     discord-monitoring",
    "security,   critical, discord-security",
    "alert,      critical, discord-critical",
    "alert,      high,     discord-errors",
    "alert,      medium,   discord-general",
    "alert,      low,      discord-general",
    "alert,      info,     discord-general",
    "operator,   high,     discord-errors",
    "Tracklist,  low,      discord-general"
  })
  void withAllHooksSetEachAlertGoesToItsOwn(String type, String severity, String target) {
    assertEquals(List.of(target), route(all(), type, severity));
  }

  @ParameterizedTest
  @CsvSource({
    "tracklist,  low",
    "monitoring, critical",
    "security,   critical",
    "alert,      critical",
    "alert,      high",
    "alert,      info"
  })
  void aHookThatIsNotSetFallsBackToGeneral(String type, String severity) {
    assertEquals(
        List.of("discord-general"),
        route(Map.of("DISCORD_WEBHOOK_GENERAL", hook("1")), type, severity));
  }

  @Test
  void withoutGeneralACriticalAlertOfAnyTypeStillFindsItsHook() {
    Map<String, String> variables = Map.of("DISCORD_WEBHOOK_CRITICAL", hook("1"));
    assertEquals(List.of("discord-critical"), route(variables, "security", "critical"));
    assertEquals(List.of(), route(variables, "security", "high"));
  }

  @Test
  void withNothingSetThereAreNoTargets() {
    Routing routing = from(Map.of("DISCORD_WEBHOOK_GENERAL", "  "));
    assertEquals(Map.of(), routing.targets());
    assertEquals(List.of(), routing.routes());
  }

  @Test
  void hooksWithTheSameUrlShareALane() {
    Map<String, String> variables = new HashMap<>(all());
    variables.put("DISCORD_WEBHOOK_ERRORS", hook("7"));
    variables.put("DISCORD_WEBHOOK_CRITICAL", hook("7") + "?thread_id=3");
    Routing routing = from(variables);
    assertEquals(
        routing.target("discord-errors").map(Target::lane),
        routing.target("discord-critical").map(Target::lane));
    assertEquals(5, routing.targets().values().stream().map(Target::lane).distinct().count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not a url secret-token",
        "http://discord.com/api/webhooks/1/secret-token",
        "https://discord.com.evil.example/api/webhooks/1/secret-token",
        "https://hooks.slack.com/services/secret-token",
        "https://user@discord.com/api/webhooks/1/secret-token",
        "https://discord.com/api/webhooks/1/secret-token#part",
        "http://127.0.0.1:8080/api/webhooks/1/secret-token",
        "https://[::1]/secret-token",
        "file:///secret-token"
      })
  void anAddressThatIsNotDiscordsIsRefusedWithoutShowingIt(String url) {
    InvalidConfigException stop =
        assertThrows(
            InvalidConfigException.class, () -> from(Map.of("DISCORD_WEBHOOK_SECURITY", url)));
    assertTrue(stop.toString().contains("DISCORD_WEBHOOK_SECURITY"), stop.toString());
    assertFalse(stop.toString().contains("secret-token"), stop.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8080/hook/1",
        "http://localhost:1/hook",
        "http://[::1]:8080/hook",
        "https://discord.com/api/v10/webhooks/1/t",
        "https://canary.discord.com/api/webhooks/1/t"
      })
  void onOneMachineLoopbackIsAllowedToo(String url) {
    Routing routing = from(Map.of("DISCORD_WEBHOOK_GENERAL", url, "TOCSIN_LOCAL", "true"));
    assertEquals(1, routing.targets().size());
  }

  @Test
  void onOneMachineOtherPlainHttpIsStillRefused() {
    Map<String, String> variables =
        Map.of("DISCORD_WEBHOOK_GENERAL", "http://192.168.0.1/hook", "TOCSIN_LOCAL", "true");
    assertThrows(InvalidConfigException.class, () -> from(variables));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SLOTIFY_API_URL", "TOCSIN_MEETING_MAIL_FROM"})
  void whereMeetingsCanBeMadeCriticalAlertsBecomeSuchBesides(String place) {
    Map<String, String> variables = new HashMap<>(all());
    variables.put(place, "whatever it is");
    assertEquals(List.of("meetings", "discord-critical"), route(variables, "alert", "critical"));
    assertEquals(List.of("meetings", "discord-security"), route(variables, "security", "critical"));
    assertEquals(List.of("discord-errors"), route(variables, "alert", "high"));
    assertEquals("meeting", from(variables).target("meetings").orElseThrow().channel());
  }

  @Test
  void everyAlertOfChainSyncBecomesAMeetingOnce() {
    Map<String, String> variables = Map.of("SLOTIFY_API_URL", "https://slotify.example.org");
    for (Severity severity : Severity.values()) {
      Alert alert = Alert.builder("1", "chainsync", "s", "t").severity(severity).build();
      assertEquals(
          List.of("meetings"),
          from(variables).picks(alert, Instant.EPOCH).stream()
              .map(pick -> pick.target().name())
              .toList());
    }
  }

  @Test
  void whereTheyCannotBeMadeNobodyIsToldOfTheDesk() {
    assertFalse(from(all()).targets().containsKey("meetings"));
    Map<String, String> blank = Map.of("SLOTIFY_API_URL", " ");
    assertEquals(Map.of(), from(blank).targets());
  }

  private static Map<String, String> all() {
    Map<String, String> all = new HashMap<>();
    HOOKS.forEach(name -> all.put("DISCORD_WEBHOOK_" + name, hook(name)));
    return all;
  }

  private static String hook(String id) {
    return "https://discord.com/api/webhooks/" + id + "/token-" + id;
  }

  private static List<String> route(Map<String, String> variables, String type, String severity) {
    Alert alert =
        Alert.builder("1", "s", "s", "t")
            .type(type)
            .severity(Severity.valueOf(severity.toUpperCase(Locale.ROOT)))
            .build();
    return from(variables).picks(alert, Instant.EPOCH).stream()
        .map(pick -> pick.target().name())
        .toList();
  }

  private static Routing from(Map<String, String> variables) {
    return DefaultRouting.from(name -> Optional.ofNullable(variables.get(name)));
  }
}
