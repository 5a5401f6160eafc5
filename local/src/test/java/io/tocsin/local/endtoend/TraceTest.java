package io.tocsin.local.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tocsin.keys.Signature;
import io.tocsin.local.LocalOptions;
import io.tocsin.local.LocalTocsin;
import io.tocsin.watch.Trace;
import io.tocsin.wire.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One trace, from the request that brings an alert over every queue to a signed webhook. */
class TraceTest {
  /** Only ends a test that would never end. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String SIGNING_KEY = "the key that the receiver has as well";
  private static final String THEIRS = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final String AGAIN = "00-a3ce929d0e0e47364bf92f3577b34da6-00f067aa0ba902b7-00";
  private static final String CONFIG =
      """
      version: 1
      targets:
        theirs: { channel: webhook, url: "${env:HOOK}", secret: "${env:HOOK_SECRET}" }
        ours: { channel: discord, url: "${env:OURS_DISCORD}" }
      routes:
        - { match: { source: traced }, to: [theirs] }
        - { to: [ours] }
      """;

  private final List<Trace> traces = new CopyOnWriteArrayList<>();
  private final HttpServer receiver;
  private volatile int status = 200;

  TraceTest() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/", this::receive);
    receiver.start();
  }

  @AfterEach
  void close() {
    receiver.stop(0);
  }

  /** Takes only what is signed, as a receiver does, and notes the trace it came with. */
  private void receive(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var headers = exchange.getRequestHeaders();
    String signed =
        headers.getFirst("webhook-id") + "." + headers.getFirst("webhook-timestamp") + "." + body;
    boolean genuine = headers.getFirst("webhook-signature").equals("v1," + sign(signed));
    if (genuine) {
      traces.add(Trace.parse(headers.getFirst(Trace.HEADER)).orElseThrow());
    }
    exchange.sendResponseHeaders(genuine ? status : 401, -1);
    exchange.close();
  }

  private static String sign(String text) throws IOException {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SIGNING_KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] code = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(code);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  @Test
  void theWebhookHasTheTraceOfTheRequestThatHadItSent(@TempDir Path folder) throws Exception {
    String secret =
        Base64.getEncoder().encodeToString(SIGNING_KEY.getBytes(StandardCharsets.UTF_8));
    LocalOptions options =
        LocalOptions.in(folder.resolve("data"))
            .withConfig(Files.writeString(folder.resolve("tocsin.yml"), CONFIG))
            .withEnvironment(
                Map.of(
                    "HOOK", "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook",
                    "HOOK_SECRET", "whsec_" + secret));
    try (LocalTocsin tocsin = LocalTocsin.start(options, any -> {})) {
      Client client = Client.of(tocsin.url(), tocsin.key().id(), tocsin.key().secret());
      status = 410;
      String alert =
          "{\"service\":\"plex\",\"priority\":\"P1\",\"title\":\"down\",\"source\":\"traced\"}";
      HttpResponse<String> answer = post(client, "/api/v1/alert", alert, THEIRS);
      assertEquals(200, answer.statusCode(), answer.body());
      String id = Wire.parse(answer.body()).path("id").asText();
      Eventually.happens("it comes", PATIENCE, () -> traces.size() == 1);
      assertIsOf(THEIRS, traces.get(0));

      status = 200;
      Eventually.happens("it is on record", PATIENCE, () -> state(client, id).equals("dead"));
      String again = "{\"alert\":\"" + id + "\"}";
      assertEquals(200, post(client, "/api/v1/redeliver", again, AGAIN).statusCode());
      Eventually.happens("it comes again", PATIENCE, () -> traces.size() == 2);
      // Somebody else's errand by now.
      assertIsOf(AGAIN, traces.get(1));
      Eventually.happens("it is told", PATIENCE, () -> state(client, id).equals("delivered"));
    }
  }

  /** The errand is theirs, the step is ours. */
  private static void assertIsOf(String header, Trace trace) {
    Trace theirs = Trace.parse(header).orElseThrow();
    assertEquals(theirs.id(), trace.id());
    assertEquals(theirs.sampled(), trace.sampled());
    assertNotEquals(theirs.span(), trace.span());
    assertTrue(trace.span().matches("[0-9a-f]{16}"));
  }

  private static String state(Client client, String alert) throws Exception {
    return Wire.parse(client.get("/api/v1/alerts/" + alert).body())
        .at("/deliveries/0/state")
        .asText();
  }

  private static HttpResponse<String> post(Client client, String path, String body, String trace)
      throws IOException, InterruptedException {
    String now = Long.toString(Instant.now().getEpochSecond());
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return client
        .http()
        .send(
            HttpRequest.newBuilder(client.url().resolve(path))
                .header("X-API-Key", client.key())
                .header("X-Timestamp", now)
                .header("X-Signature", Signature.hex(Signature.sign(client.secret(), now, bytes)))
                .header(Trace.HEADER, trace)
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
