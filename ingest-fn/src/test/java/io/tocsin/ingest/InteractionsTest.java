package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.desk.Interaction;
import io.tocsin.keys.DiscordUser;
import io.tocsin.keys.KeyDesk;
import io.tocsin.keys.KeyRequest;
import io.tocsin.keys.Scope;
import io.tocsin.wire.InteractionJson;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Discord sends, signed and not, and what it is answered at once. */
class InteractionsTest {
  private static final String SIGNATURE = "X-Signature-Ed25519";
  private static final String TIMESTAMP = "X-Signature-Timestamp";
  private static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  private final Scene scene = new Scene(Map.of("DISCORD_PUBLIC_KEY", DiscordCall.PUBLIC_KEY));
  private final String now = scene.clock.seconds();

  @AfterEach
  void close() {
    scene.close();
  }

  private Reply send(String body) {
    return scene.gateway().send(DiscordCall.signed(body, now));
  }

  private Map<String, Object> list() {
    return DiscordCall.command(DiscordCall.id(Scene.NOW, 1), "42", "list");
  }

  @ParameterizedTest
  @EnumSource
  void aPingIsAnswered(Gateway.Payload payload) {
    Call ping = DiscordCall.signed(DiscordCall.PING, now);
    for (Call call : List.of(ping, ping.inBase64())) {
      Reply reply = payload.over(scene.context).send(call);
      assertEquals(200, reply.status());
      assertEquals("{\"type\":1}", reply.body());
      assertEquals("application/json", reply.header("Content-Type"));
    }
  }

  @Test
  void withoutAPublicKeyThereIsNothing() {
    try (Scene bare = new Scene()) {
      assertEquals(404, bare.gateway().send(DiscordCall.signed(DiscordCall.PING, now)).status());
    }
  }

  /** Discord tries such on purpose, and drops an endpoint that takes one. */
  @Test
  void whatIsNotSignedRightIsRefused() {
    Call good = DiscordCall.signed(DiscordCall.json(list()), now);
    String signature = DiscordCall.signature(now + DiscordCall.json(list()));
    List<Call> bad = new ArrayList<>();
    bad.add(good.without(SIGNATURE));
    bad.add(good.without(TIMESTAMP));
    bad.add(good.without(SIGNATURE).without(TIMESTAMP));
    bad.add(good.with(SIGNATURE, signature));
    bad.add(good.with(TIMESTAMP, now));
    bad.add(good.replacing(SIGNATURE, signature + "," + signature));
    bad.add(good.replacing(SIGNATURE, ""));
    bad.add(good.replacing(SIGNATURE, signature + "00"));
    bad.add(good.replacing(SIGNATURE, signature.substring(2)));
    bad.add(good.replacing(SIGNATURE, "0".repeat(128)));
    bad.add(good.replacing(SIGNATURE, "g" + signature.substring(1)));
    bad.add(good.replacing(SIGNATURE, "0x" + signature));
    bad.add(good.replacing(SIGNATURE, plusOrder(signature)));
    bad.add(good.replacing(TIMESTAMP, now + " " + now));
    bad.add(good.replacing(TIMESTAMP, "0" + now));
    bad.add(good.replacing(TIMESTAMP, "٠١٢"));
    bad.add(good.replacing(TIMESTAMP, "-1"));
    bad.add(good.replacing(TIMESTAMP, "1234567890123"));
    bad.add(good.replacing(TIMESTAMP, String.valueOf(Scene.NOW.getEpochSecond() + 1)));
    bad.add(good.body(Call.utf8(DiscordCall.json(list()) + " ")));
    bad.add(good.body(Call.utf8(DiscordCall.PING)));
    bad.add(good.body(new byte[0]));
    for (Call call : bad) {
      for (Gateway.Payload payload : Gateway.Payload.values()) {
        Reply reply = payload.over(scene.context).send(call);
        assertEquals(401, reply.status(), payload + ": " + call.headers());
      }
    }
    assertTrue(scene.deferred.messages.isEmpty());
    assertEquals(200, scene.gateway().send(good).status());
  }

  /** The same signature by the equation alone. */
  private static String plusOrder(String signature) {
    byte[] bytes = HexFormat.of().parseHex(signature);
    byte[] turned = new byte[32];
    for (int i = 0; i < 32; i++) {
      turned[i] = bytes[63 - i];
    }
    byte[] more = new BigInteger(1, turned).add(ORDER).toByteArray();
    for (int i = 0; i < 32; i++) {
      bytes[32 + i] = i < more.length ? more[more.length - 1 - i] : 0;
    }
    return HexFormat.of().formatHex(bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {-300, 0, 300})
  void aSignatureHoldsForFiveMinutes(int seconds) {
    Call call = DiscordCall.signed(DiscordCall.PING, now);
    scene.clock.move(Duration.ofSeconds(seconds).minusMillis(123));
    assertEquals(200, scene.gateway().send(call).status());
  }

  @ParameterizedTest
  @ValueSource(ints = {-301, 301})
  void andNoLonger(int seconds) {
    Call call = DiscordCall.signed(DiscordCall.PING, now);
    scene.clock.move(Duration.ofSeconds(seconds).minusMillis(123));
    assertEquals(401, scene.gateway().send(call).status());
  }

  @Test
  void aBodyIsOfLimitedSizeAndNotEncoded() {
    Call good = DiscordCall.signed(DiscordCall.PING, now);
    byte[] large = new byte[SignedRequest.LARGEST_BODY + 1];
    assertEquals(413, scene.gateway().send(good.body(large)).status());
    assertEquals(415, scene.gateway().send(good.with("Content-Encoding", "gzip")).status());
  }

  @Test
  void aCommandIsPromisedAnAnswerForItsUserAlone() throws Exception {
    Map<String, Object> asked =
        DiscordCall.command(
            DiscordCall.id(Scene.NOW, 7), "42", "rotate", "key", "cm_1", "grace", "24");

    Reply reply = send(DiscordCall.json(asked));

    assertEquals("{\"type\":5,\"data\":{\"flags\":64}}", reply.body());
    Interaction deferred = InteractionJson.read(scene.deferred.messages.get(0));
    assertEquals(new DiscordUser("42"), deferred.user());
    assertEquals("rotate", deferred.command());
    assertEquals(Map.of("key", "cm_1", "grace", "24"), deferred.options());
    assertEquals(DiscordCall.TOKEN, deferred.token().reveal());
    assertEquals(Scene.NOW, deferred.at());
    assertEquals(List.of(Duration.ZERO), scene.deferred.delays);
  }

  @Test
  void inADirectMessageTheUserComesWithoutAGuild() throws Exception {
    Map<String, Object> asked = new LinkedHashMap<>(list());
    asked.remove("member");
    asked.put("user", Map.of("id", "43"));

    assertEquals(200, send(DiscordCall.json(asked)).status());

    assertEquals(
        new DiscordUser("43"), InteractionJson.read(scene.deferred.messages.get(0)).user());
  }

  @Test
  void whatCannotBeQueuedIsSaid() {
    scene.deferred.down = true;

    JsonNode answer = send(DiscordCall.json(list())).json();

    assertEquals(4, answer.path("type").asInt());
    assertTrue(DiscordCall.content(answer.path("data")).contains("Try again"));
    assertHarmless(answer.path("data"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dance", "", "LIST"})
  void anUnknownCommandIsAnsweredKindly(String name) {
    JsonNode answer = send(DiscordCall.json(DiscordCall.command("1", "42", name))).json();

    assertEquals(4, answer.path("type").asInt());
    assertTrue(DiscordCall.content(answer.path("data")).contains("`/alert_api register`"));
    assertHarmless(answer.path("data"));
    assertTrue(scene.deferred.messages.isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"type\":3,\"data\":{}}", "{\"type\":2}", "{}", "[]", "5"})
  void whatNobodyKnowsIsAnsweredKindly(String body) {
    assertEquals(4, send(body).json().path("type").asInt());
  }

  @Test
  void whatIsNotWrittenAsDiscordDoesIsRefused() {
    assertEquals(400, send("{").status());
    assertEquals(400, send("").status());
    assertEquals(400, send(DiscordCall.json(DiscordCall.command("x", "42", "list"))).status());
    assertEquals(400, send(DiscordCall.json(DiscordCall.command("1", "", "list"))).status());
    Map<String, Object> elsewhere = new LinkedHashMap<>(list());
    for (String token : List.of("../../users", "a/b", "..", "?", "#", "")) {
      elsewhere.put("token", token);
      Reply reply = send(DiscordCall.json(elsewhere));
      assertEquals(400, reply.status(), token);
    }
    assertTrue(scene.deferred.messages.isEmpty());
  }

  @Test
  void onesOwnActiveKeysAreSuggested() {
    KeyDesk desk = new KeyDesk(scene.keys, scene.clock, new SecureRandom());
    desk.create("cm_plex", request("discord:42", "plex"));
    desk.create("cm_pihole", request("discord:42", ""));
    desk.create("cm_old", request("discord:42", "plex, the old one"));
    desk.create("cm_other", request("discord:43", "plex of somebody else"));
    desk.revoke("cm_old");

    JsonNode answer = send(DiscordCall.json(typing("PLE"))).json();

    assertEquals(
        "{\"type\":8,\"data\":{\"choices\":[{\"name\":\"plex cm_plex\",\"value\":\"cm_plex\"}]}}",
        answer.toString());
    assertEquals(2, send(DiscordCall.json(typing(""))).json().at("/data/choices").size());
  }

  private static KeyRequest request(String owner, String label) {
    return new KeyRequest(
        owner, label, Set.of(Scope.ALERT), List.of(), Optional.empty(), Set.of(), Map.of());
  }

  private Map<String, Object> typing(String typed) {
    Map<String, Object> json = new LinkedHashMap<>(list());
    json.put("type", 4);
    Map<String, Object> key = Map.of("name", "key", "value", typed, "focused", true);
    json.put(
        "data",
        Map.of(
            "name",
            "alert_api",
            "options",
            List.of(Map.of("name", "revoke", "options", List.of(key)))));
    return json;
  }

  private static void assertHarmless(JsonNode message) {
    assertEquals(64, message.path("flags").asInt());
    assertEquals("{\"parse\":[]}", message.path("allowed_mentions").toString());
  }
}
