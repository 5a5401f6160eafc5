package io.tocsin.local.standins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.keys.Secret;
import io.tocsin.keys.Signature;
import io.tocsin.local.http.Bodies;
import io.tocsin.local.http.LoopbackServer;
import io.tocsin.wire.Wire;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SlotifyStandInTest {
  private static final String ATTACK = "<script>alert(1)</script>\"'&";
  private static final Secret SECRET = Secret.of("s3cr3t");

  private final HttpClient client = HttpClient.newHttpClient();
  private final StandIns standIns;

  SlotifyStandInTest() throws IOException {
    standIns = StandIns.start(Clock.systemUTC(), new Random(1));
  }

  @AfterEach
  void stop() {
    standIns.close();
  }

  @Test
  void meetingsAreShownAsTextAndWithoutTheKey() throws Exception {
    assertEquals(201, create("mt_1", ATTACK).statusCode());
    assertEquals(200, create("mt_1", ATTACK).statusCode(), "made once");
    String page = get("/standins/slotify");
    assertFalse(page.contains("<script"), page);
    assertEquals(
        3, page.split("&lt;script&gt;alert\\(1\\)&lt;/script&gt;&quot;&#39;&amp;", -1).length);
    assertFalse(page.contains(standIns.slotify().key().reveal()));
    assertTrue(get("/standins/slotify.json").contains("\"POST 201\":1"));
  }

  @Test
  void whatPeopleDoIsToldToTocsinSigned() throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    LoopbackServer tocsin = LoopbackServer.start("tocsin", 0);
    tocsin.serve(
        exchange -> {
          try (exchange) {
            byte[] body = Bodies.read(exchange, 65_536).orElseThrow();
            var headers = exchange.getRequestHeaders();
            boolean signed =
                Signature.matches(
                    Signature.decode(headers.getFirst("X-Webhook-Signature")).orElseThrow(),
                    List.of(SECRET),
                    headers.getFirst("X-Webhook-Timestamp"),
                    body);
            told.add(
                exchange.getRequestMethod()
                    + exchange.getRequestURI()
                    + headers.getFirst("X-API-Key")
                    + signed
                    + new String(body, StandardCharsets.UTF_8));
            Bodies.write(exchange, 200, new byte[0]);
          }
        });
    standIns.slotify().reportTo(tocsin.url(), "cm_1", SECRET);
    JsonNode meeting = Wire.parse(create("mt_1", "Review").body());
    String id = meeting.path("meeting_id").asText();

    String token = token();
    assertEquals(303, press(id, "put-off", token));
    assertEquals(303, press(id, "complete", token));
    assertEquals(303, press(id, "cancel", token), "it is over, and nobody is told");
    tocsin.close();

    assertEquals(2, told.size(), told::toString);
    assertTrue(told.get(0).startsWith("POST/webhooks/slotify/meetingcm_1true{"), told.get(0));
    assertTrue(told.get(0).contains("\"status\":\"rescheduled\""), told.get(0));
    assertTrue(told.get(0).contains("\"scheduled_time\":\"2026-11-26T16:00:00Z\""), told.get(0));
    assertTrue(told.get(0).contains("\"alert_reference\":\"alert-1\""), told.get(0));
    assertTrue(told.get(1).contains("\"status\":\"completed\""), told.get(1));
    assertTrue(get("/standins/slotify").contains("Tocsin was told, and answered 200"));
  }

  @Test
  void onlyWhoWasShownThePageMayPressItsButtons() throws Exception {
    String id = Wire.parse(create("mt_1", "Review").body()).path("meeting_id").asText();
    assertEquals(403, press(id, "cancel", "guessed"));
    assertTrue(standIns.slotify().meetings().get(0).open());
  }

  @Test
  void whatSlotifyWouldRefuseIsRefused() throws Exception {
    assertEquals(422, create("mt_1", " ").statusCode());
    assertEquals(422, create("mt_1", "x".repeat(256)).statusCode());
    assertEquals(401, call("POST", "/slotify/meetings", "wrong", "mt_1", "{}").statusCode());
    assertEquals(List.of(), standIns.slotify().meetings());
  }

  @Test
  void whatChainSyncWasToldIsShownAsText() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(standIns.url().resolve("/chainsync/alerts/alert-1"))
            .header("X-API-Key", standIns.chainSync().key().reveal())
            .method(
                "PATCH",
                BodyPublishers.ofString(
                    Wire.write(Map.of("status", "meeting_scheduled", "notes", ATTACK))))
            .build();
    assertEquals(200, client.send(request, BodyHandlers.ofString()).statusCode());
    assertFalse(get("/standins/chainsync").contains("<script"));
    assertTrue(get("/standins/chainsync").contains("meeting_scheduled, told once"));
    assertTrue(get("/standins/chainsync.json").contains("\"alert_id\":\"alert-1\""));
  }

  private HttpResponse<String> create(String once, String title) throws Exception {
    return call(
        "POST",
        "/slotify/meetings",
        standIns.slotify().key().reveal(),
        once,
        Wire.write(
            Map.of(
                "title",
                title,
                "description",
                ATTACK,
                "scheduled_time",
                "2026-11-26T15:00:00Z",
                "duration_minutes",
                60,
                "alert_reference",
                "alert-1",
                "attendees",
                List.of("dev@example.org"))));
  }

  private HttpResponse<String> call(
      String method, String path, String key, String once, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(standIns.url().resolve(path))
            .header("Authorization", "Bearer " + key)
            .header("Idempotency-Key", once)
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  /** As it stands on the page; without a meeting there is none. */
  private String token() throws Exception {
    return get("/standins/slotify").split("name=\"token\" value=\"", 2)[1].split("\"", 2)[0];
  }

  private int press(String id, String what, String token) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(standIns.url().resolve("/standins/slotify"))
                .POST(BodyPublishers.ofString("meeting=" + id + "&do=" + what + "&token=" + token))
                .build(),
            BodyHandlers.ofString())
        .statusCode();
  }

  private String get(String path) throws IOException, InterruptedException {
    return client
        .send(HttpRequest.newBuilder(standIns.url().resolve(path)).build(), BodyHandlers.ofString())
        .body();
  }
}
