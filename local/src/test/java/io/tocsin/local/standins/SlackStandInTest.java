package io.tocsin.local.standins;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.wire.Wire;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlackStandInTest {
  private static final String HELLO = "{\"text\":\"hello\"}";

  private final Tick clock = new Tick();
  private final SlackStandIn slack = new SlackStandIn(clock, new Random(1));
  private final String token = slack.webhook("ops").reveal().split("/", -1)[4];

  @Test
  void itTakesOneASecondAfterAShortBurst() {
    for (int i = 0; i < SlackStandIn.BURST; i++) {
      assertEquals(200, slack.post(token, HELLO).status());
    }
    Answer refused = slack.post(token, HELLO);
    assertEquals(429, refused.status());
    assertEquals("1", refused.headers().get("Retry-After"));
    clock.on(Duration.ofSeconds(1));
    assertEquals("ok", slack.post(token, HELLO).body());
    assertEquals(429, slack.post(token, HELLO).status());
    assertEquals(new Counts(8, 2, 0, 0, 6, 0, 0), slack.counts("ops"));
  }

  @Test
  void limitsOfBlocksAndOfTheWholeAreKept() {
    assertEquals("ok", section(3000).body());
    assertEquals("invalid_blocks", section(3001).body());
    Map<String, String> divider = Map.of("type", "divider");
    assertEquals("invalid_blocks", blocks(Collections.nCopies(51, divider)).body());
    assertEquals("invalid_payload", slack.post(token, "{").body());
    assertEquals("no_text", slack.post(token, "{}").body());
    clock.on(Duration.ofSeconds(10));
    assertEquals(
        "invalid_payload",
        slack.post(token, Wire.write(Map.of("text", "x".repeat(12_000)))).body());
  }

  @Test
  void anUnknownWebhookIsNoService() {
    Answer answer = slack.post("nobody", HELLO);
    assertEquals(404, answer.status());
    assertEquals("no_service", answer.body());
  }

  private Answer section(int length) {
    return blocks(
        List.of(
            Map.of(
                "type", "section", "text", Map.of("type", "mrkdwn", "text", "x".repeat(length)))));
  }

  private Answer blocks(List<?> blocks) {
    return slack.post(token, Wire.write(Map.of("blocks", blocks)));
  }
}
