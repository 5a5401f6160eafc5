package io.tocsin.local.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.local.LocalOptions;
import io.tocsin.local.LocalTocsin;
import io.tocsin.local.endtoend.Client.Item;
import io.tocsin.local.queues.LocalQueue;
import io.tocsin.local.sources.LocalSqs;
import io.tocsin.local.standins.Counts;
import io.tocsin.local.standins.DiscordMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Many alerts at once to one webhook, and a few to another. How many: {@code
 * -Dendtoend.burst=1000}, the default; at 25 messages a minute that takes four minutes.
 */
class BurstTest {
  private static final Logger LOG = LoggerFactory.getLogger(BurstTest.class);
  private static final int ALERTS = Integer.getInteger("endtoend.burst", 1000);
  private static final int QUIET = 5;
  private static final String CONFIG =
      """
      version: 1
      targets:
        busy: { channel: discord, url: "${env:BUSY_DISCORD}" }
        quiet: { channel: discord, url: "${env:QUIET_DISCORD}" }
      routes:
        - match: { type: quiet }
          to: [quiet]
        - to: [busy]
      """;

  @Test
  void allArriveWithoutA429MostSevereFirstAndHoldNobodyUp(@TempDir Path data) throws Exception {
    Path config = Files.writeString(data.resolve("tocsin.yml"), CONFIG);
    LocalOptions options =
        LocalOptions.in(data.resolve("data"))
            .withConfig(config)
            .withEnvironment(
                Map.of(
                    "DISCORD_QUEUE_SIZE", "10000",
                    "TOCSIN_KEY_QUOTA", "10000",
                    "TOCSIN_ADDRESS_QUOTA", "10000"));
    try (LocalTocsin tocsin = LocalTocsin.start(options, any -> {})) {
      Client client = Client.of(tocsin.url(), tocsin.key().id(), tocsin.key().secret());
      for (int from = 0; from < ALERTS; from += 100) {
        assertEquals(200, client.send(burst(from, Math.min(from + 100, ALERTS))));
      }
      assertEquals(200, client.send(quiet()));
      Eventually.happens(
          "the quiet alerts arrive",
          Duration.ofMinutes(2),
          () -> shown(tocsin, "quiet_discord").size() == QUIET);
      int waiting = ALERTS - shown(tocsin, "busy_discord").size();
      assertTrue(waiting > ALERTS / 2, "only " + waiting + " still waited for the busy webhook");
      awaitRouted(tocsin);
      Instant routed = Instant.now();
      Eventually.happens(
          "all arrive",
          Duration.ofMinutes(10),
          () -> shown(tocsin, "busy_discord").size() >= ALERTS);
      check(tocsin, client, routed);
    }
  }

  private static void check(LocalTocsin tocsin, Client client, Instant routed) throws Exception {
    Counts counts = tocsin.standIns().discord().counts("busy_discord");
    assertEquals(0, tocsin.standIns().discord().counts().throttled(), "answers of 429");
    List<String> shown = shown(tocsin, "busy_discord");
    assertEquals(ALERTS, shown.size(), "shown");
    assertEquals(ALERTS, new HashSet<>(shown).size(), "shown once");
    assertTrue(counts.messages() <= ALERTS / 10 + 10, counts.messages() + " messages");
    assertSevereFirst(tocsin, routed);
    Eventually.happens(
        "the history knows",
        Duration.ofMinutes(1),
        () -> client.history().stream().allMatch(alert -> delivered(alert)));
    assertEquals(ALERTS + QUIET, client.history().size(), "alerts in the history");
    LOG.info(
        "{} alerts in {} messages, {} answers of 429; the quiet webhook's within {}",
        ALERTS,
        counts.messages(),
        counts.throttled(),
        slowest(client));
  }

  /** Once everything waits in the lane, what goes out gets no more severe. */
  private static void assertSevereFirst(LocalTocsin tocsin, Instant routed) {
    List<String> order = new ArrayList<>();
    for (DiscordMessage message : tocsin.standIns().discord().messages()) {
      // A message that was on its way at that moment was put together before it.
      if (message.webhook().equals("busy_discord") && message.at().isAfter(routed.plusSeconds(3))) {
        message.titles().forEach(title -> order.add(title.substring(0, 2)));
      }
    }
    assertTrue(order.size() > ALERTS / 4, "too few are left to judge the order");
    assertEquals(order.stream().sorted().toList(), order, "severities in order");
  }

  private static Duration slowest(Client client) throws Exception {
    return client.history().stream()
        .filter(alert -> alert.path("type").asText().equals("quiet"))
        .map(
            alert ->
                Duration.between(
                    Instant.parse(alert.path("received_at").asText()),
                    Instant.parse(alert.path("deliveries").get(0).path("settled_at").asText())))
        .max(Duration::compareTo)
        .orElseThrow();
  }

  private static boolean delivered(JsonNode alert) {
    JsonNode deliveries = alert.path("deliveries");
    return deliveries.size() == 1
        && deliveries.get(0).path("state").asText().equals("delivered")
        && deliveries.get(0).path("attempts").size() == 1;
  }

  private static void awaitRouted(LocalTocsin tocsin) throws Exception {
    try (SqsClient sqs = LocalSqs.client(tocsin.sqsEndpoint())) {
      Set<QueueAttributeName> names =
          Set.of(
              QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
              QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
      Eventually.happens(
          "all are routed",
          Duration.ofMinutes(3),
          () ->
              sqs
                  .getQueueAttributes(
                      request ->
                          request
                              .queueUrl(tocsin.queueUrl(LocalQueue.ALERTS))
                              .attributeNames(names))
                  .attributes()
                  .values()
                  .stream()
                  .allMatch("0"::equals));
    }
  }

  private static List<String> shown(LocalTocsin tocsin, String webhook) {
    return tocsin.standIns().discord().messages().stream()
        .filter(message -> message.webhook().equals(webhook))
        .flatMap(message -> message.titles().stream())
        .toList();
  }

  private static List<Item> burst(int from, int to) {
    List<Item> items = new ArrayList<>();
    for (int i = from; i < to; i++) {
      String priority = "P" + (i % 4 + 1);
      items.add(new Item("load", priority, priority + " number " + i, "load"));
    }
    return items;
  }

  private static List<Item> quiet() {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < QUIET; i++) {
      items.add(new Item("quiet", "P4", "quiet " + i, "quiet"));
    }
    return items;
  }
}
