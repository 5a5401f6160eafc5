package io.tocsin.dispatch.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Channel.Content;
import io.tocsin.delivery.Channel.Notice;
import io.tocsin.delivery.Outcome;
import io.tocsin.delivery.Outcome.Delivered;
import io.tocsin.delivery.Outcome.Gone;
import io.tocsin.delivery.Outcome.Rejected;
import io.tocsin.delivery.Outcome.Throttled;
import io.tocsin.delivery.Outcome.Transient;
import io.tocsin.delivery.Request;
import io.tocsin.keys.Secret;
import io.tocsin.routing.Target;
import io.tocsin.wire.AlertJson;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignedWebhookTest extends ChannelContract {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:30.999Z");
  private static final String KEY = "whsec_" + TOKEN + "MfKQ9r8GKYqrTwjUPD8ILPZI";

  @Override
  Channel channel(AlertPages pages) {
    return at(pages, NOON);
  }

  private static Channel at(AlertPages pages, Instant now) {
    return new SignedWebhook(settings(pages), Clock.fixed(now, ZoneOffset.UTC));
  }

  @Override
  Map<String, Secret> target() {
    return Map.of("url", Secret.of("https://hooks.example.org/" + TOKEN), "secret", Secret.of(KEY));
  }

  @Override
  List<Judged> replies() {
    return List.of(
        judged(Delivered.class, 200, ""),
        judged(Delivered.class, 201, "{}"),
        judged(Delivered.class, 204, ""),
        judged(Throttled.class, 429, "", "Retry-After", "5"),
        judged(Throttled.class, 502, ""),
        judged(Throttled.class, 504, ""),
        judged(Transient.class, 301, ""),
        judged(Transient.class, 307, ""),
        judged(Transient.class, 500, ""),
        judged(Transient.class, 503, ""),
        judged(Rejected.class, 400, ""),
        judged(Rejected.class, 401, ""),
        judged(Rejected.class, 404, ""),
        judged(Rejected.class, 422, ""),
        judged(Gone.class, 410, ""));
  }

  @Override
  void checkBody(JsonNode body, String text, int covers, boolean plain, int digest) {
    assertEquals(1, covers);
    assertEquals(1, body.path("version").asInt());
    assertEquals(1, body.path("alert").path("version").asInt());
    assertFalse(body.path("alert").has("key"));
    assertFalse(plain && body.path("alert").has("details"));
    assertEquals(text, new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
  }

  @Override
  int together() {
    return 1;
  }

  /** Its id says so: a program that has seen it knows. */
  @Override
  @Test
  void aMessageThatMayBeARepeatSaysSo() {
    Notice notice = Examples.notices().get(0);
    Notice repeated = Examples.tried(notice, new Outcome.Ambiguous(""));
    Request first = render(List.of(notice), false).request();
    Request second = render(List.of(repeated), false).request();
    assertEquals(header(first, "webhook-id"), header(second, "webhook-id"));
    assertEquals(first.body(), second.body());
  }

  /** It is not cut: a program reads it. */
  @Override
  @Test
  void aCutAlertPointsToItsPageOrItsId() {
    Alert alert = Alert.builder("id-1", "s", "s", "t").message("word ".repeat(13_000)).build();
    String body = render(List.of(Examples.notice(alert)), false).request().body();
    assertTrue(body.contains("word ".repeat(13_000)), "the whole message");
    assertTrue(body.contains("\"page\":\"https://alerts.example.org/api/v1/alerts/id-1\""));
  }

  /** It is not made fit to be shown, either, but for what cannot be signed. */
  @Override
  @Test
  void overlongAndStrangeAlertsStayWithinEveryLimit() throws InvalidJsonException {
    for (int seed = 0; seed < 50; seed++) {
      for (Notice notice : new StrangeAlerts(seed).notices()) {
        String text = render(List.of(notice), false).request().body();
        checkBody(Wire.parse(text), text, 1, false, 0);
      }
    }
  }

  @Test
  void theAlertIsTheOneThatIsPublished() throws Exception {
    Alert alert = Examples.notices().get(0).alert();
    String body = render(Examples.notices(), false).request().body();
    String told = Wire.write(Wire.parse(body).path("alert"));
    assertEquals(alert, AlertJson.read(told, "none", Instant.EPOCH));
  }

  @Test
  void whoSignedTheAlertIsNotTold() {
    Alert alert = Alert.builder("id-1", "s", "s", "t").key(Optional.of("cm_who")).build();
    String body = render(List.of(Examples.notice(alert)), false).request().body();
    assertFalse(body.contains("cm_who"), body);
  }

  @Test
  void theSignatureIsThatOfThePublishedExample() {
    assertEquals(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSignature.sign(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "1614265330",
            "{\"test\": 2432232314}"));
  }

  @Test
  void bothAlphabetsOfBase64AreTheSameKey() {
    assertEquals(
        WebhookSignature.sign("whsec_+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/", "i", "1", "b"),
        WebhookSignature.sign("whsec_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_", "i", "1", "b"));
  }

  @Test
  void aSecretThatIsNoneIsNotShown() {
    RuntimeException failure =
        assertThrows(
            RuntimeException.class,
            () -> WebhookSignature.sign("whsec_" + TOKEN + "!", "", "", ""));
    assertFalse(failure.toString().contains(TOKEN) || failure.getCause() != null);
  }

  @Test
  void eachAttemptHasTheTimeOfItsOwnAndTheIdOfAll() {
    Request first = render(Examples.notices(), false).request();
    Request second =
        at(new AlertPages(Optional.empty()), NOON.plusSeconds(60))
            .render(new Target("ops", "webhook", "ops", target()), Content.of(Examples.notices()))
            .request();
    assertEquals(header(first, "webhook-id"), header(second, "webhook-id"));
    assertEquals(Examples.notices().get(0).delivery().id(), header(first, "webhook-id"));
    assertEquals("1795262430", header(first, "webhook-timestamp"));
    assertEquals("1795262490", header(second, "webhook-timestamp"));
    for (Request request : List.of(first, second)) {
      assertEquals(
          WebhookSignature.sign(
              KEY,
              header(request, "webhook-id"),
              header(request, "webhook-timestamp"),
              request.body()),
          header(request, "webhook-signature"));
    }
  }

  @Test
  void itsAddressIsCheckedWhenItIsConnectedTo() {
    assertTrue(render(Examples.notices(), false).request().guarded());
  }

  @Test
  void aReceiverSaysHowLongToWaitInSecondsOrByADate() {
    assertWait(Duration.ofMillis(30_250), "30");
    assertWait(Duration.ofMillis(60_251), "Sat, 21 Nov 2026 12:01:31 GMT");
    assertWait(Duration.ofDays(1).plusMillis(250), "Sun, 21 Nov 2027 12:01:31 GMT");
    assertWait(Duration.ofMillis(60_250), "Fri, 20 Nov 2026 12:01:31 GMT");
    assertWait(Duration.ofMillis(60_250), "soon");
    assertEquals(
        new Throttled(Duration.ofMillis(60_250), "answered 502"),
        channel.judge(judged(Throttled.class, 502, "").answer()));
  }

  private void assertWait(Duration expected, String told) {
    Outcome outcome = channel.judge(judged(Throttled.class, 429, "", "Retry-After", told).answer());
    assertEquals(new Throttled(expected, "answered 429"), outcome, told);
  }

  private static String header(Request request, String name) {
    return Optional.ofNullable(request.headers().get(name)).orElseThrow().reveal();
  }
}
