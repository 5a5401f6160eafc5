package io.tocsin.dispatch.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

/** Discord's limits, written down a second time. */
final class DiscordLimits {
  private DiscordLimits() {}

  static void check(JsonNode body, int covers, boolean plain, int digest) {
    assertEquals("{\"parse\":[]}", body.path("allowed_mentions").toString());
    if (plain) {
      assertFalse(body.has("embeds"));
      assertLength(body.path("content"), 2000);
      return;
    }
    assertFalse(body.has("content"));
    checkEmbeds(body, covers + Math.min(digest, 1));
  }

  static void checkAmended(JsonNode body) {
    assertEquals("{\"parse\":[]}", body.path("allowed_mentions").toString());
    assertTrue(body.path("content").isNull());
    checkEmbeds(body, 1);
  }

  private static void checkEmbeds(JsonNode body, int embeds) {
    assertEquals(embeds, body.path("embeds").size());
    assertTrue(embeds <= 10);
    int total = 0;
    for (JsonNode embed : body.path("embeds")) {
      total += checkEmbed(embed);
    }
    assertTrue(total <= 6000, "all text together: " + total);
  }

  private static int checkEmbed(JsonNode embed) {
    int total = assertLength(embed.path("title"), 256);
    total += embed.has("description") ? assertLength(embed.path("description"), 4096) : 0;
    total += embed.has("footer") ? assertLength(embed.path("footer").path("text"), 2048) : 0;
    assertTrue(embed.path("fields").size() <= 25);
    for (JsonNode field : embed.path("fields")) {
      total += assertLength(field.path("name"), 256);
      total += assertLength(field.path("value"), 1024);
    }
    if (embed.has("timestamp")) {
      assertTrue(embed.path("timestamp").asText().matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z"));
    }
    return total;
  }

  private static int assertLength(JsonNode text, int most) {
    assertTrue(text.isTextual());
    assertTrue(!text.textValue().isEmpty() && text.textValue().length() <= most);
    return text.textValue().length();
  }
}
