package io.tocsin.local.standins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.wire.Wire;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscordStandInTest {
  private static final String HELLO = "{\"content\":\"hello\",\"allowed_mentions\":{\"parse\":[]}}";

  private final Tick clock = new Tick();
  private final DiscordStandIn discord = new DiscordStandIn(clock, new Random(1));

  @Test
  void aWebhookTakesFiveInTwoSecondsAndSaysWhenMoreMayCome() {
    for (int i = 0; i < 5; i++) {
      Answer answer = post("one", HELLO);
      assertEquals(200, answer.status());
      assertEquals(String.valueOf(4 - i), answer.headers().get("X-RateLimit-Remaining"));
    }
    clock.on(Duration.ofMillis(500));
    Answer refused = post("one", HELLO);
    assertEquals(429, refused.status());
    assertTrue(refused.body().contains("\"retry_after\":1.5"), refused.body());
    assertEquals("2", refused.headers().get("Retry-After"));
    clock.on(Duration.ofMillis(1499));
    assertEquals(429, post("one", HELLO).status());
    clock.on(Duration.ofMillis(1));
    assertEquals(200, post("one", HELLO).status());
    assertEquals(new Counts(8, 2, 0, 0, 6, 0, 0), discord.counts("one"));
  }

  @Test
  void aChannelTakesThirtyInAMinuteThroughAllItsWebhooksTogether() {
    for (int i = 0; i < 30; i++) {
      assertEquals(200, post(i % 2 == 0 ? "one" : "two", HELLO).status());
      clock.on(Duration.ofMillis(500));
    }
    Answer refused = post("one", HELLO);
    assertEquals(429, refused.status());
    assertEquals("45", refused.headers().get("Retry-After"));
    assertEquals("shared", refused.headers().get("X-RateLimit-Scope"));
    // The headers know nothing of that window.
    assertFalse("0".equals(refused.headers().get("X-RateLimit-Remaining")));
    assertEquals(200, post("other", HELLO).status());
    clock.on(Duration.ofSeconds(44));
    Answer late = post("two", HELLO);
    assertEquals("40", late.headers().get("Retry-After"));
    clock.on(Duration.ofSeconds(1));
    assertEquals(200, post("two", HELLO).status());
  }

  @ParameterizedTest
  @CsvSource({
    "title,256",
    "description,4096",
  })
  void anEmbedsTextHasItsLimit(String member, int longest) {
    assertEquals(200, post("one", embed(Map.of(member, "é".repeat(longest)))).status());
    Answer refused = post("one", embed(Map.of(member, "é".repeat(longest + 1))));
    assertEquals(400, refused.status());
    assertTrue(refused.body().contains("\"code\":50035"), refused.body());
  }

  @Test
  void moreThanTenEmbedsOrSixThousandCharactersAreRefused() {
    Map<String, Object> small = Map.of("title", "x");
    assertEquals(
        200, post("one", Wire.write(Map.of("embeds", List.of(small).stream().toList()))).status());
    List<Map<String, Object>> eleven = Collections.nCopies(11, small);
    assertEquals(400, post("one", Wire.write(Map.of("embeds", eleven))).status());
    Map<String, Object> large = Map.of("description", "x".repeat(3001));
    assertEquals(400, post("one", Wire.write(Map.of("embeds", List.of(large, large)))).status());
    assertEquals(1, discord.counts("one").messages());
    assertEquals(2, discord.counts("one").refused());
  }

  @Test
  void emptyMalformedAndOverlongMessagesAreRefused() {
    assertEquals(400, post("one", "{}").status());
    assertEquals(400, post("one", "{").status());
    assertEquals(400, post("one", Wire.write(Map.of("content", "x".repeat(2001)))).status());
  }

  @Test
  void aMessageCanBeEdited() {
    post("one", HELLO);
    String id = discord.messages().get(0).id();
    Answer answer = patch("one", id, "{\"content\":\"bye\",\"allowed_mentions\":{\"parse\":[]}}");
    assertEquals(200, answer.status());
    assertEquals("bye", discord.messages().get(0).content());
    assertEquals(1, discord.counts("one").edits());
    assertEquals(404, patch("one", "1", HELLO).status());
    assertEquals(404, patch("two", id, HELLO).status());
  }

  @Test
  void whoeverLeavesMentionsOutMayPing() {
    post("one", HELLO);
    post("one", "{\"content\":\"@everyone\"}");
    assertFalse(discord.messages().get(0).mayPing());
    assertTrue(discord.messages().get(1).mayPing());
  }

  @Test
  void faultsTakeNothingOrSayTheWebhookIsGone() {
    discord.webhook("one", "room");
    discord.fault("one", Fault.SERVER_ERROR);
    assertEquals(500, post("one", HELLO).status());
    discord.fault("one", Fault.GONE);
    Answer gone = post("one", HELLO);
    assertEquals(404, gone.status());
    assertTrue(gone.body().contains("10015"));
    discord.fault("one", Fault.NONE);
    assertEquals(200, post("one", HELLO).status());
    assertEquals(1, discord.counts().messages());
  }

  @Test
  void theEdgeNamesNeitherItselfNorALimit() {
    assertTrue(post("one", HELLO).headers().containsKey("Via"));
    discord.fault("one", Fault.BANNED);
    Answer banned = post("one", HELLO);
    assertEquals(429, banned.status());
    assertEquals(Set.of("Content-Type"), banned.headers().keySet());
    assertEquals(1, discord.counts("one").throttled());
    assertEquals(1, discord.counts("one").messages());
  }

  @Test
  void othersCanUseUpAChannel() {
    discord.webhook("one", "room");
    discord.useUp("one", Duration.ofSeconds(20));
    Answer refused = post("one", HELLO);
    assertEquals(429, refused.status());
    assertEquals("20", refused.headers().get("Retry-After"));
    assertEquals("shared", refused.headers().get("X-RateLimit-Scope"));
    clock.on(Duration.ofSeconds(20));
    assertEquals(200, post("one", HELLO).status());
  }

  @Test
  void aWrongTokenIsNotLetIn() {
    String[] path = discord.webhook("one", "room").reveal().split("/", -1);
    Answer answer = discord.post(path[3], "wrong", true, HELLO);
    assertEquals(401, answer.status());
    assertTrue(answer.body().contains("50027"));
  }

  private Answer post(String webhook, String body) {
    String[] path = path(webhook);
    return discord.post(path[3], path[4], true, body);
  }

  private Answer patch(String webhook, String message, String body) {
    String[] path = path(webhook);
    return discord.patch(path[3], path[4], message, body);
  }

  private String[] path(String webhook) {
    String channel = webhook.equals("other") ? "elsewhere" : "room";
    return discord.webhook(webhook, channel).reveal().split("/", -1);
  }

  private static String embed(Map<String, Object> embed) {
    return Wire.write(Map.of("embeds", List.of(embed)));
  }
}
