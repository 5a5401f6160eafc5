package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.ingest.Gateway.Payload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The signature is over the bytes as they came, whatever they are and whatever they claim to be:
 * when it is right, the request gets past the 401s.
 */
class RawBytesTest {
  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/json; charset=utf-8",
          "text/plain",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=x",
          "application/octet-stream",
          "not a type");

  private static Scene scene;

  @BeforeAll
  static void open() {
    scene = new Scene();
  }

  @AfterAll
  static void close() {
    scene.close();
  }

  private static Map<String, byte[]> bodies() {
    Map<String, byte[]> bodies = new LinkedHashMap<>();
    bodies.put("plain", Call.utf8("{\"a\":1}"));
    bodies.put("empty", new byte[0]);
    bodies.put("spaces", Call.utf8(" {  \"a\" :\t1 } \n"));
    bodies.put("CRLF", Call.utf8("{\r\n\"a\": 1\r\n}\r\n"));
    bodies.put("form", Call.utf8("a=1&b=%20&c=+&a=2"));
    bodies.put("umlauts", Call.utf8("{\"ä\":\"✓ 🔔\"}"));
    bodies.put("byte order mark", Call.utf8("\uFEFF{}"));
    bodies.put("NUL", Call.utf8("{\"a\":\"\u0000\"}"));
    return bodies;
  }

  private static byte[] allBytes() {
    byte[] bytes = new byte[512];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  @TestFactory
  Stream<DynamicTest> everyByteIsSigned() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Payload payload : Payload.values()) {
      Gateway gateway = payload.over(scene.context);
      for (String type : TYPES) {
        bodies()
            .forEach(
                (name, body) -> {
                  Call call = scene.signed("/api/v1/alert", body).replacing("Content-Type", type);
                  tests.add(test(gateway, payload + " " + type + " " + name, call));
                  tests.add(
                      test(gateway, payload + " base64 " + type + " " + name, call.inBase64()));
                });
        Call binary =
            scene.signed("/api/v1/alert", allBytes()).replacing("Content-Type", type).inBase64();
        tests.add(test(gateway, payload + " base64 " + type + " binary", binary));
      }
    }
    return tests.stream();
  }

  private static DynamicTest test(Gateway gateway, String name, Call call) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          // None of these is an alert: what is signed rightly gets as far as that.
          assertEquals(400, gateway.send(call).status());
          byte[] changed = new byte[call.body().length + 1];
          System.arraycopy(call.body(), 0, changed, 0, call.body().length);
          assertEquals(401, gateway.send(call.body(changed)).status());
        });
  }

  @Test
  void theContractsVectorIsVerified() {
    try (Scene vector = new Scene(Map.of("WEBHOOK_SECRET_KEY", "test-secret"))) {
      vector.clock.move(
          java.time.Duration.between(Scene.NOW, java.time.Instant.ofEpochSecond(1_700_000_000L)));
      Call call =
          Call.post("/api/v1/alert", "{\"a\":1}".getBytes(StandardCharsets.UTF_8))
              .with("X-API-Key", Scene.KEY)
              .with("X-Timestamp", "1700000000")
              .with(
                  "X-Signature",
                  "8cb2c3355fca388e9ac2caec004f4d5d7045d74937ab5faad61dc11682247a9f");
      Reply reply = vector.gateway().send(call);
      assertEquals(400, reply.status());
      assertTrue(reply.json().path("detail").asText().contains("service: is required"));
    }
  }
}
