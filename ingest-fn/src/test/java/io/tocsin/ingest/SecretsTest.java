package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.keys.ApiKey;
import io.tocsin.keys.Keys;
import io.tocsin.keys.Scope;
import io.tocsin.keys.Secret;
import io.tocsin.keys.Signature;
import io.tocsin.store.MapKeys;
import io.tocsin.store.Maps;
import io.tocsin.store.OrderedMap;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Drives every way to succeed and to fail, and searches answers and logs for what is secret. */
class SecretsTest {
  private static final String PATH = "/api/v1/alert";
  private static final String TEXT = "a-text-for-nobodys-log";
  private static final String OTHER = "the-other-secret-that-nobody-may-see";

  private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
  private final Set<Integer> statuses = new TreeSet<>();

  @Test
  void noSecretSignatureOrBodyIsInAnswersOrLogs() {
    PrintStream before = System.err;
    System.setErr(new PrintStream(seen, true, StandardCharsets.UTF_8));
    try {
      driveEverything();
    } finally {
      System.setErr(before);
    }
    String all = seen.toString(StandardCharsets.UTF_8);
    assertTrue(statuses.containsAll(List.of(200, 400, 401, 403, 404, 405, 413, 415, 429, 503)));
    assertTrue(all.contains("accepted id=ev_"), "the log was not caught");
    assertFalse(all.contains(Scene.SECRET));
    assertFalse(all.contains(OTHER));
    assertFalse(all.contains(TEXT));
    for (String body : List.of(body("P1"), body("P9"), "{" + TEXT)) {
      assertFalse(all.contains(signature(Scene.SECRET, body)));
      assertFalse(all.contains(signature(OTHER, body)));
    }
  }

  private void driveEverything() {
    try (Scene scene = new Scene()) {
      scene.keys.create(ApiKey.of("cm_reader", "team", Secret.of(OTHER), Set.of(Scope.READ)));
      Call good = scene.signed(PATH, body("P1"));
      send(scene, good);
      send(scene, good);
      send(scene, scene.signed(PATH, body("P9")));
      send(scene, scene.signed(PATH, "{" + TEXT));
      send(scene, scene.signed("/api/v1/alerts", "[" + body("P1") + "," + body("P9") + "]"));
      send(scene, good.replacing("X-API-Key", OTHER));
      send(scene, good.replacing("X-Signature", "0".repeat(64)));
      send(scene, good.replacing("X-Timestamp", OTHER));
      send(scene, good.with("X-Signature", OTHER));
      send(scene, good.with("X-Webhook-Signature", OTHER));
      send(scene, good.with("Content-Encoding", OTHER));
      send(scene, good.with("Idempotency-Key", OTHER.repeat(10)));
      send(scene, good.body(new byte[SignedRequest.LARGEST_BODY + 1]));
      send(
          scene,
          Call.signed(PATH, Call.utf8(body("P1")), "cm_reader", OTHER, scene.clock.seconds()));
      send(scene, good.method("PUT"));
      send(scene, Call.get("/" + TEXT));
      send(scene, Call.get("/% " + TEXT));
      send(scene, Call.get("/alerts/recent").with("X-API-Key", OTHER));
      scene.queue.down = true;
      send(scene, scene.signed(PATH, body("P2")));
    }
    try (Scene scene = new Scene(Map.of("TOCSIN_KEY_QUOTA", "1"))) {
      send(scene, scene.signed(PATH, body("P1")));
      send(scene, scene.signed(PATH, body("P2")));
    }
    try (Scene scene = new Scene()) {
      scene.context.registerSingleton(KnownKeys.class, brokenKeys(scene));
      send(scene, Call.signed(PATH, Call.utf8(body("P1")), "cm_x", OTHER, scene.clock.seconds()));
    }
  }

  /** A store out of reach. */
  private static KnownKeys brokenKeys(Scene scene) {
    Maps maps =
        new Maps() {
          @Override
          public <V> OrderedMap<V> map(String name, Class<V> type) {
            return scene.maps.map(name, type);
          }

          @Override
          public <T> T atomically(Supplier<T> work) {
            throw new IllegalStateException("the table does not answer");
          }
        };
    Keys broken = new MapKeys(maps, Scene.sealer());
    return new KnownKeys(scene.context.getBean(Settings.class), broken, scene.clock);
  }

  private void send(Scene scene, Call call) {
    Reply reply = scene.gateway().send(call);
    statuses.add(reply.status());
    seen.writeBytes(Call.utf8(reply.body() + reply.headers()));
  }

  private static String body(String priority) {
    return "{\"service\":\""
        + TEXT
        + "\",\"priority\":\""
        + priority
        + "\",\"title\":\""
        + TEXT
        + "\"}";
  }

  private static String signature(String secret, String body) {
    String timestamp = String.valueOf(Scene.NOW.getEpochSecond());
    return Signature.hex(Signature.sign(Secret.of(secret), timestamp, Call.utf8(body)));
  }
}
