package io.tocsin.local.standins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.keys.Secret;
import io.tocsin.wire.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class StandInsTest {
  private static final String ATTACK = "<script>alert(1)</script>\"'&";

  private final HttpClient client = HttpClient.newHttpClient();
  private final StandIns standIns;
  private final Secret url;

  StandInsTest() throws IOException {
    standIns = StandIns.start(Clock.systemUTC(), new Random(1));
    url = standIns.discordUrl("general", "general");
  }

  @AfterEach
  void stop() {
    standIns.close();
  }

  @Test
  void aMessageArrivesAndIsShownEscapedAndWithoutAddresses() throws Exception {
    Map<String, Object> embed =
        Map.of(
            "title",
            ATTACK,
            "color",
            0x3498db,
            "fields",
            List.of(Map.of("name", ATTACK, "value", ATTACK)));
    HttpResponse<String> answer =
        post(
            url.reveal() + "?wait=true",
            Wire.write(Map.of("content", ATTACK, "embeds", List.of(embed))));
    assertEquals(200, answer.statusCode());
    assertTrue(answer.body().contains("\"id\""));
    HttpResponse<String> page = get("/standins/discord");
    assertFalse(page.body().contains("<script"));
    assertTrue(page.body().contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;"));
    assertTrue(page.body().contains(".c3498db{"));
    assertTrue(
        page.headers()
            .firstValue("Content-Security-Policy")
            .orElse("")
            .startsWith("default-src 'none'"));
    String token = url.reveal().substring(url.reveal().lastIndexOf('/') + 1);
    String all = page.body() + get("/standins/discord.json").body() + get("/standins/slack").body();
    assertFalse(all.contains(token));
    assertFalse(all.contains("/api/webhooks"));
    assertTrue(get("/standins/discord.json").body().contains("\"embeds\":1"));
  }

  @Test
  void slackMessagesAreShownToo() throws Exception {
    assertEquals(
        "ok", post(standIns.slackUrl("ops").reveal(), "{\"text\":\"" + "&lt;b>" + "\"}").body());
    assertTrue(get("/standins/slack").body().contains("&amp;lt;b&gt;"));
    assertTrue(get("/standins/slack.json").body().contains("\"messages\":1"));
  }

  @Test
  void aPageElsewhereCannotReadThem() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), standIns.url().getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /standins/discord HTTP/1.1\r\nHost: evil.example\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      byte[] start = socket.getInputStream().readNBytes(12);
      assertEquals("HTTP/1.1 404", new String(start, StandardCharsets.US_ASCII));
    }
  }

  @Test
  void hangingAndDroppingTakeTheMessageWithoutAnAnswer() throws Exception {
    standIns.discord().fault("general", Fault.DROP);
    assertThrows(IOException.class, () -> post(url.reveal(), "{\"content\":\"one\"}"));
    standIns.discord().fault("general", Fault.HANG);
    assertThrows(
        HttpTimeoutException.class,
        () -> post(url.reveal(), "{\"content\":\"two\"}", Duration.ofSeconds(1)));
    assertEquals(2, standIns.discord().counts("general").messages());
  }

  @Test
  void connectionsAreRefusedUntilItListensAgain() throws Exception {
    standIns.refuse();
    assertThrows(IOException.class, () -> post(url.reveal(), "{\"content\":\"one\"}"));
    standIns.listen();
    assertEquals(204, post(url.reveal(), "{\"content\":\"two\"}").statusCode());
    assertEquals(1, standIns.discord().counts("general").messages());
  }

  private HttpResponse<String> post(String address, String body)
      throws IOException, InterruptedException {
    return post(address, body, Duration.ofSeconds(30));
  }

  private HttpResponse<String> post(String address, String body, Duration timeout)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(address))
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(standIns.url().resolve(path)).build(), BodyHandlers.ofString());
  }
}
