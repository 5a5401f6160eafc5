package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.delivery.Attempt;
import io.tocsin.delivery.Delivery;
import io.tocsin.ingest.Counter.Shown;
import io.tocsin.ingest.discord.CommandDefinition;
import io.tocsin.keys.KeyDesk;
import io.tocsin.keys.KeyRequest;
import io.tocsin.keys.KeySummary;
import io.tocsin.keys.Scope;
import io.tocsin.routing.Target;
import io.tocsin.wire.Wire;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What each subcommand does, and says. */
class DeskTest {
  private static final String USER = "42";
  private static final String OWNER = "discord:" + USER;
  private static final String NASTY =
      "**b** `c` [l](https://x.example) <@1> @everyone #h\n> q ||s|| \u202Eabc\uD83D\uDE00_";

  private final Counter counter = new Counter();
  private final Scene scene = counter.scene;

  @AfterEach
  void close() {
    counter.close();
  }

  private KeySummary key(String id) {
    return scene.keys.find(id).orElseThrow().summary();
  }

  private String register() {
    counter.ask(USER, "register");
    return counter.shown().key();
  }

  @Test
  void everySubcommandThatIsDefinedIsHandledAndNoOther() throws Exception {
    JsonNode commands = Wire.parse(CommandDefinition.json());
    assertEquals(1, commands.size());
    assertEquals("alert_api", commands.at("/0/name").asText());
    Set<String> names = new HashSet<>();
    for (JsonNode subcommand : commands.at("/0/options")) {
      String name = subcommand.path("name").asText();
      names.add(name);
      String answer = counter.ask(USER, name);
      assertFalse(answer.isBlank(), name);
      assertFalse(answer.contains("not known here"), name + ": " + answer);
      assertEquals(
          "{\"parse\":[]}", counter.discord.last().body().path("allowed_mentions").toString());
    }
    assertEquals(
        Set.of("register", "list", "rotate", "revoke", "routing", "services", "test", "history"),
        names);
  }

  @Test
  void aNewKeyMaySendAndNothingElse() {
    String id = register();
    assertEquals(Set.of(Scope.ALERT), key(id).scopes());
    assertEquals(OWNER, key(id).owner());
    assertTrue(id.matches("cm_[0-9a-f]{20}"));
    assertTrue(counter.discord.last().content().contains("once"));
  }

  @Test
  void onesKeysAreListedAndNobodyElses() {
    assertTrue(counter.ask(USER, "list").contains("`/alert_api register`"));
    counter.ask("43", "register", "label", "theirs");
    Shown theirs = counter.shown();
    counter.ask(USER, "register", "label", "mine");
    Shown mine = counter.shown();

    String list = counter.ask(USER, "list");

    assertTrue(list.contains("`" + mine.key() + "` (mine)"), list);
    assertFalse(list.contains(theirs.key()) || list.contains(mine.secret()), list);
  }

  @Test
  void aRotatedKeyTakesBothSecretsUntilTheGraceIsOver() {
    counter.ask(USER, "register");
    Shown old = counter.shown();
    scene.clock.move(Duration.ofMinutes(2));
    String answer = counter.ask(USER, "rotate", "key", old.key(), "grace", "1");
    Shown next = counter.shown();
    assertTrue(answer.contains("old secret works until"), answer);
    assertEquals(200, counter.sends(next));
    assertEquals(200, counter.sends(old));
    assertTrue(counter.ask(USER, "list").contains("old secret works until"));
    scene.clock.move(Duration.ofMinutes(61));
    assertEquals(401, counter.sends(old));
    assertEquals(200, counter.sends(next));
    assertFalse(counter.ask(USER, "list").contains("old secret works until"));
  }

  @Test
  void withoutGraceTheOldSecretEndsAtOnce() {
    counter.ask(USER, "register");
    Shown old = counter.shown();
    scene.clock.move(Duration.ofMinutes(2));
    counter.ask(USER, "rotate", "key", old.key(), "grace", "0");
    scene.clock.move(Duration.ofMillis(1));
    assertEquals(401, counter.signs(old));
    assertEquals(200, counter.signs(counter.shown()));
  }

  @Test
  void aRevokedKeyIsRefused() {
    counter.ask(USER, "register");
    Shown key = counter.shown();
    String answer = counter.ask(USER, "revoke", "key", key.key());
    assertTrue(answer.contains("is revoked"), answer);
    assertEquals(401, counter.sends(key));
    assertEquals(answer, counter.ask(USER, "revoke", "key", key.key()));
    assertTrue(counter.ask(USER, "rotate", "key", key.key()).contains("for good"));
    assertTrue(counter.ask(USER, "list").contains("no key"));
  }

  @Test
  void anothersKeyIsLikeNone() {
    counter.ask("43", "register");
    Shown theirs = counter.shown();
    for (String command : List.of("rotate", "revoke", "routing", "services")) {
      String answer = counter.ask(USER, command, "key", theirs.key(), "p3", "true", "names", "a");
      assertTrue(answer.startsWith("You have no key of that name"), command + ": " + answer);
    }
    assertEquals(200, counter.sends(theirs));
    assertEquals(false, key(theirs.key()).preferences().get("p3_alerts"));
  }

  @Test
  void whatItsOwnerMayNotGiveIsSaidKindly() {
    KeyRequest admin =
        new KeyRequest(
            OWNER, "", Set.of(Scope.ADMIN), List.of(), Optional.empty(), Set.of(), Map.of());
    new KeyDesk(scene.keys, scene.clock, new SecureRandom()).create("cm_admin", admin);
    assertTrue(counter.ask(USER, "rotate", "key", "cm_admin").contains("operator"));
    assertTrue(counter.ask(USER, "register", "label", "a\u0007b").startsWith("That cannot be"));
  }

  @Test
  void nobodyHasTooManyKeysAndAllAreListedAsFarAsTheyFit() {
    for (int i = 0; i < KeyDesk.MOST_OWN; i++) {
      counter.ask(USER, "register", "label", "*".repeat(100));
      counter.shown();
    }
    assertTrue(counter.ask(USER, "register").contains("Revoke some"));
    String list = counter.ask(USER, "list");
    assertTrue(list.length() <= 2000, "length " + list.length());
    assertTrue(list.matches("(?s).*… and \\d+ more"), list);
    counter.ask(USER, "services", "names", ("n*".repeat(30) + ",").repeat(3) + "x".repeat(200));
    assertTrue(counter.discord.last().content().length() <= 2000);
    assertTrue(counter.ask(USER, "routing").length() <= 2000);
  }

  @Test
  void routingIsShownAndChanged() {
    assertTrue(counter.ask(USER, "routing", "p3", "true").contains("register"));
    String one = register();
    String two = register();
    assertTrue(
        counter
            .ask(USER, "routing")
            .contains("`p1` on, `p2` on, `p3` off, `health_changes` on, `action_results` off"));

    String answer = counter.ask(USER, "routing", "p3", "true", "p1", "false");

    assertTrue(answer.contains("`p1` off, `p2` on, `p3` on"), answer);
    counter.ask(USER, "routing", "action_results", "true", "key", two);
    for (String id : List.of(one, two)) {
      assertEquals(
          Map.of(
              "p1_alerts", false,
              "p2_alerts", true,
              "p3_alerts", true,
              "health_changes", true,
              "action_results", id.equals(two)),
          key(id).preferences());
    }
  }

  @Test
  void servicesAreShownAndChanged() {
    String id = register();
    assertTrue(counter.ask(USER, "services").contains("all services"));

    String answer = counter.ask(USER, "services", "names", " plex, pi-hole ,,plex");

    assertEquals(Set.of("plex", "pi-hole"), key(id).services());
    assertTrue(answer.contains("pi\\-hole, plex"), answer);
    assertTrue(counter.ask(USER, "services", "names", ", ,").startsWith("Write"));
    assertEquals(Set.of("plex", "pi-hole"), key(id).services());
    assertTrue(counter.ask(USER, "services", "names", "ALL").contains("all services"));
    assertEquals(Set.of(), key(id).services());
  }

  @Test
  void aTestIsAnAlertOfOnesOwnAndOneOnly() {
    counter.give(USER, "test");
    String job = scene.deferred.messages.get(0);
    counter.handle(job);
    counter.handle(job);
    Alert alert = scene.queue.alerts.get(0);
    assertEquals(Optional.of(OWNER), alert.owner());
    assertEquals(Optional.empty(), alert.unwanted());
    assertEquals(Optional.empty(), alert.key());
    assertTrue(alert.id().startsWith("ev_"));
    assertEquals(alert.id(), scene.queue.alerts.get(1).id(), "the same event, told once");
    assertTrue(counter.discord.last().content().contains(alert.id()));
  }

  @Test
  void testsAreLimited() {
    for (int i = 0; i < 3; i++) {
      counter.ask(USER, "test");
    }
    assertTrue(counter.ask(USER, "test").contains("Try again in"));
    assertEquals(3, scene.queue.alerts.size());
    assertTrue(counter.ask("43", "test").contains("on its way"));
  }

  @Test
  void onesLatestAlertsAreShownWithWhereTheyWent() {
    assertTrue(counter.ask(USER, "history").contains("no alerts of yours yet"));
    accept("a1", Optional.of(OWNER), NASTY, "ops");
    accept("a2", Optional.of("discord:43"), "theirs", "ops");
    accept("a3", Optional.empty(), "nobodys", "ops");
    accept("a4", Optional.of(OWNER), "second");

    String history = counter.ask(USER, "history");

    assertTrue(history.contains("ops delivered"), history);
    assertTrue(history.contains("second — told nobody"), history);
    assertTrue(history.indexOf("second") < history.indexOf("ops delivered"), "newest first");
    assertFalse(history.contains("theirs") || history.contains("nobodys"), history);
    assertFalse(history.contains("**b**") || history.contains("\u202E"), history);
    assertFalse(history.contains("<@1>") || history.contains("](https:"), history);
    assertTrue(history.contains("\\*\\*b\\*\\*"), history);
  }

  @Test
  void onesOwnAreFoundHoweverManyOthersThereAre() {
    for (int i = 0; i < 12; i++) {
      accept("own" + i, Optional.of(OWNER), NASTY.repeat(4), "ops" + "*".repeat(60));
    }
    String history = counter.ask(USER, "history");
    assertTrue(history.length() <= 2000, "length " + history.length());
    for (int i = 0; i < 500; i++) {
      accept("b" + i, Optional.of("discord:43"), "theirs");
    }
    assertEquals(history, counter.ask(USER, "history"));
  }

  private void accept(String id, Optional<String> owner, String title, String... targets) {
    scene.clock.move(Duration.ofMillis(1));
    Alert alert =
        Alert.builder(id, "test", "plex_" + NASTY, title)
            .severity(Severity.HIGH)
            .receivedAt(scene.clock.instant())
            .owner(owner)
            .build();
    List<Delivery> deliveries =
        List.of(targets).stream()
            .map(name -> Delivery.of(alert, new Target(name, "discord", name, Map.of())))
            .toList();
    scene.outbox.accept(alert, deliveries);
    Attempt attempt = new Attempt(scene.clock.instant(), "delivered", "200", Duration.ofMillis(9));
    scene.outbox.record(
        deliveries.stream().map(each -> each.delivered(attempt, Optional.empty(), false)).toList());
  }
}
