package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.ingest.Gateway.Payload;
import io.tocsin.keys.AddressRange;
import io.tocsin.keys.ApiKey;
import io.tocsin.keys.Scope;
import io.tocsin.keys.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract's table of checks, in its order. */
class ChecksTest {
  private static final String PATH = "/api/v1/alert";
  private static final String ALERT =
      "{\"service\":\"plex\",\"priority\":\"P1\",\"title\":\"plex is down\"}";

  private final Scene scene = new Scene();
  private final Gateway gateway = scene.gateway();

  @AfterEach
  void close() {
    scene.close();
  }

  private Call good() {
    return scene.signed(PATH, ALERT);
  }

  private Reply refused(int status, Call call) {
    Reply reply = gateway.send(call);
    assertEquals(status, reply.status(), reply.body());
    assertEquals("application/problem+json", reply.header("Content-Type"));
    assertEquals(status, reply.json().path("status").asInt());
    assertFalse(reply.json().path("type").asText().isEmpty());
    assertFalse(reply.json().path("title").asText().isEmpty());
    assertEquals(reply.json().path("detail").textValue(), reply.json().path("message").textValue());
    assertTrue(scene.queue.alerts.isEmpty(), "a refused alert reached the queue");
    return reply;
  }

  private static String detail(Reply reply) {
    return reply.json().path("detail").asText();
  }

  @ParameterizedTest
  @EnumSource(Payload.class)
  void aSignedAlertIsAcceptedOnceItIsQueued(Payload payload) {
    Reply reply = payload.over(scene.context).send(good());
    assertEquals(200, reply.status(), reply.body());
    assertEquals("application/json", reply.header("Content-Type"));
    assertEquals("accepted", reply.json().path("status").asText());
    assertEquals(scene.queue.only().id(), reply.json().path("id").asText());
    assertTrue(reply.json().path("message").isTextual());
  }

  @Test
  void theOtherHeadersAreAsGood() {
    Call call = good();
    String timestamp = call.headers().get(2).getValue();
    String signature = call.headers().get(3).getValue();
    Call other =
        call.without("X-Timestamp")
            .without("X-Signature")
            .with("X-Webhook-Timestamp", timestamp)
            .with("X-Webhook-Signature", signature);
    assertEquals(200, gateway.send(other).status());
    assertEquals(200, gateway.send(call.with("X-Webhook-Timestamp", timestamp)).status());
  }

  @Test
  void theLargestBodyPassesAndOneByteMoreDoesNot() {
    String spaces = " ".repeat(SignedRequest.LARGEST_BODY - ALERT.length());
    assertEquals(200, gateway.send(scene.signed(PATH, ALERT + spaces)).status());
    scene.queue.alerts.clear();
    refused(413, scene.signed(PATH, ALERT + spaces + " "));
    refused(413, scene.signed(PATH, ALERT + spaces + " ").inBase64());
  }

  @Test
  void theSizeIsThatOfTheBytesAndNotOfTheCharacters() {
    String bells = "🔔".repeat(SignedRequest.LARGEST_BODY / 4);
    refused(400, scene.signed(PATH, bells));
    refused(413, scene.signed(PATH, bells + "!"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "GZIP", "identity, gzip", "br"})
  void anEncodedBodyIsRefused(String encoding) {
    refused(415, good().with("Content-Encoding", encoding));
  }

  @Test
  void identityIsNoEncoding() {
    assertEquals(200, gateway.send(good().with("Content-Encoding", "Identity")).status());
  }

  @ParameterizedTest
  @EnumSource(Payload.class)
  void aHeaderSentTwiceIsRefusedEvenWhenBothSayTheSame(Payload payload) {
    Gateway any = payload.over(scene.context);
    for (String name : List.of("X-API-Key", "X-Timestamp", "X-Signature")) {
      Call call = good();
      String value =
          call.headers().stream()
              .filter(header -> header.getKey().equals(name))
              .findFirst()
              .orElseThrow()
              .getValue();
      assertEquals(400, any.send(call.with(name, value)).status(), name);
      assertEquals(
          400,
          any.send(call.with(name.toLowerCase(java.util.Locale.ROOT), "other")).status(),
          name);
    }
    assertTrue(scene.queue.alerts.isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Webhook-Timestamp", "X-Webhook-Signature"})
  void twoFamiliesThatDifferAreRefused(String name) {
    refused(400, good().with(name, "1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-API-Key", "X-Timestamp", "X-Signature"})
  void aMissingHeaderIsNamed(String name) {
    Reply reply = refused(401, good().without(name));
    assertTrue(detail(reply).contains(name), detail(reply));
  }

  @Test
  void anUnknownKeyAndAWrongSecretGetTheSameAnswer() {
    Call unknown =
        Call.signed(PATH, Call.utf8(ALERT), "cm_nobody", Scene.SECRET, scene.clock.seconds());
    Call wrong =
        Call.signed(PATH, Call.utf8(ALERT), Scene.KEY, "another secret", scene.clock.seconds());
    assertEquals(refused(401, unknown).body(), refused(401, wrong).body());
    String old = String.valueOf(Scene.NOW.getEpochSecond() - 1000);
    Call unknownAndOld = Call.signed(PATH, Call.utf8(ALERT), "cm_nobody", Scene.SECRET, old);
    Call wrongAndOld = Call.signed(PATH, Call.utf8(ALERT), Scene.KEY, "another secret", old);
    assertEquals(refused(401, unknownAndOld).body(), refused(401, wrongAndOld).body());
  }

  @Test
  void aRevokedKeyIsRefused() {
    ApiKey key = ApiKey.of("cm_old", "team", Secret.of("s"), Set.of(Scope.ALERT));
    scene.keys.create(key.revoked(Scene.NOW));
    refused(401, Call.signed(PATH, Call.utf8(ALERT), "cm_old", "s", scene.clock.seconds()));
  }

  @ParameterizedTest
  @ValueSource(longs = {-301, 301, -100_000, 100_000})
  void aTimestampOutsideTheWindowIsRefused(long off) {
    String timestamp = String.valueOf(Scene.NOW.getEpochSecond() + off);
    Reply reply =
        refused(401, Call.signed(PATH, Call.utf8(ALERT), Scene.KEY, Scene.SECRET, timestamp));
    assertTrue(detail(reply).contains("X-Timestamp"), detail(reply));
  }

  @ParameterizedTest
  @ValueSource(longs = {-300, 0, 300})
  void aTimestampOnTheWindowsEdgeIsGood(long off) {
    String timestamp = String.valueOf(Scene.NOW.getEpochSecond() + off);
    Call call = Call.signed(PATH, Call.utf8(ALERT), Scene.KEY, Scene.SECRET, timestamp);
    assertEquals(200, gateway.send(call).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1763712000.0",
        "+1763712000",
        "-1",
        "0x10",
        "١٧٦٣٧١٢٠٠٠",
        "9999999999999",
        "now",
        "1 2"
      })
  void onlyDigitsAreATimestamp(String timestamp) {
    refused(401, Call.signed(PATH, Call.utf8(ALERT), Scene.KEY, Scene.SECRET, timestamp));
  }

  @Test
  void leadingZerosAreDigitsToo() {
    String timestamp = "00" + scene.clock.seconds();
    Call call = Call.signed(PATH, Call.utf8(ALERT), Scene.KEY, Scene.SECRET, timestamp);
    assertEquals(200, gateway.send(call).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "zz", "=", "sha256="})
  void onlySixtyFourHexDigitsAreASignature(String signature) {
    refused(401, good().replacing("X-Signature", signature));
    refused(401, good().replacing("X-Signature", signature + "0".repeat(64)));
  }

  @Test
  void everyChangedBitOfASignatureIsFound() {
    Call call = good();
    byte[] right = java.util.HexFormat.of().parseHex(call.headers().get(3).getValue());
    for (int bit = 0; bit < 256; bit++) {
      byte[] wrong = right.clone();
      wrong[bit / 8] ^= (byte) (1 << (bit % 8));
      refused(401, call.replacing("X-Signature", java.util.HexFormat.of().formatHex(wrong)));
    }
  }

  @Test
  void thePreviousSecretCountsWhileItsGraceLasts() {
    ApiKey key = ApiKey.of("cm_new", "team", Secret.of("old"), Set.of(Scope.ALERT));
    scene.keys.create(key.rotated(Secret.of("new"), Scene.NOW.plus(Duration.ofSeconds(30))));
    Call call = Call.signed(PATH, Call.utf8(ALERT), "cm_new", "old", scene.clock.seconds());
    assertEquals(200, gateway.send(call).status());
    scene.queue.alerts.clear();
    scene.clock.move(Duration.ofSeconds(30));
    refused(401, call);
    Call now = Call.signed(PATH, Call.utf8(ALERT), "cm_new", "new", scene.clock.seconds());
    assertEquals(200, gateway.send(now).status());
  }

  @Test
  void onlyAddressesOfTheAllowListMayUseAKey() {
    ApiKey key = ApiKey.of("cm_home", "team", Secret.of("s"), Set.of(Scope.ALERT));
    scene.keys.create(
        key.allowing(
            List.of(AddressRange.parse("10.0.0.0/8"), AddressRange.parse("2001:db8::/32"))));
    Call call = Call.signed(PATH, Call.utf8(ALERT), "cm_home", "s", scene.clock.seconds());
    refused(403, call.from("192.0.2.1"));
    refused(403, call.from("192.0.2.1").with("X-Forwarded-For", "10.1.2.3"));
    refused(403, call.from("2001:db9::1"));
    assertEquals(200, gateway.send(call.from("10.1.2.3")).status());
    assertEquals(200, gateway.send(call.from("2001:db8:1::1")).status());
  }

  @Test
  void aKeyWithoutTheScopeMayNotSend() {
    scene.keys.create(ApiKey.of("cm_reader", "team", Secret.of("s"), Set.of(Scope.READ)));
    refused(403, Call.signed(PATH, Call.utf8(ALERT), "cm_reader", "s", scene.clock.seconds()));
  }

  @Test
  void invalidUtf8IsRefused() {
    byte[] body = Call.utf8(ALERT);
    body[13] = (byte) 0xC3;
    Reply reply = refused(400, scene.signed(PATH, body).inBase64());
    assertTrue(detail(reply).contains("UTF-8"), detail(reply));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "\"text\"",
        "{\"a\":1}{\"b\":2}",
        "{\"a\":1,\"a\":2}",
        "{'a':1}",
        "{\"a\":NaN}",
        "{\"a\":01}",
        "{\"a\":1e99999999999}",
        "// comment\n{}"
      })
  void whatIsNoJsonObjectIsRefused(String body) {
    refused(400, scene.signed(PATH, body));
  }

  @Test
  void jsonMayBeSixtyFourLevelsDeep() {
    assertEquals(200, gateway.send(scene.signed(PATH, nested("details", 63))).status());
    assertEquals(200, gateway.send(scene.signed(PATH, nested("other", 62))).status());
    scene.queue.alerts.clear();
    refused(400, scene.signed(PATH, nested("details", 64)));
    refused(400, scene.signed(PATH, nested("other", 63)));
    refused(400, scene.signed(PATH, nested("details", 100_000)));
  }

  private static String nested(String member, int levels) {
    String value = "[".repeat(levels) + "]".repeat(levels);
    return ALERT.replace("}", ",\"" + member + "\":" + value + "}");
  }

  @Test
  void everyWrongFieldIsNamed() {
    Reply reply =
        refused(
            400,
            scene.signed(
                PATH,
                "{\"service\":7,\"priority\":\"P9\",\"title\":\"\",\"message\":[],\"source\":{},"
                    + "\"labels\":{\"a\":1}}"));
    List<String> fields =
        IntStream.range(0, reply.json().path("errors").size())
            .mapToObj(i -> reply.json().path("errors").get(i).path("field").asText())
            .sorted()
            .toList();
    assertEquals(List.of("labels.a", "message", "priority", "service", "source", "title"), fields);
    fields.forEach(field -> assertTrue(detail(reply).contains(field)));
  }

  @Test
  void nothingIsAcknowledgedThatTheQueueDidNotTake() {
    scene.queue.down = true;
    Reply reply = refused(503, good());
    assertTrue(Integer.parseInt(reply.header("Retry-After")) > 0);
    scene.queue.down = false;
    scene.queue.room = 0;
    refused(503, good());
    scene.queue.room = 1;
    Reply again = gateway.send(good());
    assertEquals(200, again.status());
    assertFalse(again.json().has("duplicate"));
  }

  @Test
  void theFirstCheckThatFailsAnswers() {
    scene.keys.create(
        ApiKey.of("cm_far", "team", Secret.of(Scene.SECRET), Set.of(Scope.ALERT))
            .allowing(List.of(AddressRange.parse("10.0.0.0/8")))
            .quota(Optional.of(1)));
    String huge = "x".repeat(SignedRequest.LARGEST_BODY + 1);
    String late = String.valueOf(Scene.NOW.getEpochSecond() + 301);
    // From the last of the table to the first: each adds one failure to all those before.
    Call call = Call.signed(PATH, Call.utf8("{"), "cm_far", Scene.SECRET, scene.clock.seconds());
    scene.queue.down = true;
    refused(400, call.from("10.0.0.1"));
    refused(429, call.from("10.0.0.1"));
    refused(403, call);
    Call old = Call.signed(PATH, Call.utf8("{"), "cm_far", Scene.SECRET, late);
    assertTrue(detail(refused(401, old)).contains("X-Timestamp"));
    Call forged = old.replacing("X-Signature", "0".repeat(64));
    assertTrue(detail(refused(401, forged)).contains("X-API-Key"));
    Call twice = forged.with("X-Signature", "0");
    refused(400, twice);
    Call encoded = twice.with("Content-Encoding", "gzip");
    refused(415, encoded);
    refused(413, encoded.body(Call.utf8(huge)));
  }
}
