package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.ingest.Gateway.Payload;
import io.tocsin.keys.ApiKey;
import io.tocsin.keys.KeyDesk;
import io.tocsin.keys.Scope;
import io.tocsin.keys.Secret;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A key's whole life through HTTP, as its users and an admin see it. */
class KeysTest {
  private static final String KEYS = "/api/v1/keys";
  private static final String ALERT = "/api/v1/alert";
  private static final String OWNER = "{\"owner\":\"heimdallr\"}";

  private final Scene scene = new Scene();
  private final Gateway gateway = scene.gateway();
  private int alerts = 0;

  @AfterEach
  void close() {
    scene.close();
  }

  private Reply asked(String path, String body) {
    return gateway.send(scene.signed(path, body));
  }

  private JsonNode done(String path, String body) {
    Reply reply = asked(path, body);
    assertEquals(200, reply.status(), reply.body());
    assertEquals("no-store", reply.header("Cache-Control"));
    return reply.json();
  }

  private Call listing(String query) {
    return scene.signed(KEYS, "").method("GET").query(query);
  }

  private JsonNode listed(String query) {
    Reply reply = gateway.send(listing(query));
    assertEquals(200, reply.status(), reply.body());
    return reply.json();
  }

  /** A change of a key as it is now. */
  private static String change(JsonNode key, String members) {
    return "{\"id\":\"" + id(key) + "\",\"version\":" + key.path("version").asInt() + members + "}";
  }

  private static String id(JsonNode key) {
    return key.path("id").asText();
  }

  private static String secret(JsonNode key) {
    return key.path("secret").asText();
  }

  private static String quoted(String id) {
    return "{\"id\":\"" + id + "\"}";
  }

  /** An alert signed with that key, new each time. */
  private Call alert(String id, String secret) {
    String body =
        "{\"service\":\"plex\",\"priority\":\"P1\",\"title\":\"number " + alerts++ + "\"}";
    return Call.signed(ALERT, Call.utf8(body), id, secret, scene.clock.seconds());
  }

  private int status(Gateway at, String id, String secret) {
    return at.send(alert(id, secret)).status();
  }

  @ParameterizedTest
  @EnumSource(Payload.class)
  void aNewKeySignsAtOnce(Payload payload) {
    Gateway any = payload.over(scene.context);
    JsonNode made = any.send(scene.signed(KEYS, OWNER)).json();

    assertEquals("active", made.path("state").asText());
    assertEquals("heimdallr", made.path("owner").asText());
    assertEquals("[\"alert\"]", made.path("scopes").toString());
    assertEquals("default", made.path("quota").asText());
    assertEquals("2026-11-21T08:00:00.123Z", made.path("created_at").asText());
    assertEquals(true, made.path("preferences").path("p1_alerts").asBoolean());
    assertTrue(secret(made).matches("[0-9a-f]{64}"));
    assertTrue(made.path("message").asText().contains("this once"));
    assertEquals(200, status(any, id(made), secret(made)));
    assertEquals(401, status(any, id(made), secret(made) + "x"));
    assertEquals(
        403,
        any.send(Call.signed(KEYS, Call.utf8(OWNER), id(made), secret(made), scene.clock.seconds()))
            .status());
  }

  @Test
  void aSecretIsShownOnceAndNeverAgain() {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream before = System.err;
    JsonNode made;
    JsonNode rotated;
    StringBuilder after = new StringBuilder();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      made = done(KEYS, OWNER);
      rotated = done(KEYS + "/rotate", change(made, ""));
      after.append(
          done(
              KEYS + "/quota",
              change(listed("id=" + id(made)).path("keys").get(0), ",\"quota\":5")));
      after.append(listed(""));
      after.append(done(KEYS + "/revoke", quoted(id(made))));
      after.append(listed("owner=heimdallr"));
    } finally {
      System.setErr(before);
    }
    String all = after.append(log.toString(StandardCharsets.UTF_8)).toString();
    assertTrue(all.contains(id(made)), all);
    for (JsonNode each : List.of(made, rotated)) {
      assertEquals(64, secret(each).length());
      assertFalse(all.contains(secret(each)));
    }
  }

  @Test
  void aRequestSentTwiceMakesOneKeyAndRotatesItOnce() {
    Call create = scene.signed(KEYS, OWNER);
    JsonNode made = gateway.send(create).json();
    Reply again = gateway.send(create);
    assertEquals(409, again.status());
    assertFalse(again.body().contains(secret(made)));
    assertEquals(1, listed("").path("keys").size());

    Call rotate = scene.signed(KEYS + "/rotate", change(made, ""));
    JsonNode rotated = gateway.send(rotate).json();
    assertEquals(409, gateway.send(rotate).status());
    assertEquals(200, status(gateway, id(made), secret(rotated)));
    assertEquals(200, status(gateway, id(made), secret(made)));
  }

  @Test
  void afterARotationBothSecretsSignUntilTheGraceIsOver() {
    try (Scene another = scene.another()) {
      JsonNode made = done(KEYS, OWNER);
      String old = secret(made);
      assertEquals(200, status(another.gateway(), id(made), old), "there it is remembered");
      JsonNode rotated = done(KEYS + "/rotate", change(made, ",\"grace_seconds\":3600"));
      assertNotEquals(old, secret(rotated));
      assertEquals("2026-11-21T09:00:00.123Z", rotated.path("previous_secret_until").asText());

      assertEquals(200, status(gateway, id(made), secret(rotated)));
      scene.clock.move(Duration.ofMinutes(1));
      for (Gateway each : List.of(gateway, another.gateway())) {
        assertEquals(200, status(each, id(made), old));
        assertEquals(200, status(each, id(made), secret(rotated)));
      }
      scene.clock.move(Duration.ofMinutes(59).minusMillis(1));
      assertEquals(200, status(another.gateway(), id(made), old));
      scene.clock.move(Duration.ofMillis(1));
      for (Gateway each : List.of(gateway, another.gateway())) {
        assertEquals(401, status(each, id(made), old));
        assertEquals(200, status(each, id(made), secret(rotated)));
      }
    }
  }

  @Test
  void aNewSecretSoonWorksWhereTheKeyIsRememberedWithTheOldOne() {
    try (Scene another = scene.another()) {
      JsonNode made = done(KEYS, OWNER);
      assertEquals(200, status(another.gateway(), id(made), secret(made)));
      JsonNode rotated = done(KEYS + "/rotate", change(made, ""));

      scene.clock.move(KnownKeys.AGAIN);

      assertEquals(200, status(another.gateway(), id(made), secret(rotated)));
      assertEquals(200, status(another.gateway(), id(made), secret(made)));
      assertEquals(401, status(another.gateway(), id(made), "guessed"));
    }
  }

  @Test
  void withoutAWordTheGraceIsADay() {
    JsonNode rotated = done(KEYS + "/rotate", change(done(KEYS, OWNER), ""));
    assertEquals(
        Scene.NOW.plus(KeyDesk.USUAL_GRACE).toString(),
        rotated.path("previous_secret_until").asText());
    scene.clock.move(KeyDesk.USUAL_GRACE);
    assertFalse(listed("").path("keys").get(0).has("previous_secret_until"));
  }

  @Test
  void aRevokedKeyStopsWithinAMinuteWhereverItIsRemembered() {
    try (Scene another = scene.another()) {
      JsonNode made = done(KEYS, OWNER);
      assertEquals(200, status(gateway, id(made), secret(made)));
      assertEquals(200, status(another.gateway(), id(made), secret(made)));

      JsonNode revoked = done(KEYS + "/revoke", quoted(id(made)));

      assertEquals("revoked", revoked.path("state").asText());
      assertEquals("2026-11-21T08:00:00.123Z", revoked.path("revoked_at").asText());
      assertEquals(401, status(gateway, id(made), secret(made)), "at once where it was revoked");
      scene.clock.move(Duration.ofSeconds(60));
      assertEquals(401, status(another.gateway(), id(made), secret(made)));
      assertEquals(409, asked(KEYS + "/rotate", change(revoked, "")).status());
      assertEquals(revoked, done(KEYS + "/revoke", quoted(id(made))));
    }
  }

  @Test
  void theAllowListCountsFromTheNextRequestOn() {
    JsonNode made = done(KEYS, "{\"owner\":\"me\",\"allow\":[\"10.0.0.0/8\"]}");
    Call call = alert(id(made), secret(made));
    assertEquals(403, gateway.send(call).status());
    assertEquals(200, gateway.send(call.from("10.9.8.7")).status());

    JsonNode changed = done(KEYS + "/allow", change(made, ",\"allow\":[\"2001:db8::/32\"]"));

    assertEquals("[\"2001:db8::/32\"]", changed.path("allow").toString());
    assertEquals(403, gateway.send(call.from("10.9.8.7")).status());
    assertEquals(200, gateway.send(call.from("2001:db8::7")).status());
    done(KEYS + "/allow", change(changed, ",\"allow\":[]"));
    assertEquals(200, gateway.send(call).status());
  }

  @Test
  void theKeysOwnQuotaCountsFromTheNextRequestOn() {
    JsonNode made = done(KEYS, "{\"owner\":\"me\",\"quota\":2}");
    assertEquals(200, status(gateway, id(made), secret(made)));
    assertEquals(200, status(gateway, id(made), secret(made)));
    assertEquals(429, status(gateway, id(made), secret(made)));

    JsonNode changed = done(KEYS + "/quota", change(made, ",\"quota\":1000"));
    assertEquals(1000, changed.path("quota").asInt());
    scene.clock.move(Duration.ofMinutes(2));
    for (int i = 0; i < 10; i++) {
      assertEquals(200, status(gateway, id(made), secret(made)));
    }
    assertEquals(
        "default",
        done(KEYS + "/quota", change(changed, ",\"quota\":\"default\"")).path("quota").asText());
  }

  @Test
  void preferencesAndServicesChangeTogetherOrAlone() {
    JsonNode made = done(KEYS, "{\"owner\":\"me\",\"services\":[\"plex\"]}");
    JsonNode first =
        done(
            KEYS + "/prefs",
            change(made, ",\"preferences\":{\"p3_alerts\":true},\"services\":[\"a\",\"b\"]"));
    assertEquals("[\"a\",\"b\"]", first.path("services").toString());
    assertTrue(first.path("preferences").path("p3_alerts").asBoolean());
    assertTrue(first.path("preferences").path("p1_alerts").asBoolean(), "the others stay");

    JsonNode second =
        done(KEYS + "/prefs", change(first, ",\"preferences\":{\"p1_alerts\":false}"));
    assertEquals("[\"a\",\"b\"]", second.path("services").toString());
    JsonNode third = done(KEYS + "/prefs", change(second, ",\"services\":[]"));
    assertEquals("[]", third.path("services").toString());
    assertFalse(third.path("preferences").path("p1_alerts").asBoolean());
  }

  @Test
  void listsComeInPagesAndByOwner() {
    for (int i = 0; i < 5; i++) {
      done(KEYS, "{\"owner\":\"" + (i < 3 ? "one" : "other") + "\",\"label\":\"" + i + "\"}");
    }
    assertEquals(5, listed("").path("keys").size());
    JsonNode first = listed("limit=2&owner=one");
    assertEquals(2, first.path("keys").size());
    JsonNode rest = listed("limit=2&owner=one&cursor=" + first.path("next").asText());
    assertEquals(1, rest.path("keys").size());
    assertFalse(rest.has("next"));
    assertEquals(0, listed("owner=nobody").path("keys").size());
    assertEquals(400, gateway.send(listing("cursor=%3F")).status());
    assertEquals(400, gateway.send(listing("limit=0")).status());
    assertEquals(404, gateway.send(listing("id=cm_none")).status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''        | {}                                   | owner              | is required",
        "''        | {\"owner\":\"a\\nb\"}              | owner              | must have 1 to 100",
        "''        | {\"owner\":\"a\",\"scopes\":[\"root\"]} | scopes[0]       | must be one of alert, read",
        "''        | {\"owner\":\"a\",\"scopes\":[]}      | scopes             | must name one",
        "''        | {\"owner\":\"a\",\"allow\":[\"::1\",\"home\"]} | allow[1] | 'home' is not an address",
        "''        | {\"owner\":\"a\",\"quota\":0}        | quota              | must be a number of requests",
        "''        | {\"owner\":\"a\",\"quota\":99999999999} | quota           | must be a number of requests",
        "''        | {\"owner\":\"a\",\"quota\":1.5}      | quota              | must be a whole number",
        "''        | {\"owner\":\"a\",\"preferences\":{\"p9\":true}} | preferences | must be of",
        "''        | {\"owner\":\"a\",\"preferences\":{\"p1_alerts\":1}} | preferences.p1_alerts | must be true",
        "''        | {\"owner\":\"a\",\"secret\":\"mine\"} | ''                | has members that",
        "/rotate   | {\"id\":\"cm_1\"}                    | version            | is required",
        "/rotate   | {\"id\":\"cm_1\",\"version\":1,\"grace_seconds\":604801} | grace_seconds | must be from 0 to 604800",
        "/allow    | {\"id\":\"cm_1\",\"version\":1}      | allow              | is required",
        "/quota    | {\"id\":\"cm_1\",\"version\":1}      | quota              | is required",
        "/prefs    | {\"id\":\"cm_1\",\"version\":1}      | preferences        | is required",
        "/revoke   | {\"version\":1}                      | id                 | is required",
      },
      quoteCharacter = '\'')
  void aMistakeIsNamedWithItsField(String path, String body, String field, String mend) {
    Reply reply = asked(KEYS + path, body);
    assertEquals(400, reply.status(), reply.body());
    JsonNode error = reply.json().path("errors").get(0);
    assertEquals(field, error.path("field").asText(), reply.body());
    assertTrue(error.path("message").asText().startsWith(mend), reply.body());
    assertEquals(0, listed("").path("keys").size());
  }

  @Test
  void whatIsNotThereIsNotChanged() {
    for (String path : List.of("/rotate", "/allow", "/quota", "/prefs")) {
      String members =
          switch (path) {
            case "/allow" -> ",\"allow\":[]";
            case "/quota" -> ",\"quota\":1";
            case "/prefs" -> ",\"services\":[]";
            default -> "";
          };
      assertEquals(
          404, asked(KEYS + path, "{\"id\":\"cm_none\",\"version\":1" + members + "}").status());
    }
    assertEquals(404, asked(KEYS + "/revoke", quoted("cm_none")).status());
  }

  @Test
  void theBootstrapKeyIsNotChangedHere() {
    for (String path : List.of("/revoke", "/rotate", "/quota")) {
      String body =
          path.equals("/revoke")
              ? quoted(Scene.KEY)
              : "{\"id\":\""
                  + Scene.KEY
                  + "\",\"version\":1"
                  + (path.equals("/quota") ? ",\"quota\":1" : "")
                  + "}";
      Reply reply = asked(KEYS + path, body);
      assertEquals(409, reply.status(), reply.body());
      assertTrue(reply.body().contains("WEBHOOK_API_KEY"), reply.body());
    }
    assertEquals(200, status(gateway, Scene.KEY, Scene.SECRET));
  }

  @Test
  void onlyAdminsMayAskAndOnlyWithTheirSignature() {
    scene.keys.create(ApiKey.of("cm_user", "me", Secret.of("s"), Set.of(Scope.ALERT, Scope.READ)));
    for (String path : List.of("", "/rotate", "/revoke", "/allow", "/quota", "/prefs")) {
      Call call = Call.signed(KEYS + path, Call.utf8(OWNER), "cm_user", "s", scene.clock.seconds());
      assertEquals(403, gateway.send(call).status(), path);
      Call unsigned = scene.signed(KEYS + path, OWNER).without("X-Signature");
      assertEquals(401, gateway.send(unsigned).status(), path);
    }
    assertEquals(
        403,
        gateway
            .send(
                Call.signed(KEYS, new byte[0], "cm_user", "s", scene.clock.seconds()).method("GET"))
            .status());
    assertEquals(
        401, gateway.send(Call.get(KEYS).with("X-API-Key", Scene.KEY)).status(), "not signed");
    assertEquals(401, gateway.send(Call.get(KEYS)).status());
  }

  @Test
  void anAdminGivesNoScopeThatItsOwnKeyHasNot() {
    scene.keys.create(
        ApiKey.of("cm_admin", "ops", Secret.of("s"), Set.of(Scope.ADMIN, Scope.ALERT)));
    String body = "{\"owner\":\"me\",\"scopes\":[\"alert\",\"read\"]}";
    Call call = Call.signed(KEYS, Call.utf8(body), "cm_admin", "s", scene.clock.seconds());
    Reply refused = gateway.send(call);
    assertEquals(403, refused.status());
    assertTrue(refused.body().contains("read"), refused.body());
    Call fewer = Call.signed(KEYS, Call.utf8(OWNER), "cm_admin", "s", scene.clock.seconds());
    assertEquals(200, gateway.send(fewer).status());
    JsonNode strong = done(KEYS, body);
    Call rotate =
        Call.signed(
            KEYS + "/rotate",
            Call.utf8(change(strong, "")),
            "cm_admin",
            "s",
            scene.clock.seconds());
    assertEquals(403, gateway.send(rotate).status(), "that would hand over its secret");
  }
}
