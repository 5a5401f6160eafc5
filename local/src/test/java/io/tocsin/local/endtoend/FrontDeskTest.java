package io.tocsin.local.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.keys.Secret;
import io.tocsin.local.LocalOptions;
import io.tocsin.local.LocalTocsin;
import io.tocsin.local.standins.StandIns;
import io.tocsin.wire.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Discord user's whole way: a key, its secret, alerts with it, and the end of it. */
class FrontDeskTest {
  /** The key pair of the first test of RFC 8032, section 7.1. */
  private static final String PUBLIC_KEY =
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

  private static final String SEED =
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
  private static final String USER = "80351110224678912";
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);
  private static final Pattern SHOWN =
      Pattern.compile("Key: `(cm_[0-9a-f]+)`\nSecret: \\|\\|`([0-9a-f]{64})`");

  private final HttpClient http = HttpClient.newHttpClient();
  private int number;

  @Test
  void aUserRegistersSendsRotatesAndRevokes(@TempDir Path data) throws Exception {
    try (StandIns discord = StandIns.start(Clock.systemUTC(), new Random(1));
        LocalTocsin tocsin =
            LocalTocsin.start(
                LocalOptions.in(data)
                    .withEnvironment(
                        Map.of(
                            "DISCORD_PUBLIC_KEY",
                            PUBLIC_KEY,
                            "DISCORD_API_URL",
                            discord.url() + "/api/v10")),
                any -> {})) {
      assertEquals("{\"type\":1}", post(tocsin.url(), "{\"type\":1}", "").body());
      assertEquals(401, post(tocsin.url(), "{\"type\":1}", "forged").statusCode());

      Client key = shown(tocsin, ask(tocsin, discord, "register", "label", "my server"));
      assertEquals(200, alert(key));
      assertTrue(ask(tocsin, discord, "list").contains("`" + key.key() + "` (my server)"));
      assertTrue(ask(tocsin, discord, "routing", "p3", "true").contains("`p3` on"));
      assertTrue(ask(tocsin, discord, "services", "names", "plex").contains(": plex"));

      Client old = shown(tocsin, ask(tocsin, discord, "register"));
      Client next = shown(tocsin, ask(tocsin, discord, "rotate", "key", old.key()));
      assertEquals(old.key(), next.key());
      assertEquals(200, alert(next));
      assertEquals(200, alert(old));

      Client ended = shown(tocsin, ask(tocsin, discord, "register"));
      assertTrue(ask(tocsin, discord, "revoke", "key", ended.key()).contains("is revoked"));
      assertEquals(401, alert(ended));

      String sent = ask(tocsin, discord, "test");
      Client reader = Client.of(tocsin.url(), tocsin.key().id(), tocsin.key().secret());
      Eventually.happens("the test is on record", LONG_ENOUGH, () -> isOnRecord(reader, sent));
      assertTrue(ask(tocsin, discord, "history").contains("This is a test"));
    }
  }

  private static boolean isOnRecord(Client reader, String answer) throws Exception {
    for (JsonNode alert : reader.history()) {
      if (answer.contains("`" + alert.path("id").asText("-") + "`")) {
        assertEquals("discord:" + USER, alert.path("owner").asText());
        assertTrue(alert.path("unwanted").isMissingNode() || alert.path("unwanted").isNull());
        return true;
      }
    }
    return false;
  }

  private static int alert(Client key) throws IOException, InterruptedException {
    return key.post(
            "/api/v1/alert",
            "{\"service\":\"plex\",\"priority\":\"P1\",\"title\":\"plex is down\"}")
        .statusCode();
  }

  private static Client shown(LocalTocsin tocsin, String answer) {
    Matcher matcher = SHOWN.matcher(answer);
    assertTrue(matcher.find(), "no secret is shown");
    return Client.of(tocsin.url(), matcher.group(1), Secret.of(matcher.group(2)));
  }

  /** Gives a command as Discord passes it on, and waits for the answer to be written there. */
  private String ask(LocalTocsin tocsin, StandIns discord, String name, String... options)
      throws Exception {
    String token = "token-" + ++number;
    if (number > 1) {
      discord.application().promised(token);
    }
    HttpResponse<String> promise = post(tocsin.url(), command(token, name, options), "");
    assertEquals("{\"type\":5,\"data\":{\"flags\":64}}", promise.body());
    // The first time it may be answered before its promise has arrived.
    discord.application().promised(token);
    Eventually.happens(
        name + " is answered", LONG_ENOUGH, () -> discord.application().answer(token).isPresent());
    return discord.application().answer(token).orElseThrow();
  }

  private String command(String token, String name, String... options) {
    List<Object> given = new ArrayList<>();
    for (int i = 0; i < options.length; i += 2) {
      given.add(Map.of("name", options[i], "value", options[i + 1]));
    }
    long since = Instant.now().toEpochMilli() - 1_420_070_400_000L;
    return Wire.write(
        Map.of(
            "type",
            2,
            "id",
            String.valueOf((since << 22) | number),
            "application_id",
            "77",
            "token",
            token,
            "user",
            Map.of("id", USER),
            "data",
            Map.of(
                "name", "alert_api", "options", List.of(Map.of("name", name, "options", given)))));
  }

  private HttpResponse<String> post(URI url, String body, String forged)
      throws IOException, InterruptedException, GeneralSecurityException {
    String now = String.valueOf(Instant.now().getEpochSecond());
    return http.send(
        HttpRequest.newBuilder(url.resolve("/discord/interactions"))
            .header("Content-Type", "application/json")
            .header("X-Signature-Timestamp", now)
            .header("X-Signature-Ed25519", signature(now + body + forged))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String signature(String message) throws GeneralSecurityException {
    PrivateKey key =
        KeyFactory.getInstance("Ed25519")
            .generatePrivate(
                new EdECPrivateKeySpec(NamedParameterSpec.ED25519, HexFormat.of().parseHex(SEED)));
    Signature signer = Signature.getInstance("Ed25519");
    signer.initSign(key);
    signer.update(message.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(signer.sign());
  }
}
