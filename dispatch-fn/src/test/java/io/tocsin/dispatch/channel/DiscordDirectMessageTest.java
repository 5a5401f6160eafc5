package io.tocsin.dispatch.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.delivery.Budget;
import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Channel.Limit;
import io.tocsin.delivery.Channel.Notice;
import io.tocsin.delivery.Outcome;
import io.tocsin.delivery.Outcome.Delivered;
import io.tocsin.delivery.Outcome.Gone;
import io.tocsin.delivery.Outcome.Rejected;
import io.tocsin.delivery.Outcome.Throttled;
import io.tocsin.delivery.Outcome.Transient;
import io.tocsin.keys.Secret;
import io.tocsin.routing.Target;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiscordDirectMessageTest extends ChannelContract {

  @Override
  Channel channel(AlertPages pages) {
    return new DiscordDirectMessage(settings(pages));
  }

  @Override
  Map<String, Secret> target() {
    return Map.of(
        "token", Secret.of(TOKEN),
        "user_id", Secret.of("80351110224678912"),
        "url", Secret.of("https://discord.com/"));
  }

  @Override
  List<Judged> replies() {
    return List.of(
        judged(Delivered.class, 200, "{\"id\":\"1178\"}"),
        judged(Throttled.class, 429, "{\"retry_after\":0.3}", "Via", "1.1 google"),
        judged(Throttled.class, 429, "{\"retry_after\":1,\"global\":true}", "Via", "1.1 google"),
        judged(Throttled.class, 429, "error code: 1015"),
        judged(Transient.class, 500, ""),
        judged(Transient.class, 400, "{\"code\":130000}"),
        judged(Rejected.class, 400, "{\"code\":50035}"),
        judged(Rejected.class, 404, "{\"code\":10008}"),
        judged(Gone.class, 401, "{\"code\":0}"),
        judged(Gone.class, 403, "{\"code\":50007}"),
        judged(Gone.class, 400, "{\"code\":50007}"),
        judged(Gone.class, 403, "{\"code\":50001}"),
        judged(Gone.class, 404, "{\"code\":10003}"));
  }

  @Override
  List<Judged> openings() {
    return List.of(
        judged(Delivered.class, 200, "{\"id\":\"4711\",\"type\":1}"),
        judged(Transient.class, 200, "{}"),
        judged(Transient.class, 502, ""),
        judged(Throttled.class, 400, "{\"code\":40003}"),
        judged(Throttled.class, 429, "{\"code\":40003,\"retry_after\":30}", "Via", "1.1 google"),
        judged(Throttled.class, 429, "error code: 1015"),
        judged(Gone.class, 400, "{\"code\":50035}"),
        judged(Gone.class, 400, "{\"code\":50033}"),
        judged(Gone.class, 401, ""),
        judged(Gone.class, 404, "{\"code\":10013}"));
  }

  @Override
  void checkBody(JsonNode body, String text, int covers, boolean plain, int digest) {
    DiscordLimits.check(body, covers, plain, digest);
    assertTrue(body.path("nonce").textValue().length() <= 25);
    assertTrue(body.path("enforce_nonce").asBoolean());
  }

  @Override
  void checkAmended(JsonNode body, String text) {
    DiscordLimits.checkAmended(body);
  }

  @Test
  void theNonceIsThatOfTheSameAlertsOnly() throws InvalidJsonException {
    List<Notice> notices = Examples.notices();
    String first = nonce(render(notices.subList(0, 1), false));
    assertEquals(first, nonce(render(notices.subList(0, 1), true)));
    assertNotEquals(first, nonce(render(notices.subList(0, 2), false)));
    assertNotEquals(first, nonce(render(notices.subList(1, 2), false)));
    assertNotEquals(first, nonce(withDigest(notices.subList(0, 1))));
  }

  private static String nonce(Channel.Message message) throws InvalidJsonException {
    return Wire.parse(message.request().body()).path("nonce").textValue();
  }

  @Test
  void whatIsThrottledIsTheLimitThatWasOverstepped() {
    assertEquals(
        List.of("", "discord-bot", "discord"),
        replies().subList(1, 4).stream()
            .map(reply -> limit(channel.judge(reply.answer())))
            .toList());
    assertEquals(
        List.of("discord-dm-openings", "discord-dm-openings", "discord"),
        openings().subList(3, 6).stream()
            .map(reply -> limit(channel.judgeOpening(reply.answer())))
            .toList());
  }

  private static String limit(Outcome outcome) {
    return ((Throttled) outcome).limit().orElse("");
  }

  @Test
  void theLimitsAreUnderDiscordsOwn() {
    assertEquals(new Limit("discord", Optional.empty()), channel.limits().get(0));
    Budget bot = channel.limits().get(1).budget().orElseThrow();
    assertTrue(most(bot, Duration.ofSeconds(1)) <= 50);
    assertTrue(most(channel.budget(), Duration.ofSeconds(5)) <= 5);
  }

  private static long most(Budget budget, Duration window) {
    return 1 + window.plus(budget.tolerance()).dividedBy(budget.interval());
  }

  @Test
  void withoutAnAddressItIsDiscordsOwn() {
    Target target =
        new Target(
            "t",
            "discord-dm",
            "t",
            Map.of(
                "token", Secret.of("t"), "user_id", Secret.of("7"), "channel_id", Secret.of("8")));
    assertEquals(
        "https://discord.com/api/v10/channels/8/messages",
        channel.render(target, Channel.Content.of(Examples.notices())).request().url().reveal());
  }

  @Test
  void whatMayWaitIsConfigured() {
    assertEquals(70, channel.queueSize());
  }
}
