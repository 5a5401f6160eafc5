package io.tocsin.dispatch.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Channel.Notice;
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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixRoomTest extends ChannelContract {

  @Override
  Channel channel(AlertPages pages) {
    return new MatrixRoom(settings(pages));
  }

  @Override
  Map<String, Secret> target() {
    return Map.of(
        "homeserver", Secret.of("https://matrix.example.org/"),
        "token", Secret.of("syt_" + TOKEN),
        "room", Secret.of("!AbC/d:example.org"));
  }

  @Override
  List<Judged> replies() {
    return List.of(
        judged(Delivered.class, 200, "{\"event_id\":\"$143:example.org\"}"),
        judged(Throttled.class, 429, error("M_LIMIT_EXCEEDED\",\"retry_after_ms\":\"x")),
        judged(Throttled.class, 429, "", "Retry-After", "3"),
        judged(Transient.class, 500, error("M_UNKNOWN")),
        judged(Transient.class, 502, "<html>"),
        judged(Rejected.class, 413, error("M_TOO_LARGE")),
        judged(Rejected.class, 400, error("M_BAD_JSON")),
        judged(Gone.class, 403, error("M_FORBIDDEN")),
        judged(Gone.class, 401, error("M_UNKNOWN_TOKEN")),
        judged(Gone.class, 404, error("M_NOT_FOUND")),
        judged(Gone.class, 404, error("M_UNRECOGNIZED")),
        judged(Gone.class, 404, ""));
  }

  private static String error(String code) {
    return "{\"errcode\":\"" + code + "\",\"error\":\"why\"}";
  }

  @Override
  void checkBody(JsonNode body, String text, int covers, boolean plain, int digest) {
    assertTrue(text.getBytes(StandardCharsets.UTF_8).length <= 60_000);
    checkContent(body);
    assertEquals(!plain, body.has("formatted_body"));
    assertEquals(digest > 0, body.path("formatted_body").asText().contains(">Too many to show"));
  }

  @Override
  void checkAmended(JsonNode body, String text) {
    assertTrue(text.getBytes(StandardCharsets.UTF_8).length <= 60_000);
    checkContent(body);
    checkContent(body.path("m.new_content"));
    assertEquals("m.replace", body.path("m.relates_to").path("rel_type").asText());
    assertEquals("$143:example.org", body.path("m.relates_to").path("event_id").asText());
  }

  /** Nobody is mentioned, and there are no tags but our own. */
  private static void checkContent(JsonNode content) {
    assertEquals("m.text", content.path("msgtype").asText());
    assertEquals("{}", content.path("m.mentions").toString());
    assertTrue(content.path("body").isTextual());
    String rest =
        content
            .path("formatted_body")
            .asText()
            .replaceAll("</?(p|strong)>|<br>|&(amp|lt|gt|quot);", "");
    assertFalse(rest.contains("<") || rest.contains(">") || rest.contains("&"), rest);
  }

  @Test
  void aTransactionIsThatOfTheSameAlertsOnly() {
    List<Notice> notices = Examples.notices();
    String first = url(render(notices.subList(0, 1), false));
    assertEquals(first, url(render(notices.subList(0, 1), true)));
    assertNotEquals(first, url(render(notices.subList(0, 2), false)));
    assertNotEquals(first, url(withDigest(notices.subList(0, 1))));
    Notice delivered = Examples.delivered(notices.get(0), "$143:example.org");
    assertNotEquals(first, channel.amend(theTarget(), delivered).orElseThrow().url().reveal());
  }

  private static String url(Channel.Message message) {
    return message.request().url().reveal();
  }

  @Test
  void theEventsIdIsKept() {
    assertEquals(
        new Delivered(Optional.of("$143:example.org")), channel.judge(replies().get(0).answer()));
  }

  @ParameterizedTest
  @CsvSource({"2000, 2250", "100000, 100250", "-1, 60250", "1e400, 86400250"})
  void theHomeserverSaysHowLongToWait(String millis, long waits) {
    assertEquals(
        new Throttled(Duration.ofMillis(waits), "rate limit", Optional.of("matrix")),
        channel.judge(
            judged(Throttled.class, 429, "{\"retry_after_ms\":" + millis + "}").answer()));
  }

  @Test
  void thePaceIsThatOfSynapse() {
    assertEquals(Duration.ofSeconds(5), channel.budget().interval());
    assertEquals(Duration.ofSeconds(5), channel.limits().get(0).budget().orElseThrow().interval());
  }
}
