package io.tocsin.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.keys.Secret;
import io.tocsin.keys.Signature;
import io.tocsin.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** The request that is rehearsed: an alert, signed with a key that is known on the stage alone. */
final class SignedAlert {
  private static final String KEY = "cm_rehearsal";
  private static final Secret SECRET = Secret.of("known-on-the-stage-alone");
  private static final String PATH = "/api/v1/alert";
  private static final String METHOD = "POST";

  /** By which the stage's function knows the key. */
  static final Map<String, Object> SETTINGS =
      Map.of("WEBHOOK_API_KEY", KEY, "WEBHOOK_SECRET_KEY", SECRET.reveal());

  private SignedAlert() {}

  /**
   * The event of an HTTP API.
   *
   * @param now when it was signed; each second's alert is another one
   */
  static String event(Instant now) {
    String timestamp = String.valueOf(now.getEpochSecond());
    String body =
        "{\"service\":\"tocsin\",\"priority\":\"P3\",\"title\":\"Rehearsal\",\"message\":\""
            + now
            + "\"}";
    byte[] signature = Signature.sign(SECRET, timestamp, body.getBytes(StandardCharsets.UTF_8));
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event
        .put("version", "2.0")
        .put("routeKey", METHOD + " " + PATH)
        .put("rawPath", PATH)
        .put("rawQueryString", "")
        .put("body", body)
        .put("isBase64Encoded", false);
    event
        .putObject("headers")
        .put("content-type", "application/json")
        .put("content-length", String.valueOf(body.length()))
        .put("x-api-key", KEY)
        .put("x-timestamp", timestamp)
        .put("x-signature", Signature.hex(signature));
    event
        .putObject("requestContext")
        .put("stage", "$default")
        .putObject("http")
        .put("method", METHOD)
        .put("path", PATH)
        .put("protocol", "HTTP/1.1")
        .put("sourceIp", "192.0.2.1");
    return Wire.write(event);
  }

  /**
   * Checks that it was taken.
   *
   * @throws IOException with the answer, when it was not
   */
  static void check(String answer) throws IOException {
    if (!answer.contains("\"statusCode\":200")) {
      throw new IOException("the alert was not taken: " + answer);
    }
  }
}
