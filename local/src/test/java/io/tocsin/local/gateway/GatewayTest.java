package io.tocsin.local.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.tocsin.local.http.LoopbackServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GatewayTest {
  private final BlockingQueue<APIGatewayV2HTTPEvent> events = new LinkedBlockingQueue<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final LoopbackServer server;

  GatewayTest() throws IOException {
    server = LoopbackServer.start("test", 0);
    server.serve(new Gateway(this::answer, Clock.systemUTC()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event) {
    events.add(event);
    if (event.getRawPath().equals("/broken")) {
      throw new IllegalStateException("on purpose");
    }
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(event.getRawPath().equals("/none") ? 204 : 418)
        .withHeaders(Map.of("Content-Type", "text/plain", "X-Own", "yes"))
        .withBody(Base64.getEncoder().encodeToString(new byte[] {1, 2, 3}))
        .withIsBase64Encoded(true)
        .build();
  }

  @Test
  void aRequestBecomesAnEventOfPayloadTwo() throws Exception {
    send(
        request("/api/v1/alert?a=1&b=x%20y&a=2")
            .header("X-Signature", "one")
            .header("X-Signature", "two")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"a\":\"ü\"}")));
    APIGatewayV2HTTPEvent event = events.take();
    assertEquals("2.0", event.getVersion());
    assertEquals("/api/v1/alert", event.getRawPath());
    assertEquals("a=1&b=x%20y&a=2", event.getRawQueryString());
    assertEquals(Map.of("a", "1,2", "b", "x y"), event.getQueryStringParameters());
    assertEquals("one,two", event.getHeaders().get("x-signature"));
    assertEquals("{\"a\":\"ü\"}", event.getBody());
    assertFalse(event.getIsBase64Encoded());
    assertEquals("127.0.0.1", event.getRequestContext().getHttp().getSourceIp());
    assertEquals("POST", event.getRequestContext().getHttp().getMethod());
  }

  @Test
  void whatIsNoTextTravelsAsBase64() throws Exception {
    byte[] broken = {'{', (byte) 0xff, '}'};
    assertEquals("ew==", body("application/octet-stream", "{".getBytes(StandardCharsets.UTF_8)));
    assertEquals(Base64.getEncoder().encodeToString(broken), body("application/json", broken));
  }

  private String body(String type, byte[] bytes) throws Exception {
    send(request("/").header("Content-Type", type).POST(BodyPublishers.ofByteArray(bytes)));
    APIGatewayV2HTTPEvent event = events.take();
    assertTrue(event.getIsBase64Encoded());
    return event.getBody();
  }

  @Test
  void theAnswerIsWrittenBack() throws Exception {
    HttpResponse<byte[]> answer = send(request("/tea").GET());
    assertEquals(418, answer.statusCode());
    assertEquals("yes", answer.headers().firstValue("X-Own").orElse(""));
    assertEquals(3, answer.body().length);
    assertEquals(0, send(request("/none").GET()).body().length);
  }

  @Test
  void aFailingFunctionIsA500() throws Exception {
    HttpResponse<byte[]> answer = send(request("/broken").GET());
    assertEquals(500, answer.statusCode());
    assertFalse(new String(answer.body(), StandardCharsets.UTF_8).contains("purpose"));
  }

  @Test
  void theGatewaysOwnLimitsComeBeforeTheFunction() throws Exception {
    assertEquals(
        413,
        send(request("/").POST(BodyPublishers.ofByteArray(new byte[10_000_001]))).statusCode());
    assertEquals(431, send(request("/").header("X-Long", "x".repeat(10_300)).GET()).statusCode());
    assertTrue(events.isEmpty());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.url().resolve(path));
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }
}
