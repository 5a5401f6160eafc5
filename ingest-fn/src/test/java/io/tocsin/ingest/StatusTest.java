package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.delivery.Breaker;
import io.tocsin.delivery.Budget;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Lane;
import io.tocsin.delivery.Pace;
import io.tocsin.delivery.Terms;
import io.tocsin.keys.ApiKey;
import io.tocsin.keys.Scope;
import io.tocsin.keys.Secret;
import io.tocsin.routing.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatusTest {
  private static final Terms TERMS = new Terms(Budget.perMinute(30, 5), List.of("discord"));
  private static final Breaker OPEN =
      new Breaker(true, 6, Optional.of(Scene.NOW.minusSeconds(40)), List.of());

  private static Call status() {
    return Call.get("/status").with("X-API-Key", Scene.KEY);
  }

  private static JsonNode told(Scene scene) {
    Reply reply = scene.gateway().send(status());
    assertEquals(200, reply.status(), reply.body());
    return reply.json();
  }

  private static Lane lane(String name, Instant paidUntil, Instant blockedUntil, Breaker breaker) {
    return new Lane(
        name,
        0,
        0,
        new Pace(paidUntil, 0, Instant.EPOCH),
        Optional.empty(),
        Instant.EPOCH,
        blockedUntil,
        breaker,
        Optional.of(Scene.NOW.minusSeconds(90)),
        Optional.empty(),
        Set.of(),
        Optional.of(TERMS));
  }

  /** Puts an alert into a lane that many seconds ago. */
  private static void waiting(Scene scene, String id, String lane, Severity severity, int seconds) {
    Alert alert =
        Alert.builder(id, "test", "plex", "the-text-of-an-alert")
            .severity(severity)
            .receivedAt(Scene.NOW.minusSeconds(seconds))
            .build();
    Target target = new Target("hook", "discord", lane, Map.of("url", Secret.of("a-secret-url")));
    scene.outbox.accept(alert, List.of(Delivery.of(alert, target)));
    scene.outbox.mark(lane, Scene.NOW);
  }

  @ParameterizedTest
  @EnumSource(Gateway.Payload.class)
  void beforeAnythingHappenedItTellsOfQueuesAndVersionsAndWhatIsOff(Gateway.Payload payload) {
    try (Scene scene = new Scene()) {
      JsonNode status = payload.over(scene.context).send(status()).json();
      assertEquals(Scene.NOW.toString(), status.path("at").asText());
      assertEquals(
          "[{\"name\":\"alerts\",\"waiting\":3,\"in_flight\":2,\"delayed\":1},"
              + "{\"name\":\"alerts-failed\","
              + "\"error\":\"cannot be asked just now: AccessDenied\"}]",
          status.path("queues").toString());
      assertEquals("[]", status.path("lanes").toString());
      assertTrue(status.has("last_alert") && status.path("last_alert").isNull());
      assertTrue(status.at("/discord/interactions").asText().contains("DISCORD_PUBLIC_KEY"));
      assertTrue(status.at("/discord/direct_messages").asText().contains("DISCORD_BOT_TOKEN"));
      assertFalse(status.at("/versions/tocsin").asText().isBlank());
      assertFalse(status.at("/versions/java").asText().isBlank());
    }
  }

  @Test
  void whatCannotBeAskedSaysSoInItsPlace() {
    try (Scene scene = new Scene()) {
      waiting(scene, "a1", "ops", Severity.LOW, 5);
      scene.queuesDown = true;
      JsonNode status = told(scene);

      assertEquals("{\"error\":\"cannot be asked just now\"}", status.path("queues").toString());
      assertEquals("ops", status.at("/lanes/0/name").asText());
      assertFalse(status.at("/last_alert/received_at").asText().isEmpty());
      assertFalse(status.at("/versions/tocsin").asText().isEmpty());
    }
  }

  @Test
  void whereTheTableOfLanesIsOutTheRestIsTold() {
    try (Scene scene = new Scene()) {
      scene.gateway().send(status());
      scene.clock.move(Duration.ofSeconds(6));
      scene.alertMaps.down = true;
      JsonNode status = told(scene);

      for (String part : List.of("lanes", "limits", "last_alert")) {
        assertEquals("cannot be asked just now", status.path(part).path("error").asText(), part);
      }
      assertEquals(3, status.at("/queues/0/waiting").asInt());
    }
  }

  @Test
  void personsLanesAreShownToAdministratorsAlone() {
    try (Scene scene = new Scene()) {
      waiting(scene, "a1", "ops", Severity.LOW, 5);
      waiting(scene, "a2", "discord:42", Severity.LOW, 5);
      scene.keys.create(ApiKey.of("cm_43", "discord:43", Secret.of("s"), Set.of(Scope.READ)));

      assertEquals(2, told(scene).path("lanes").size());
      Reply reply = scene.gateway().send(Call.get("/status").with("X-API-Key", "cm_43"));
      assertEquals(1, reply.json().path("lanes").size());
      assertFalse(reply.body().contains("discord:42"));
      assertEquals(2, told(scene).path("lanes").size(), "each has an answer of its own");
    }
  }

  @Test
  void aLaneTellsWhatWaitsInItAndWhatIsLeftOfItsBudget() {
    try (Scene scene = new Scene()) {
      // 30 a minute in bursts of 5: 2 s each, of which 3 s, so 2 permits, are spent.
      scene.outbox.swap(lane("ops", Scene.NOW.plusSeconds(3), Instant.EPOCH, Breaker.CLOSED));
      waiting(scene, "new", "ops", Severity.CRITICAL, 5);
      waiting(scene, "old", "ops", Severity.LOW, 75);

      JsonNode status = told(scene);
      JsonNode lane = status.at("/lanes/0");

      assertEquals("ops", lane.path("name").asText());
      assertEquals("[\"discord\"]", lane.path("channels").toString());
      assertEquals(2, lane.path("pending").asInt());
      assertFalse(lane.path("pending_more").asBoolean(true));
      assertEquals(Scene.NOW.minusSeconds(75).toString(), lane.path("oldest").asText());
      assertEquals(
          "{\"left\":3,\"permits\":30,\"period_s\":60.0,\"burst\":5,\"slowed\":false}",
          lane.path("budget").toString());
      assertTrue(lane.path("blocked_until").isNull());
      assertEquals("closed", lane.at("/breaker/state").asText());
      assertEquals(
          Scene.NOW.minusSeconds(5).toString(), status.at("/last_alert/received_at").asText());
      assertFalse(status.toString().contains("the-text-of-an-alert"), "no alert is told of");
      assertFalse(status.toString().contains("a-secret-url"));
    }
  }

  @Test
  void aServiceThatFailsShowsInItsLaneAndALimitThatWasHitApart() {
    try (Scene scene = new Scene()) {
      Instant until = Scene.NOW.plusSeconds(30);
      scene.outbox.swap(lane("ops", Instant.EPOCH, until, OPEN));
      scene.outbox.swap(lane("limit:discord", Instant.EPOCH, until, Breaker.CLOSED));

      JsonNode status = told(scene);

      JsonNode lane = status.at("/lanes/0");
      assertEquals("open", lane.at("/breaker/state").asText());
      assertEquals(6, lane.at("/breaker/failures_in_a_row").asInt());
      assertEquals(
          Scene.NOW.minusSeconds(40).toString(), lane.at("/breaker/failing_since").asText());
      assertEquals(until.toString(), lane.path("blocked_until").asText());
      assertEquals(0, lane.at("/budget/left").asInt(-1), "nothing may be sent before that");
      assertEquals(
          "[{\"name\":\"discord\",\"blocked_until\":\"" + until + "\"}]",
          status.path("limits").toString());
    }
  }

  @Test
  void itIsFoundOutAtMostOnceInFiveSeconds() {
    try (Scene scene = new Scene()) {
      Gateway gateway = scene.gateway();
      assertEquals(0, gateway.send(status()).json().path("lanes").size());
      waiting(scene, "a", "ops", Severity.LOW, 1);
      scene.clock.move(Duration.ofSeconds(4));
      assertEquals(0, gateway.send(status()).json().path("lanes").size());
      scene.clock.move(Duration.ofSeconds(1));
      JsonNode later = gateway.send(status()).json();
      assertEquals(1, later.path("lanes").size());
      assertTrue(later.at("/lanes/0/budget").isNull(), "not drained yet, so not known");
    }
  }

  @Test
  void whatOfDiscordIsOnSaysSo() {
    Map<String, Object> settings =
        Map.of("TOCSIN_DIRECT_MESSAGES", "true", "DISCORD_PUBLIC_KEY", DiscordCall.PUBLIC_KEY);
    try (Scene scene = new Scene(settings)) {
      assertEquals(
          "{\"interactions\":\"on\",\"direct_messages\":\"on\"}",
          told(scene).path("discord").toString());
    }
  }

  @Test
  void itTakesAKeyThatMayRead() {
    try (Scene scene = new Scene()) {
      scene.keys.create(ApiKey.of("cm_sends", "me", Secret.of("s"), Set.of(Scope.ALERT)));
      scene.keys.create(ApiKey.of("cm_reads", "me", Secret.of("s"), Set.of(Scope.READ)));
      Gateway gateway = scene.gateway();
      assertEquals(401, gateway.send(Call.get("/status")).status());
      assertEquals(403, gateway.send(Call.get("/status").with("X-API-Key", "cm_sends")).status());
      assertEquals(200, gateway.send(Call.get("/status").with("X-API-Key", "cm_reads")).status());
    }
    try (Scene scene = new Scene(Map.of("TOCSIN_OPEN_READS", "true"))) {
      assertEquals(200, scene.gateway().send(Call.get("/status")).status());
    }
  }
}
