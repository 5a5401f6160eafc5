package io.tocsin.local.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.keys.Secret;
import io.tocsin.local.endtoend.Client.Item;
import io.tocsin.local.standins.StandIns;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process is killed as by {@code kill -9}, right after it has acknowledged the last alert and
 * then while it delivers, and started again on the same data. The stand-in lives on, as Discord
 * would. How many alerts, and kills during delivery: {@code -Dendtoend.killed=1000
 * -Dendtoend.kills=5}.
 */
class KillTest {
  private static final Logger LOG = LoggerFactory.getLogger(KillTest.class);
  private static final int ALERTS = Integer.getInteger("endtoend.killed", 300);
  private static final int KILLS = Integer.getInteger("endtoend.kills", 2);
  private static final Pattern READY = Pattern.compile("Tocsin is ready on (http://[0-9.:]+)");
  private static final String KEY = "cm_killed";
  private static final Secret SECRET = Secret.of("kept-in-the-environment");

  @Test
  void nothingAcceptedIsLostAndNoLimitOverstepped(@TempDir Path data) throws Exception {
    try (StandIns standIns = StandIns.start(Clock.systemUTC(), new Random(1))) {
      Secret webhook = standIns.discordUrl("ops", "ops");
      Process process = start(data, webhook);
      Client client = ready(process);
      for (int from = 0; from < ALERTS; from += 100) {
        assertEquals(200, client.send(burst(from, Math.min(from + 100, ALERTS))));
      }
      // The last alert was acknowledged a moment ago: most are on the queue, many in a function.
      kill(process);
      process = start(data, webhook);
      client = ready(process);
      for (int kill = 1; kill <= KILLS; kill++) {
        int enough = ALERTS * kill / (KILLS + 2);
        Eventually.happens(
            enough + " have arrived",
            Duration.ofMinutes(10),
            () -> shown(standIns).size() >= enough);
        kill(process);
        process = start(data, webhook);
        client = ready(process);
      }
      Eventually.happens(
          "all arrive",
          Duration.ofMinutes(10),
          () -> new HashSet<>(shown(standIns)).size() == ALERTS);
      check(standIns, client);
      kill(process);
    }
  }

  private static void check(StandIns standIns, Client client) throws Exception {
    int repeats = shown(standIns).size() - ALERTS;
    Eventually.happens(
        "the history knows",
        Duration.ofMinutes(2),
        () -> client.history().stream().filter(KillTest::delivered).count() == ALERTS);
    assertEquals(ALERTS, client.history().size(), "alerts in the history");
    assertEquals(0, standIns.discord().counts().throttled(), "answers of 429");
    // Only the message under way when the process died can come twice.
    assertTrue(repeats <= 10 * (KILLS + 1), repeats + " repeats");
    LOG.info(
        "{} alerts, {} kills: none lost, {} repeats, {} messages",
        ALERTS,
        KILLS + 1,
        repeats,
        standIns.discord().counts().messages());
  }

  private static boolean delivered(JsonNode alert) {
    return alert.path("deliveries").get(0).path("state").asText().equals("delivered");
  }

  private static List<String> shown(StandIns standIns) {
    return standIns.discord().messages().stream()
        .flatMap(message -> message.titles().stream())
        .toList();
  }

  private static List<Item> burst(int from, int to) {
    List<Item> items = new ArrayList<>();
    for (int i = from; i < to; i++) {
      items.add(new Item("load", "P3", "number " + i, "load"));
    }
    return items;
  }

  private static Process start(Path data, Secret webhook) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            "io.tocsin.local.cli.Main",
            "up",
            "--port",
            "0",
            "--sqs-port",
            "0",
            "--data",
            data.toString());
    builder.environment().put("DISCORD_WEBHOOK_GENERAL", webhook.reveal());
    builder.environment().put("WEBHOOK_API_KEY", KEY);
    builder.environment().put("WEBHOOK_SECRET_KEY", SECRET.reveal());
    builder.environment().put("DISCORD_QUEUE_SIZE", "10000");
    builder.environment().put("TOCSIN_KEY_QUOTA", "10000");
    builder.environment().put("TOCSIN_ADDRESS_QUOTA", "10000");
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Reads what the process prints until it is ready. */
  private static Client ready(Process process) throws IOException {
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher ready = READY.matcher(line);
      if (ready.find()) {
        return Client.of(URI.create(ready.group(1)), KEY, SECRET);
      }
    }
    throw new AssertionError("it ended before it was ready");
  }

  private static void kill(Process process) throws InterruptedException {
    process.destroyForcibly();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it outlived kill -9");
  }
}
