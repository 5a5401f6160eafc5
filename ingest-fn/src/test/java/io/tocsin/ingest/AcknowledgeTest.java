package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AcknowledgeTest {
  private static final String PATH = "/api/v1/acknowledge";

  private final Scene scene = new Scene();

  AcknowledgeTest() {
    Alert alert =
        Alert.builder("ev_1", "test", "plex", "down").receivedAt(scene.clock.instant()).build();
    scene.outbox.accept(alert, List.of());
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private Reply post(String body) {
    return scene.gateway().send(scene.signed(PATH, body));
  }

  private JsonNode read(String path, String query) throws InvalidJsonException {
    Call call = Call.get(path).with("X-API-Key", Scene.KEY).query(query);
    return Wire.parse(scene.gateway().send(call).body());
  }

  @Test
  void theFirstWhoAcknowledgesIsShownEverywhere() throws Exception {
    assertTrue(read("/api/v1/alerts/ev_1", "").path("acknowledged").isNull());
    assertTrue(read("/alerts/recent", "").at("/alerts/0/acknowledged").isNull());

    Reply answered = post("{\"alert\":\"ev_1\",\"note\":\"the disk, I am at it\"}");
    scene.clock.move(Duration.ofMinutes(5));
    Reply again = post("{\"alert\":\"ev_1\",\"note\":\"me too\"}");

    assertEquals(200, answered.status());
    JsonNode kept = Wire.parse(answered.body()).path("acknowledged");
    assertEquals(Scene.NOW.toString(), kept.path("at").asText());
    assertEquals("the disk, I am at it", kept.path("note").asText());
    assertEquals(answered.body(), again.body());
    assertEquals(kept, read("/api/v1/alerts/ev_1", "").path("acknowledged"));
    assertEquals(kept, read("/alerts/recent", "").at("/alerts/0/acknowledged"));
    assertEquals(kept, read("/api/v1/alerts", "acknowledged=true").at("/alerts/0/acknowledged"));
    assertEquals(0, read("/api/v1/alerts", "acknowledged=false").path("alerts").size());
  }

  @Test
  void anEmptyNoteIsNone() throws Exception {
    JsonNode answer = Wire.parse(post("{\"alert\":\"ev_1\",\"note\":\" \"}").body());
    assertTrue(answer.path("acknowledged").path("note").isNull());
  }

  @Test
  void whatIsNotThereOrTooLongIsRefused() {
    assertEquals(404, post("{\"alert\":\"ev_2\"}").status());
    assertEquals(400, post("{\"alarm\":\"ev_1\"}").status());
    String note = "x".repeat(501);
    assertEquals(400, post("{\"alert\":\"ev_1\",\"note\":\"" + note + "\"}").status());
    assertTrue(scene.history.story("ev_1").orElseThrow().acknowledged().isEmpty());
  }

  @Test
  void onlyWhoSignsMayAcknowledge() {
    Call unsigned = Call.post(PATH, Call.utf8("{\"alert\":\"ev_1\"}"));
    assertEquals(401, scene.gateway().send(unsigned).status());
    assertTrue(scene.history.story("ev_1").orElseThrow().acknowledged().isEmpty());
  }
}
