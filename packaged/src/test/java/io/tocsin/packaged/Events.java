package io.tocsin.packaged;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.keys.Secret;
import io.tocsin.keys.Signature;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Events after AWS's own examples, with the body, headers and time that a test wants. */
final class Events {
  private Events() {}

  /** One of the files in {@code events}. */
  static ObjectNode read(String name) {
    try (InputStream file = Events.class.getResourceAsStream("/events/" + name + ".json")) {
      byte[] bytes = Optional.ofNullable(file).orElseThrow().readAllBytes();
      return (ObjectNode) Wire.parse(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InvalidJsonException e) {
      throw new IllegalStateException(name + " is no JSON", e);
    }
  }

  /** A request to an HTTP API. */
  static String http(String method, String path, Map<String, String> headers, String body) {
    ObjectNode event = read("http-v2");
    event.put("routeKey", method + " " + path);
    event.put("rawPath", path);
    event.put("body", body);
    ObjectNode sent = (ObjectNode) event.path("headers");
    sent.put("content-length", String.valueOf(body.getBytes(StandardCharsets.UTF_8).length));
    headers.forEach(sent::put);
    ObjectNode context = (ObjectNode) event.path("requestContext");
    context.put("routeKey", method + " " + path);
    context.put("timeEpoch", Clock.systemUTC().millis());
    ((ObjectNode) context.path("http")).put("method", method).put("path", path);
    return Wire.write(event);
  }

  /** A request of somebody who has a key. */
  static String signed(String path, String key, Secret secret, String body) {
    String now = String.valueOf(Clock.systemUTC().instant().getEpochSecond());
    byte[] signature = Signature.sign(secret, now, body.getBytes(StandardCharsets.UTF_8));
    return http(
        "POST",
        path,
        Map.of("x-api-key", key, "x-timestamp", now, "x-signature", Signature.hex(signature)),
        body);
  }
}
