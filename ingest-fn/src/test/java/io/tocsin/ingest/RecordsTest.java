package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.analysis.Circumstances;
import io.tocsin.analysis.Panel;
import io.tocsin.config.Rules;
import io.tocsin.delivery.Delivery;
import io.tocsin.keys.Secret;
import io.tocsin.meeting.Exchange;
import io.tocsin.meeting.Meeting;
import io.tocsin.meeting.MeetingSamples;
import io.tocsin.routing.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordsTest {
  private static final Target HOOK =
      new Target("ops", "discord", "lane", Map.of("url", Secret.of("https://secret.example/hook")));

  private final Scene scene = new Scene();
  private final Gateway gateway = scene.gateway();

  @AfterEach
  void close() {
    scene.close();
  }

  private Reply get(String path) {
    return gateway.send(Call.get(path).with("X-API-Key", Scene.KEY));
  }

  private Alert happened() {
    Alert alert =
        Alert.builder("ev_1", "heimdallr", "plex", "Database connection pool exhausted")
            .severity(Severity.CRITICAL)
            .receivedAt(Scene.NOW)
            .build();
    scene.outbox.accept(alert, List.of(Delivery.of(alert, HOOK)));
    return alert;
  }

  @Test
  void anAlertComesWithItsDeliveriesItsAnalysisAndItsMeeting() {
    Alert alert = happened();
    scene.lessons.keep(
        "ev_1", Panel.of(Rules.builtIn()).analyse(Circumstances.of(alert, Map.of(), Scene.NOW)));
    scene.meetings.add(MeetingSamples.wanted(Meeting.incident(alert)));

    JsonNode json = get("/api/v1/alerts/ev_1").json();

    assertEquals("Database connection pool exhausted", json.path("title").asText());
    assertEquals("waiting", json.path("deliveries").path(0).path("state").asText());
    JsonNode analysis = json.path("analysis");
    assertEquals(
        "db-connection-pool",
        analysis.path("root_cause").path("causes").path(0).path("pattern").asText());
    assertEquals("clear", analysis.path("compliance").path("status").asText());
    assertTrue(analysis.path("meeting_context").path("invitees").size() > 0);
    assertEquals(0, analysis.path("learning").path("times").asInt());
    assertEquals("rules", analysis.path("learning").path("served_by").path("kind").asText());
    assertEquals("requested", json.path("meeting").path("state").asText());
  }

  @Test
  void anAlertThatWasNotAnalysedSaysSo() {
    happened();
    JsonNode json = get("/api/v1/alerts/ev_1").json();
    assertTrue(json.path("analysis").isNull());
    assertTrue(json.path("meeting").isNull());
  }

  @Test
  void aMeetingComesWithWhatWasSaidAboutIt() {
    Meeting meeting = MeetingSamples.wanted("in_1");
    scene.meetings.add(meeting);
    scene.exchanges.keep(
        new Exchange(
            meeting.id(),
            Scene.NOW,
            Exchange.Direction.OUT,
            "slotify",
            "POST /meetings",
            "{}",
            Optional.of(201),
            "{\"meeting_id\":\"x\"}",
            Duration.ofMillis(12)));

    JsonNode json = get("/api/v1/meetings/" + meeting.id()).json();

    assertEquals("[HIGH] Alert Review", json.path("title").asText());
    JsonNode said = json.path("exchanges").path(0);
    assertEquals("POST /meetings", said.path("request").asText());
    assertEquals(201, said.path("status").asInt());
    assertEquals("out", said.path("direction").asText());
    assertEquals(12, said.path("took_ms").asInt());
  }

  @Test
  void whatIsNotThereIsNotFoundAndNobodyReadsWithoutAKey() {
    assertEquals(404, get("/api/v1/alerts/ev_2").status());
    assertEquals(404, get("/api/v1/meetings/mt_0123456789abcdef01234567").status());
    assertEquals(404, get("/api/v1/meetings/none").status());
    happened();
    assertEquals(401, gateway.send(Call.get("/api/v1/alerts/ev_1")).status());
    assertEquals(
        401, gateway.send(Call.get("/api/v1/meetings/mt_0123456789abcdef01234567")).status());
  }
}
