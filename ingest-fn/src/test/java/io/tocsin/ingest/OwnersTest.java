package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.delivery.Delivery;
import io.tocsin.keys.ApiKey;
import io.tocsin.keys.Scope;
import io.tocsin.keys.Secret;
import io.tocsin.routing.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnersTest {
  private static final String PATH = "/api/v1/owners/forget";
  private static final String ANN = "{\"owner\":\"ann\"}";

  private final Scene scene = new Scene();

  @AfterEach
  void close() {
    scene.close();
  }

  private void keep(String id, String owner) {
    Alert alert =
        Alert.builder(id, "test", "plex", "down")
            .receivedAt(scene.clock.instant())
            .owner(Optional.of(owner))
            .build();
    Delivery waiting = Delivery.of(alert, new Target("ops", "discord", "ops", Map.of()));
    scene.outbox.accept(alert, List.of(waiting));
  }

  private static ApiKey key(String id, String owner, Scope scope) {
    return ApiKey.of(id, owner, Secret.of("secret of " + id), Set.of(scope));
  }

  private Reply post(String body) {
    return scene.gateway().send(scene.signed(PATH, body));
  }

  @Test
  void allOfOneOwnerIsDeletedAndTheAnswerCountsIt() {
    keep("ev_1", "ann");
    keep("ev_2", "ann");
    keep("ev_3", "bob");
    scene.keys.create(key("cm_ann", "ann", Scope.ALERT));

    Reply answered = post(ANN);

    assertEquals(200, answered.status(), answered.body());
    JsonNode json = answered.json();
    assertEquals(2, json.path("alerts").asInt());
    assertEquals(2, json.path("deliveries").asInt());
    assertEquals(1, json.path("keys").asInt());
    assertTrue(json.path("more").asBoolean());
    assertFalse(post(ANN).json().path("more").asBoolean());
    assertEquals(1, scene.outbox.waiting("ops", 10).size());
    assertEquals(Optional.empty(), scene.history.story("ev_1"));
    assertTrue(scene.history.story("ev_3").isPresent());
    assertEquals(Optional.empty(), scene.keys.find("cm_ann"));
  }

  @Test
  void onlyAnAdministratorMayAskAndNobodyEndsTheKeyThatIsSignedWith() {
    keep("ev_1", "ann");
    scene.keys.create(key("cm_ann", "ann", Scope.ALERT));
    scene.keys.create(key("cm_root", "root", Scope.ADMIN));

    assertEquals(401, scene.gateway().send(Call.post(PATH, Call.utf8(ANN))).status());
    assertEquals(403, signedBy("cm_ann", ANN).status());
    assertEquals(409, signedBy("cm_root", "{\"owner\":\"root\"}").status());
    assertEquals(400, post("{\"owner\":\"\"}").status());
    assertEquals(400, post("{\"owner\":\"" + "x".repeat(101) + "\"}").status());
    assertTrue(scene.history.story("ev_1").isPresent());
    assertTrue(scene.keys.find("cm_root").flatMap(key -> key.summary().revokedAt()).isEmpty());

    assertEquals(200, signedBy("cm_root", ANN).status());
    assertEquals(Optional.empty(), scene.history.story("ev_1"));
  }

  private Reply signedBy(String key, String body) {
    return scene
        .gateway()
        .send(Call.signed(PATH, Call.utf8(body), key, "secret of " + key, scene.clock.seconds()));
  }
}
