package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.ingest.Counter.Shown;
import io.tocsin.keys.KeySummary;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a command on the queue, whatever Discord and the network do. */
class DeferredAnswersTest {
  private static final String USER = "42";

  private final Counter counter = new Counter();
  private final Scene scene = counter.scene;
  private final FakeDiscord discord = counter.discord;

  @AfterEach
  void close() {
    counter.close();
  }

  private List<KeySummary> keys() {
    return scene.keys.ownedBy("discord:" + USER, 100, Optional.empty()).items();
  }

  private List<KeySummary> active() {
    return keys().stream().filter(key -> key.revokedAt().isEmpty()).toList();
  }

  @Test
  void theAnswerTakesThePlaceOfThePromise() {
    counter.ask(USER, "register", "label", "my server");

    FakeDiscord.Seen seen = discord.last();
    assertEquals(
        "PATCH /api/v10/webhooks/7700/" + DiscordCall.TOKEN + "/messages/@original", seen.line());
    assertTrue(seen.userAgent().matches("DiscordBot \\(https://\\S+, \\d+\\.\\S+\\)"));
    assertEquals("{\"parse\":[]}", seen.body().path("allowed_mentions").toString());
    assertEquals(200, counter.sends(counter.shown()));
    assertEquals("my server", active().get(0).label());
    assertEquals(0, scene.deferred.messages.size());
  }

  @Test
  void repeatedItIsTheSameKeyAndTheSameSecret() {
    counter.give(USER, "register");
    String job = scene.deferred.messages.get(0);

    assertFalse(counter.handle(job));
    Shown first = counter.shown();
    assertFalse(counter.handle(job));

    assertEquals(first, counter.shown());
    assertEquals(1, keys().size());
    assertEquals(200, counter.signs(first));
  }

  @Test
  void anInteractionThatIsReplayedMakesNoSecondKey() {
    Call call =
        DiscordCall.signed(
            DiscordCall.json(DiscordCall.command(DiscordCall.id(Scene.NOW, 9), USER, "register")),
            scene.clock.seconds());
    for (int i = 0; i < 3; i++) {
      assertFalse(scene.gateway().send(call).body().contains("cm_"));
    }
    counter.work();
    assertEquals(3, discord.seen.size());
    assertEquals(1, keys().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"register", "rotate"})
  void manyAtOnceMakeOneSecret(String command) throws Exception {
    String key = counter.ask(USER, "register").isEmpty() ? "" : counter.shown().key();
    discord.seen.clear();
    if (command.equals("register")) {
      counter.give(USER, command);
    } else {
      counter.give(USER, command, "key", key);
    }
    String job = scene.deferred.messages.get(0);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Callable<Boolean>> jobs = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      jobs.add(() -> counter.handle(job));
    }
    try {
      threads.invokeAll(jobs);
    } finally {
      threads.shutdown();
    }
    Set<Shown> shown = new HashSet<>();
    for (FakeDiscord.Seen each : discord.seen) {
      shown.add(Counter.shown(each.content()));
    }
    assertEquals(1, shown.size());
    assertEquals(200, counter.signs(shown.iterator().next()));
    assertEquals(command.equals("register") ? 2 : 1, active().size());
  }

  @Test
  void whatFailsIsTriedAgainAfterPausesThatGrow() {
    counter.give(USER, "register");
    List<Duration> pauses = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      if (i % 2 == 0) {
        discord.answers(500, Map.of());
      } else {
        discord.breaks();
      }
      counter.work();
      Duration pause = scene.deferred.delays.get(0);
      pauses.add(pause);
      scene.clock.move(pause);
    }
    counter.work();
    assertEquals(
        List.of(1, 1, 2, 4, 8, 16, 32, 60, 60),
        pauses.stream().map(pause -> (int) pause.toSeconds()).toList());
    assertEquals(10, discord.seen.size());
    assertEquals(1, Set.copyOf(discord.seen).size(), "the same each time");
    assertEquals(200, counter.sends(counter.shown()));
    assertTrue(scene.deferred.messages.isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "6.5", "7.000"})
  void discordIsLeftAloneForAsLongAsItWishes(String seconds) {
    counter.give(USER, "list");
    discord.answers(429, Map.of("Retry-After", seconds));
    counter.work();
    assertEquals(
        List.of(Duration.ofMillis((long) (Double.parseDouble(seconds) * 1000))),
        scene.deferred.delays);
  }

  /** The answer may be faster than the promise of it. */
  @Test
  void whatDiscordDoesNotKnowYetIsTriedAgain() {
    counter.give(USER, "register");
    discord.answers(404, Map.of());
    counter.work();
    scene.clock.move(Duration.ofSeconds(1));
    counter.work();
    assertEquals(200, counter.sends(counter.shown()));
    assertEquals(2, discord.seen.size());
  }

  @Test
  void aKeyWhoseSecretNobodyCanSeeIsRevoked() {
    counter.give(USER, "register");
    scene.clock.move(Duration.ofSeconds(31));
    discord.answers(404, Map.of());
    counter.work();
    assertTrue(scene.deferred.messages.isEmpty());
    assertEquals(1, keys().size());
    assertEquals(List.of(), active());
  }

  @Test
  void aKeyWhoseNewSecretNobodyCanSeeKeepsItsOld() {
    counter.ask(USER, "register");
    Shown old = counter.shown();
    scene.clock.move(Duration.ofMinutes(1));
    counter.give(USER, "rotate", "key", old.key());
    scene.clock.move(Duration.ofSeconds(31));
    discord.answers(404, Map.of());
    counter.work();
    assertEquals(200, counter.signs(old));
    assertEquals(401, counter.signs(counter.shown()));
    scene.clock.move(Duration.ofDays(8));
    assertEquals(200, counter.signs(old), "it is the key's only secret again");
  }

  /** Whoever gives no grace takes the old secret for known to others. */
  @Test
  void butAnOldSecretThatWasToEndAtOnceDoesNotComeBack() {
    counter.ask(USER, "register");
    Shown old = counter.shown();
    scene.clock.move(Duration.ofMinutes(1));
    counter.give(USER, "rotate", "key", old.key(), "grace", "0");
    scene.clock.move(Duration.ofSeconds(31));
    discord.answers(404, Map.of());
    counter.work();
    assertEquals(401, counter.signs(old));
  }

  @Test
  void afterAQuarterOfAnHourItIsGivenUpAndNothingIsLeft() {
    counter.give(USER, "register");
    scene.clock.move(Duration.ofMinutes(14).plusSeconds(30));
    discord.answers(500, Map.of());
    counter.work();
    assertTrue(scene.deferred.messages.isEmpty());
    assertEquals(List.of(), active());
  }

  /** It may have been answered before, and its message come back late. */
  @Test
  void whatComesLaterThanThatIsLetBe() {
    counter.ask(USER, "register");
    Shown shown = counter.shown();
    counter.give(USER, "revoke", "key", shown.key());
    scene.clock.move(Duration.ofMinutes(15));
    counter.work();
    assertEquals(1, discord.seen.size());
    assertEquals(200, counter.signs(shown));
  }

  @Test
  void aMessageThatDiscordRefusesIsReplacedByAPlainOne() {
    counter.give(USER, "register");
    discord.answers(400, Map.of());
    counter.work();
    assertEquals(2, discord.seen.size());
    assertTrue(discord.last().content().contains("try again"));
    assertEquals(List.of(), active());
  }

  @Test
  void whenTheStoresDoNotAnswerItIsTriedAgain() {
    counter.give(USER, "test");
    scene.queue.down = true;
    counter.work();
    assertTrue(discord.seen.isEmpty());
    assertEquals(List.of(Duration.ofSeconds(1)), scene.deferred.delays);
    scene.queue.down = false;
    counter.work();
    assertEquals(1, scene.queue.alerts.size());
  }

  @Test
  void whatCannotBePutBackOnTheQueueComesAgainByItself() {
    counter.give(USER, "list");
    String job = scene.deferred.messages.get(0);
    discord.answers(500, Map.of());
    scene.deferred.down = true;
    assertTrue(counter.handle(job));
    assertTrue(counter.handle("no interaction"));
  }

  @Test
  void aRotationRepeatedIsOneRotation() {
    counter.ask(USER, "register");
    Shown old = counter.shown();
    scene.clock.move(Duration.ofMinutes(1));
    for (String grace : List.of("0", "1", "24", "168")) {
      counter.give(USER, "rotate", "key", old.key(), "grace", grace);
      String job = scene.deferred.messages.remove(0);
      counter.handle(job);
      Shown next = counter.shown();
      scene.clock.move(Duration.ofSeconds(5));
      counter.handle(job);
      assertEquals(next, counter.shown());
      assertNotEquals(old, next);
      assertEquals(200, counter.signs(next));
      assertEquals(grace.equals("0") ? 401 : 200, counter.signs(old));
      old = next;
    }
  }

  @Test
  void theLogHoldsNeitherTokensNorSecretsNorTexts() {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      counter.give(USER, "register", "label", "a-text-for-nobodys-log");
      discord.answers(500, Map.of());
      counter.work();
      discord.breaks();
      counter.work();
      discord.answers(404, Map.of());
      counter.work();
      counter.work();
      scene.queue.down = true;
      counter.give(USER, "test");
      counter.work();
      counter.handle("{\"token\":\"" + DiscordCall.TOKEN + "\"}");
      discord.close();
      counter.give(USER, "list");
      counter.work();
    } finally {
      System.setErr(before);
    }
    String text = log.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("answered command=register"), text);
    assertTrue(text.contains("no answer: ConnectException"), text);
    assertFalse(text.contains(DiscordCall.TOKEN), text);
    assertFalse(text.contains("a-text-for-nobodys-log"), text);
    for (FakeDiscord.Seen each : discord.seen) {
      if (each.content().contains("Secret:")) {
        assertFalse(text.contains(Counter.shown(each.content()).secret()));
      }
    }
  }
}
