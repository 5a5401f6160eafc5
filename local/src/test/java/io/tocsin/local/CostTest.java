package io.tocsin.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.aws.DynamoDbLocal;
import io.tocsin.aws.DynamoDbLocalExtension;
import io.tocsin.wire.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Counts every call of the whole path, and holds {@code docs/cost.md} to it. After a change that is
 * meant, {@code -Dcost.write=true} writes the tables anew.
 */
@ExtendWith(DynamoDbLocalExtension.class)
class CostTest {
  private static final Path PAGE = Path.of("..", "docs", "cost.md");
  private static final String BEGIN = "<!-- counted by CostTest -->\n";
  private static final String END = "<!-- end -->\n";
  private static final int ALONE = 4;
  private static final int BURST = 1000;
  private static final int AT_ONCE = 100;
  private static final Duration APART = Duration.ofMinutes(3);

  /** By then a meeting about a critical alert has begun, and people were reminded of it. */
  private static final int MINUTES_UNTIL_MET = 20;

  /** The alert itself, that its meeting was set, and the reminder. */
  private static final int TOLD = 3;

  private static final String CONFIG =
      """
      version: 1
      targets:
        one: { channel: discord, url: "${env:HOOK_ONE}" }
        two: { channel: discord, url: "${env:HOOK_TWO}" }
        three: { channel: discord, url: "${env:HOOK_THREE}" }
        four: { channel: discord, url: "${env:HOOK_FOUR}" }
        five: { channel: discord, url: "${env:HOOK_FIVE}" }
        desk: { channel: meeting }
      routes:
        - match: { type: everybody }
          to: [one, two, three, four, five]
        - match: { type: outage }
          to: [one, desk]
        - to: [one]
      meetings:
        people: { ann: ann@example.org, bob: bob@example.org }
        always: [ann, bob]
        remind: 5m
      """;

  @Test
  void thePageSaysWhatItCosts(DynamoDbLocal dynamo, @TempDir Path directory) throws IOException {
    Path config = Files.writeString(directory.resolve("tocsin.yml"), CONFIG);
    CostTable table;
    try (SteppedTocsin tocsin = new SteppedTocsin(dynamo, config, webhooks())) {
      // What is done once a day, or by a function's instance, is not any one alert's.
      tocsin.post(alerts("warm", "checkout", "everybody", 1));
      tocsin.settle();
      CostCase alone = apart(tocsin, "alone", "ops", 1);
      CostCase burst = burst(tocsin);
      CostCase everybody = apart(tocsin, "to five targets", "everybody", 5);
      CostCase meeting = meeting(tocsin);
      tocsin.reading();
      tocsin.tick();
      CostCase tick = new CostCase("a tick", 1, tocsin.reading(), Duration.ZERO);
      table = new CostTable(List.of(alone, burst, everybody, meeting), tick);
      assertEquals(0, tocsin.discord().counts().throttled(), "answers of 429");
    }
    compare(table);
  }

  private static CostCase apart(SteppedTocsin tocsin, String name, String type, int targets) {
    tocsin.rest(APART);
    int before = tocsin.discord().counts().embeds();
    Duration waited = tocsin.waited();
    tocsin.reading();
    for (int i = 0; i < ALONE; i++) {
      tocsin.post(alerts(name + " " + i, "checkout", type, 1));
      tocsin.settle();
      tocsin.rest(APART);
    }
    assertEquals(ALONE * targets, tocsin.discord().counts().embeds() - before, "arrived");
    return new CostCase(name, ALONE, tocsin.reading(), tocsin.waited().minus(waited));
  }

  private static CostCase burst(SteppedTocsin tocsin) {
    tocsin.rest(APART);
    Duration waited = tocsin.waited();
    tocsin.reading();
    for (int from = 0; from < BURST; from += AT_ONCE) {
      tocsin.post(alerts("burst " + from, "checkout", "ops", AT_ONCE));
    }
    tocsin.settle();
    return new CostCase(
        "in a burst of 1,000", BURST, tocsin.reading(), tocsin.waited().minus(waited));
  }

  /** Each about a service of which nothing is known yet. */
  private static CostCase meeting(SteppedTocsin tocsin) {
    tocsin.rest(APART);
    int before = tocsin.discord().counts().embeds();
    Duration waited = tocsin.waited();
    tocsin.reading();
    for (int i = 0; i < ALONE; i++) {
      tocsin.post(alerts("meeting " + i, "ledger-" + i, "outage", 1));
      tocsin.settle();
      for (int minute = 0; minute < MINUTES_UNTIL_MET; minute++) {
        tocsin.rest(Duration.ofMinutes(1));
      }
    }
    assertEquals(ALONE, tocsin.slotify().meetings().size(), "made");
    assertEquals(ALONE * TOLD, tocsin.discord().counts().embeds() - before, "told");
    return new CostCase(
        "that becomes a meeting", ALONE, tocsin.reading(), tocsin.waited().minus(waited));
  }

  private static void compare(CostTable table) throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    String counted = table.text();
    if (Boolean.getBoolean("cost.write")) {
      page = page.substring(0, begin) + counted + page.substring(end);
      Files.writeString(PAGE, page);
      end = page.indexOf(END);
    }
    assertEquals(
        page.substring(begin, end),
        counted,
        "docs/cost.md says otherwise; if the change is meant, -Dcost.write=true writes this:\n"
            + counted);
    String reasons = page.substring(end);
    assertEquals(
        List.of(),
        table.calls().stream().filter(call -> !reasons.contains("| `" + call + "` |")).toList(),
        "calls for which docs/cost.md does not say why they are made");
  }

  private static Map<String, String> webhooks() {
    return List.of("one", "two", "three", "four", "five").stream()
        .collect(Collectors.toMap(name -> name, name -> "HOOK_" + name.toUpperCase(Locale.ROOT)));
  }

  /** As an average sender writes them. */
  private static String alerts(String name, String service, String type, int number) {
    return Wire.write(
        IntStream.range(0, number)
            .mapToObj(
                i ->
                    Map.of(
                        "service",
                        service,
                        "priority",
                        "P" + (i % 4 + 1),
                        "type",
                        type,
                        "title",
                        "Error rate above 5 % (" + name + ", " + i + ")",
                        "message",
                        "In the last five minutes 6.2 % of requests to checkout were answered"
                            + " with a 5xx. Dashboard: https://grafana.example.org/d/checkout",
                        "labels",
                        Map.of("region", "eu-west-1", "team", "payments")))
            .toList());
  }
}
