package io.tocsin.dispatch.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.delivery.Budget;
import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Channel.Content;
import io.tocsin.delivery.Outcome.Delivered;
import io.tocsin.delivery.Outcome.Gone;
import io.tocsin.delivery.Outcome.Rejected;
import io.tocsin.delivery.Outcome.Throttled;
import io.tocsin.delivery.Outcome.Transient;
import io.tocsin.keys.Secret;
import io.tocsin.routing.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelegramBotTest extends ChannelContract {
  private static final String TAKEN = "{\"ok\":true,\"result\":{\"message_id\":365}}";

  @Override
  Channel channel(AlertPages pages) {
    return new TelegramBot(settings(pages));
  }

  @Override
  Map<String, Secret> target() {
    return Map.of(
        "token", Secret.of("110201543:" + TOKEN),
        "chat_id", Secret.of("-1001234567890"),
        "thread_id", Secret.of("7"),
        "url", Secret.of("https://api.telegram.org/"));
  }

  @Override
  List<Judged> replies() {
    return List.of(
        judged(Delivered.class, 200, TAKEN),
        judged(Delivered.class, 400, refused("Bad Request: message is not modified: …")),
        judged(Throttled.class, 429, "{\"ok\":false,\"parameters\":{\"retry_after\":11}}"),
        judged(Throttled.class, 429, ""),
        judged(Transient.class, 500, refused("Internal Server Error")),
        judged(Transient.class, 502, "<html>"),
        judged(Rejected.class, 400, refused("Bad Request: message is too long")),
        judged(Rejected.class, 400, refused("Bad Request: can't parse entities: …")),
        judged(Rejected.class, 400, refused("Bad Request: message to edit not found")),
        judged(Gone.class, 400, refused("Bad Request: chat not found")),
        judged(Gone.class, 400, refused("Bad Request: message thread not found")),
        judged(
            Gone.class, 400, refused("Bad Request: group chat was upgraded to a supergroup chat")),
        judged(Gone.class, 400, refused("Bad Request: not enough rights to send text messages")),
        judged(Gone.class, 403, refused("Forbidden: bot was blocked by the user")),
        judged(Gone.class, 401, refused("Unauthorized")),
        judged(Gone.class, 404, refused("Not Found")));
  }

  private static String refused(String description) {
    return "{\"ok\":false,\"description\":\"" + description + "\"}";
  }

  @Override
  void checkBody(JsonNode body, String text, int covers, boolean plain, int digest) {
    checkText(body.path("text").textValue(), plain);
    assertEquals(!plain, body.has("parse_mode"));
    assertTrue(body.path("link_preview_options").path("is_disabled").asBoolean());
    assertEquals(digest > 0, body.path("text").textValue().contains("\n<b>Too many to show"));
  }

  @Override
  void checkAmended(JsonNode body, String text) {
    assertEquals(365, body.path("message_id").asLong());
    assertEquals("HTML", body.path("parse_mode").asText());
    checkText(body.path("text").textValue(), false);
  }

  /** Nothing but our own tags, entities that are whole, and no mention. */
  private static void checkText(String text, boolean plain) {
    assertTrue(text.length() <= 4096, "the text: " + text.length());
    assertFalse(text.matches("(?s).*(^|\\W)@\\w.*"), text);
    if (!plain) {
      String rest = text.replaceAll("</?b>|&(amp|lt|gt|quot);", "");
      assertFalse(rest.contains("<") || rest.contains(">") || rest.contains("&"), rest);
      assertEquals(text.split("<b>", -1).length, text.split("</b>", -1).length);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ask @oncall now,    true",
    "@all,               true",
    "mail ops@a.example, false",
    "5 @ 3,              false"
  })
  void nobodyIsMentioned(String message, boolean looksLikeMention) {
    Alert alert = Alert.builder("1", "s", "s", "t").message(message).build();
    String body = render(List.of(Examples.notice(alert)), false).request().body();
    assertEquals(looksLikeMention, body.contains("@\u2060"));
  }

  @Test
  void theMessagesIdIsKept() {
    assertEquals(
        new Delivered(Optional.of("365")),
        channel.judge(judged(Delivered.class, 200, TAKEN).answer()));
  }

  @Test
  void telegramSaysHowLongToWait() {
    assertEquals(
        new Throttled(Duration.ofMillis(11_250), "rate limit"),
        channel.judge(replies().get(2).answer()));
  }

  @Test
  void anyMinuteHoldsTwentyAtMostAndASecondThirtyOfABot() {
    assertTrue(most(channel.budget(), Duration.ofMinutes(1)) <= 20);
    Budget bot = channel.limits().get(0).budget().orElseThrow();
    assertTrue(most(bot, Duration.ofSeconds(1)) <= 30);
  }

  private static long most(Budget budget, Duration window) {
    return 1 + window.plus(budget.tolerance()).dividedBy(budget.interval());
  }

  @Test
  void withoutThreadAndAddressItIsTheChatAtTelegram() {
    Target target =
        new Target(
            "t", "telegram", "t", Map.of("token", Secret.of("1:a"), "chat_id", Secret.of("@ops")));
    var request = channel.render(target, Content.of(Examples.notices())).request();
    assertEquals("https://api.telegram.org/bot1:a/sendMessage", request.url().reveal());
    assertFalse(request.body().contains("message_thread_id"));
  }
}
