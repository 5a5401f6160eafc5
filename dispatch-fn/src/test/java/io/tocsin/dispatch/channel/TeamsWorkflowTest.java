package io.tocsin.dispatch.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.delivery.Budget;
import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Outcome.Delivered;
import io.tocsin.delivery.Outcome.Gone;
import io.tocsin.delivery.Outcome.Rejected;
import io.tocsin.delivery.Outcome.Throttled;
import io.tocsin.delivery.Outcome.Transient;
import io.tocsin.keys.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TeamsWorkflowTest extends ChannelContract {

  @Override
  Channel channel(AlertPages pages) {
    return new TeamsWorkflow(settings(pages));
  }

  @Override
  Map<String, Secret> target() {
    return Map.of(
        "url",
        Secret.of(
            "https://prod-1.westeurope.logic.azure.com:443/workflows/1/triggers/manual/paths/invoke"
                + "?api-version=2016-06-01&sig="
                + TOKEN));
  }

  @Override
  List<Judged> replies() {
    return List.of(
        judged(Delivered.class, 202, ""),
        judged(Delivered.class, 200, "1"),
        judged(Throttled.class, 429, "", "Retry-After", "10"),
        judged(Transient.class, 500, ""),
        judged(Transient.class, 502, "{\"error\":{\"code\":\"NoResponse\"}}"),
        judged(Transient.class, 307, ""),
        judged(Rejected.class, 400, ""),
        judged(Rejected.class, 413, ""),
        judged(Gone.class, 400, "{\"error\":{\"code\":\"WorkflowTriggerIsNotEnabled\"}}"),
        judged(Gone.class, 401, "{\"error\":{\"code\":\"DirectApiAuthorizationRequired\"}}"),
        judged(Gone.class, 404, "{\"error\":{\"code\":\"WorkflowNotFound\"}}"),
        judged(Gone.class, 410, ""));
  }

  @Override
  String beforePointer() {
    return "…\\n\\n";
  }

  @Override
  void checkBody(JsonNode body, String text, int covers, boolean plain, int digest) {
    assertTrue(text.getBytes(StandardCharsets.UTF_8).length <= 28_000, "in UTF-8");
    assertTrue(text.getBytes(StandardCharsets.UTF_16LE).length <= 28_000, "in UTF-16");
    assertFalse(text.contains("]("), text);
    assertEquals(1, body.path("attachments").size());
    JsonNode card = body.path("attachments").path(0).path("content");
    assertEquals("1.4", card.path("version").asText());
    assertFalse(card.path("msteams").has("entities"), "a mention");
    assertEquals(covers + Math.min(digest, 1), card.path("body").size());
    for (JsonNode container : card.path("body")) {
      assertFalse(container.path("items").isEmpty());
      for (JsonNode item : container.path("items")) {
        checkItem(item, plain);
      }
    }
  }

  private static void checkItem(JsonNode item, boolean plain) {
    if (item.path("type").asText().equals("FactSet")) {
      assertFalse(plain);
      assertFalse(item.path("facts").isEmpty());
    } else {
      assertEquals("TextBlock", item.path("type").asText());
      assertTrue(item.path("wrap").asBoolean());
    }
  }

  @Test
  void anAlertHidesNoAddressBehindAName() {
    Alert alert = Alert.builder("1", "s", "s", "t").message("[ok](https://evil.example)").build();
    String body = render(List.of(Examples.notice(alert)), false).request().body();
    assertTrue(body.contains("[ok]\u2060(https://evil.example)"), body);
  }

  @Test
  void theServiceSaysHowLongToWait() {
    assertEquals(
        new Throttled(Duration.ofMillis(10_250), "rate limit"),
        channel.judge(judged(Throttled.class, 429, "", "Retry-After", "10").answer()));
  }

  @Test
  void thePaceIsFarUnderFourASecond() {
    assertEquals(Budget.perMinute(20, 3), channel.budget());
  }
}
