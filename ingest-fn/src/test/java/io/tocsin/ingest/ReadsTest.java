package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.delivery.Attempt;
import io.tocsin.delivery.Delivery;
import io.tocsin.history.History;
import io.tocsin.ingest.Gateway.Payload;
import io.tocsin.keys.AddressRange;
import io.tocsin.keys.ApiKey;
import io.tocsin.keys.Scope;
import io.tocsin.keys.Secret;
import io.tocsin.routing.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadsTest {
  private static final Target HOOK =
      new Target("ops", "discord", "lane", Map.of("url", Secret.of("https://secret.example/hook")));

  private final Scene scene = new Scene();
  private final Gateway gateway = scene.gateway();

  @AfterEach
  void close() {
    scene.close();
  }

  private static Call recent() {
    return Call.get("/alerts/recent").with("X-API-Key", Scene.KEY);
  }

  /** An alert that was received and routed; alerts with higher numbers are newer. */
  private Delivery happened(int number) {
    Alert alert =
        Alert.builder("ev_" + number, "heimdallr", "plex", "number " + number)
            .receivedAt(Scene.NOW.plusSeconds(number))
            .build();
    Delivery delivery = Delivery.of(alert, HOOK);
    scene.outbox.accept(alert, List.of(delivery));
    return delivery;
  }

  private static List<String> titles(JsonNode alerts) {
    return IntStream.range(0, alerts.size())
        .mapToObj(i -> alerts.get(i).path("title").asText())
        .toList();
  }

  @ParameterizedTest
  @EnumSource(Payload.class)
  void healthIsOpenToAll(Payload payload) {
    Reply reply = payload.over(scene.context).send(Call.get("/health"));
    assertEquals(200, reply.status());
    assertEquals("{\"status\":\"up\"}", reply.body());
    assertEquals("application/json", reply.header("Content-Type"));
  }

  @ParameterizedTest
  @EnumSource(Payload.class)
  void recentAlertsComeNewestFirstPageByPage(Payload payload) {
    IntStream.range(0, 25).forEach(this::happened);
    Gateway any = payload.over(scene.context);
    List<String> all = new ArrayList<>();
    JsonNode page = any.send(recent()).json();
    assertEquals(20, page.path("alerts").size());
    all.addAll(titles(page.path("alerts")));
    String cursor = page.path("next").asText();
    JsonNode last = any.send(recent().query("limit=20&cursor=" + cursor)).json();
    assertTrue(last.path("next").isNull());
    all.addAll(titles(last.path("alerts")));
    assertEquals(IntStream.range(0, 25).mapToObj(i -> "number " + (24 - i)).toList(), all);
  }

  @Test
  void anAlertComesWithItsDeliveriesAndTheirAttempts() {
    Delivery waiting = happened(1);
    Attempt attempt =
        new Attempt(Scene.NOW.plusSeconds(2), "transient", "status 500", Duration.ofMillis(120));
    scene.outbox.record(List.of(waiting.waiting(attempt, true)));
    JsonNode delivery =
        gateway.send(recent()).json().path("alerts").path(0).path("deliveries").path(0);
    assertEquals("ops", delivery.path("target").asText());
    assertEquals("waiting", delivery.path("state").asText());
    assertEquals(1, delivery.path("requests").asInt());
    JsonNode first = delivery.path("attempts").path(0);
    assertEquals("transient", first.path("outcome").asText());
    assertEquals("status 500", first.path("reason").asText());
    assertEquals(120, first.path("took_ms").asInt());
    assertFalse(gateway.send(recent()).body().contains("secret.example"));
  }

  @Test
  void messagesThatCouldNotBeReadAreListed() {
    scene.history.refused(new History.Refusal("m-1", Scene.NOW, "title: is required"));
    JsonNode refused = gateway.send(recent()).json().path("refused");
    assertEquals("m-1", refused.path(0).path("message_id").asText());
    assertEquals("title: is required", refused.path(0).path("reason").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "101", "-1", "ten", "1.0", "99999999999", ""})
  void aLimitOutOfRangeIsNamed(String limit) {
    Reply reply = gateway.send(recent().query("limit=" + limit));
    assertEquals(400, reply.status());
    assertTrue(reply.json().path("detail").asText().startsWith("limit"));
  }

  @Test
  void aCursorThatIsNoneIsNamed() {
    Reply reply = gateway.send(recent().query("cursor=nonsense"));
    assertEquals(400, reply.status());
    assertTrue(reply.json().path("detail").asText().startsWith("cursor"));
  }

  @Test
  void readingNeedsAnActiveKeyWithTheScope() {
    scene.keys.create(ApiKey.of("cm_sender", "team", Secret.of("s"), Set.of(Scope.ALERT)));
    scene.keys.create(ApiKey.of("cm_reader", "team", Secret.of("s"), Set.of(Scope.READ)));
    assertEquals(401, gateway.send(Call.get("/alerts/recent")).status());
    assertEquals(401, gateway.send(recent().replacing("X-API-Key", "cm_nobody")).status());
    assertEquals(400, gateway.send(recent().with("X-API-Key", Scene.KEY)).status());
    assertEquals(403, gateway.send(recent().replacing("X-API-Key", "cm_sender")).status());
    assertEquals(200, gateway.send(recent().replacing("X-API-Key", "cm_reader")).status());
  }

  @Test
  void theAllowListCountsForReadingToo() {
    scene.keys.create(
        ApiKey.of("cm_home", "team", Secret.of("s"), Set.of(Scope.READ))
            .allowing(List.of(AddressRange.parse("10.0.0.0/8"))));
    Call call = recent().replacing("X-API-Key", "cm_home");
    assertEquals(403, gateway.send(call).status());
    assertEquals(200, gateway.send(call.from("10.0.0.9")).status());
  }

  @Test
  void anOperatorCanOpenReading() {
    try (Scene open = new Scene(Map.of("TOCSIN_OPEN_READS", "true"))) {
      assertEquals(200, open.gateway().send(Call.get("/alerts/recent")).status());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/nothing",
        "/api/v1/alert/",
        "/api/v1/alertx",
        "/health/x",
        "/a b",
        "/%zz",
        "//",
        "/{x}",
        "/../health",
        "/ä"
      })
  void thereIsNothingElse(String path) {
    for (Payload payload : Payload.values()) {
      for (String method : List.of("GET", "POST")) {
        Reply reply = payload.over(scene.context).send(Call.get(path).method(method));
        String what = payload + " " + method + " " + path + " " + reply.body();
        assertEquals("application/problem+json", reply.header("Content-Type"), what);
        assertTrue(List.of(400, 404, 405).contains(reply.status()), what);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS"})
  void alertsAreOnlyPosted(String method) {
    for (Payload payload : Payload.values()) {
      Reply reply =
          payload.over(scene.context).send(scene.signed("/api/v1/alert", "{}").method(method));
      assertEquals(405, reply.status());
      assertEquals("application/problem+json", reply.header("Content-Type"));
      assertEquals(405, reply.json().path("status").asInt());
      assertTrue(reply.json().path("message").isTextual());
    }
  }

  @Test
  void whatACallerAcceptsMakesNoDifference() {
    assertEquals(200, gateway.send(Call.get("/health").with("Accept", "text/html")).status());
    assertEquals(404, gateway.send(Call.get("/x").with("Accept", "text/html")).status());
    Call alert =
        scene.signed("/api/v1/alert", "{\"service\":\"s\",\"priority\":\"P1\",\"title\":\"t\"}");
    assertEquals(200, gateway.send(alert.with("Accept", "image/png")).status());
  }
}
