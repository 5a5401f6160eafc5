package io.tocsin.dispatch.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Outcome.Delivered;
import io.tocsin.delivery.Outcome.Gone;
import io.tocsin.delivery.Outcome.Rejected;
import io.tocsin.delivery.Outcome.Throttled;
import io.tocsin.delivery.Outcome.Transient;
import io.tocsin.keys.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlackWebhookTest extends ChannelContract {

  @Override
  Channel channel(AlertPages pages) {
    return new SlackWebhook(settings(pages));
  }

  @Override
  Map<String, Secret> target() {
    return Map.of("url", Secret.of("https://hooks.slack.com/services/T0/B0/" + TOKEN));
  }

  @Override
  List<Judged> replies() {
    return List.of(
        judged(Delivered.class, 200, "ok"),
        judged(Delivered.class, 200, "ok\n"),
        judged(Throttled.class, 429, "rate_limited", "Retry-After", "30"),
        judged(Transient.class, 200, ""),
        judged(Transient.class, 200, "<html>"),
        judged(Transient.class, 500, "rollup_error"),
        judged(Transient.class, 400, "rollup_error"),
        judged(Transient.class, 503, ""),
        judged(Transient.class, 302, "ok"),
        judged(Rejected.class, 400, "invalid_payload"),
        judged(Rejected.class, 400, "invalid_blocks"),
        judged(Rejected.class, 200, "invalid_blocks"),
        judged(Rejected.class, 400, ""),
        judged(Gone.class, 404, "channel_not_found"),
        judged(Gone.class, 404, "no_service"),
        judged(Gone.class, 410, "channel_is_archived"),
        judged(Gone.class, 200, "no_service"),
        judged(Gone.class, 403, "action_prohibited"),
        judged(Gone.class, 404, ""),
        judged(Gone.class, 410, ""));
  }

  @Override
  void checkBody(JsonNode body, String text, int covers, boolean plain, int digest) {
    assertTrue(text.length() < 12_000, "the whole: " + text.length());
    checkText(body.path("text"));
    if (plain) {
      assertEquals(1, body.size());
      return;
    }
    assertTrue(body.path("blocks").size() <= 50);
    assertEquals(2 * covers + Math.min(digest, 1), body.path("blocks").size());
    for (JsonNode block : body.path("blocks")) {
      JsonNode element =
          block.path("type").asText().equals("section")
              ? block.path("text")
              : block.path("elements").path(0);
      assertTrue(element.path("verbatim").asBoolean());
      checkText(element.path("text"));
    }
  }

  /** What is escaped is whole, and nothing is left that Slack would take for a mention. */
  private static void checkText(JsonNode node) {
    assertTrue(node.isTextual() && node.textValue().length() <= 3000);
    String unescaped = node.textValue().replaceAll("&(amp|lt|gt);", "");
    assertFalse(unescaped.contains("&"), unescaped);
    assertFalse(unescaped.contains("<"), unescaped);
    assertFalse(unescaped.contains(">"), unescaped);
  }

  @Test
  void aCutNeverSplitsAnEntity() {
    for (int more = 0; more < 6; more++) {
      Alert alert =
          Alert.builder("1", "s", "s", "x".repeat(more) + "t").message("<".repeat(5000)).build();
      String body = render(List.of(Examples.notice(alert)), false).request().body();
      assertTrue(body.contains("&lt;…\\n"), body);
    }
  }

  @Test
  void slackSaysHowLongToWaitInWholeSeconds() {
    assertEquals(
        new Throttled(Duration.ofMillis(30_250), "rate limit"),
        channel.judge(judged(Throttled.class, 429, "", "Retry-After", "30").answer()));
  }

  @Test
  void thePaceIsOneASecond() {
    assertEquals(Duration.ofSeconds(1), channel.budget().interval());
    assertEquals(1, channel.budget().burst());
  }
}
