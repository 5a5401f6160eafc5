package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.alert.Json;
import io.tocsin.alert.Severity;
import io.tocsin.alert.Status;
import io.tocsin.wire.AlertJson;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the ChatMaster Alert API's members become. */
class ChatMasterTest {
  private static final String ONE = "/api/v1/alert";
  private static final String MANY = "/api/v1/alerts";

  /** The contract's example, byte for byte. */
  private static final String EXAMPLE =
      """
      {"service": "plex", "priority": "P1", "title": "plex is down", "message": "3 checks failed",
       "details": {"source": "heimdallr", "alert_id": "hd-8841", "timestamp": "2026-11-21T08:00:00+00:00", "region": "eu"},
       "source": "heimdallr"}
      """
          .stripTrailing();

  private final Scene scene = new Scene();
  private final Gateway gateway = scene.gateway();

  @AfterEach
  void close() {
    scene.close();
  }

  /** An alert with more members than those it must have. */
  private static String alert(String more) {
    return "{\"service\":\"plex\",\"priority\":\"P1\",\"title\":\"plex is down\"" + more + "}";
  }

  private Alert accepted(String body) {
    scene.queue.alerts.clear();
    Reply reply = gateway.send(scene.signed(ONE, body));
    assertEquals(200, reply.status(), reply.body());
    return scene.queue.only();
  }

  @Test
  void theContractsExampleBecomesTheGoldenMessage() throws IOException, InvalidJsonException {
    Alert alert = accepted(EXAMPLE);
    Path golden = Path.of("../wire/src/test/resources/golden/alert-heimdallr.json");
    assertEquals(Wire.parse(Files.readString(golden)), Wire.parse(AlertJson.write(alert)));
  }

  @ParameterizedTest
  @CsvSource({"P1,CRITICAL", "P2,HIGH", "P3,MEDIUM", "P4,LOW"})
  void aPriorityIsASeverity(String priority, Severity severity) {
    assertEquals(severity, accepted(alert("").replace("P1", priority)).severity());
  }

  @ParameterizedTest
  @ValueSource(strings = {"P0", "P5", "P9", "p1", "critical", "P1 ", "1"})
  void noOtherPriorityIsRead(String priority) {
    Reply reply = gateway.send(scene.signed(ONE, alert("").replace("P1", priority)));
    assertEquals(400, reply.status());
    assertEquals("priority", reply.json().path("errors").path(0).path("field").asText());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-|alert",
        ",\"details\":{\"kind\":\"health_change\"}|health_change",
        ",\"details\":{\"kind\":\"action_result\"},\"type\":\"security\"|action_result",
        ",\"details\":{\"kind\":\"other\"}|alert",
        ",\"details\":{\"kind\":7},\"type\":\"security\"|security",
        ",\"type\":\"tracklist\"|tracklist",
        ",\"type\":\"  \"|alert",
        ",\"type\":5|alert",
        ",\"details\":[\"kind\"]|alert"
      })
  void theKindOrTheTypeIsTheType(String more, String type) {
    assertEquals(type, accepted(alert(more == null ? "" : more)).type());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ",\"source\":\"a\",\"details\":{\"source\":\"b\"}|a",
        ",\"details\":{\"source\":\"b\"}|b",
        ",\"details\":{\"source\":7}|bootstrap",
        ",\"details\":{\"source\":\" \"}|bootstrap",
        ",\"source\":null|bootstrap"
      })
  void theSourceIsTheAlertsOrElseTheKeys(String more, String source) {
    assertEquals(source, accepted(alert(more)).source());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ",\"status\":\"resolved\"|RESOLVED",
        ",\"status\":\"firing\",\"details\":{\"resolved\":true}|FIRING",
        ",\"details\":{\"resolved\":true}|RESOLVED",
        ",\"details\":{\"resolved\":\"true\"}|FIRING",
        ",\"status\":\"down\"|FIRING"
      })
  void theStatusIsReadWhereThereIsOne(String more, Status status) {
    assertEquals(status, accepted(alert(more)).status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"2026-11-21T08:00:00+00:00\"|2026-11-21T08:00:00Z",
        "\"2026-11-21T09:30:00.5+01:30\"|2026-11-21T08:00:00.500Z"
      })
  void theTimeInTheDetailsIsWhenItWasDetected(String timestamp, Instant at) {
    String more = ",\"details\":{\"timestamp\":" + timestamp + "}";
    assertEquals(Optional.of(at), accepted(alert(more)).detectedAt());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"yesterday\"",
        "1763712000",
        "\"2026-11-21T08:00:00\"",
        "null",
        "\"+99999-01-01T00:00Z\""
      })
  void aTimeThatIsNoneIsPassedOver(String timestamp) {
    String more = ",\"details\":{\"timestamp\":" + timestamp + "}";
    Alert alert = accepted(alert(more));
    assertEquals(Optional.empty(), alert.detectedAt());
    assertEquals(new Json("{\"timestamp\":" + timestamp + "}"), alert.details());
  }

  @Test
  void detailsAndUnknownMembersAreKept() {
    Alert alert =
        accepted(
            alert(
                ",\"details\":[1.50,{\"ä\":null}],\"status\":\"down\",\"x\":{\"y\":[true]},"
                    + "\"alert_id\":\"a\",\"labels\":{\"team\":\"media\"},\"message\":null"));
    assertEquals(new Json("[1.50,{\"ä\":null}]"), alert.details());
    assertEquals(
        new Json("{\"status\":\"down\",\"x\":{\"y\":[true]},\"alert_id\":\"a\"}"), alert.extra());
    assertEquals(Map.of("team", "media"), alert.labels());
    assertEquals("", alert.message());
  }

  @Test
  void anyTextPassesTheQueue() {
    String odd = "\\ud800 \\u0000 \\uffff \u0085 \u2028 🔔";
    Alert alert = accepted(alert(",\"message\":\"" + odd + "\",\"details\":\"" + odd + "\""));
    assertEquals("\uD800 \u0000 \uFFFF \u0085 \u2028 🔔", alert.message());
  }

  @ParameterizedTest
  @CsvSource({"title,1024", "service,256", "source,256", "message,65536"})
  void aTextMayBeAsLongAsItsLimit(String member, int longest) {
    String start = "{\"service\":\"s\",\"priority\":\"P2\",\"title\":\"t\",";
    String body = start.replace("\"" + member + "\":", "\"x\":") + "\"" + member + "\":\"";
    accepted(body + "ä".repeat(longest) + "\"}");
    Reply reply = gateway.send(scene.signed(ONE, body + "ä".repeat(longest + 1) + "\"}"));
    assertEquals(400, reply.status());
    assertEquals(member, reply.json().path("errors").path(0).path("field").asText());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ",\"details\":{\"alert_id\":\"a\"},\"alert_id\":\"b\"|a",
        ",\"details\":{\"alert_id\":8841}|8841",
        ",\"details\":{\"alert_id\":[]},\"alert_id\":\"b\"|b",
        ",\"alert_id\":\"\"|header"
      })
  void anAlertsNameIsItsOwnOrElseTheRequests(String more, String name) {
    Reply reply = gateway.send(scene.signed(ONE, alert(more)).with("Idempotency-Key", "header"));
    assertEquals(200, reply.status());
    assertEquals(Optional.of(name), scene.queue.only().name());
  }

  @Test
  void aNameTooLongIsRefused() {
    String more = ",\"alert_id\":\"" + "a".repeat(257) + "\"";
    assertEquals(400, gateway.send(scene.signed(ONE, alert(more))).status());
    assertEquals(
        400,
        gateway
            .send(scene.signed(ONE, alert("")).with("Idempotency-Key", "k".repeat(251)))
            .status());
  }

  @Test
  void aBatchHasOneResultForEachItemInOrder() {
    String body =
        "["
            + String.join(
                ",", alert(""), "7", alert("").replace("P1", "P9"), alert(",\"alert_id\":\"x\""))
            + "]";
    Reply reply = gateway.send(scene.signed(MANY, body));
    assertEquals(200, reply.status(), reply.body());
    JsonNode results = reply.json().path("results");
    assertEquals(List.of("accepted", "rejected", "rejected", "accepted"), statuses(results));
    assertEquals("priority", results.path(2).path("errors").path(0).path("field").asText());
    assertEquals(
        List.of(results.path(0).path("id").asText(), results.path(3).path("id").asText()),
        scene.queue.alerts.stream().map(Alert::id).toList());
    assertEquals(1, scene.queue.sends);
  }

  private static List<String> statuses(JsonNode results) {
    return IntStream.range(0, results.size())
        .mapToObj(i -> results.get(i).path("status").asText())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void aBatchHasOneToAHundredAlerts(int size) {
    Reply reply = gateway.send(scene.signed(MANY, batch(size)));
    assertEquals(200, reply.status(), reply.body());
    assertEquals(size, scene.queue.alerts.size());
    assertEquals(size, scene.queue.alerts.stream().map(Alert::id).distinct().count());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 101})
  void aBatchOfAnyOtherSizeIsRefused(int size) {
    assertEquals(400, gateway.send(scene.signed(MANY, batch(size))).status());
    assertTrue(scene.queue.alerts.isEmpty());
  }

  private static String batch(int size) {
    return IntStream.range(0, size)
        .mapToObj(i -> alert(""))
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Test
  void aBatchTheQueueTookInPartIsNotAcknowledgedAndMayBeSentAgain() {
    scene.queue.room = 2;
    Call call = scene.signed(MANY, batch(3));
    Reply reply = gateway.send(call);
    assertEquals(503, reply.status());
    assertEquals(
        List.of("accepted", "accepted", "unavailable"), statuses(reply.json().path("results")));
    scene.queue.room = 3;
    Reply again = gateway.send(call);
    assertEquals(200, again.status());
    assertTrue(again.json().path("results").path(0).path("duplicate").asBoolean());
    assertFalse(again.json().path("results").path(2).has("duplicate"));
    assertEquals(3, scene.queue.alerts.stream().map(Alert::id).distinct().count());
    assertEquals(3, scene.queue.alerts.size());
  }

  @Test
  void aReplayIsOneEvent() {
    Call call = scene.signed(ONE, alert(""));
    Reply first = gateway.send(call);
    Reply second = gateway.send(call);
    assertEquals(200, second.status());
    assertEquals(first.json().path("id"), second.json().path("id"));
    assertFalse(first.json().has("duplicate"));
    assertTrue(second.json().path("duplicate").asBoolean());
    assertEquals(1, scene.queue.sends);
  }

  @Test
  void aReplayIsTheSameEventToAnotherFunction() {
    Call call = scene.signed(ONE, alert(""));
    gateway.send(call);
    try (Scene other = new Scene()) {
      other.gateway().send(call);
      assertEquals(scene.queue.only().id(), other.queue.only().id());
    }
  }

  @Test
  void theSameAlertSignedAnewIsOneEventOnlyWhenItHasAName() {
    String named = alert(",\"alert_id\":\"hd-1\"");
    Alert first = accepted(named);
    Alert unnamed = accepted(alert(""));
    scene.clock.move(java.time.Duration.ofSeconds(1));
    Reply again = gateway.send(scene.signed(ONE, named));
    assertEquals(first.id(), again.json().path("id").asText());
    assertTrue(again.json().path("duplicate").asBoolean());
    assertNotEquals(unnamed.id(), accepted(alert("")).id());
  }

  @Test
  void anotherBodyUnderTheSameNameIsFurtherNews() {
    Alert first = accepted(alert(",\"alert_id\":\"hd-1\""));
    Alert second = accepted(alert(",\"alert_id\":\"hd-1\",\"status\":\"resolved\""));
    assertNotEquals(first.id(), second.id());
    assertEquals(first.name(), second.name());
  }

  @Test
  void twoEqualNamedItemsInABatchAreOneEvent() {
    String named = alert(",\"alert_id\":\"hd-1\"");
    Reply reply = gateway.send(scene.signed(MANY, "[" + named + "," + named + "]"));
    assertFalse(reply.json().path("results").path(0).has("duplicate"));
    assertTrue(reply.json().path("results").path(1).path("duplicate").asBoolean());
    assertEquals("hd-1", scene.queue.only().name().orElse(""));
  }

  @Test
  void aRequestsNameIsNotTheNameOfAllItsItems() {
    Call call = scene.signed(MANY, batch(2)).with("Idempotency-Key", "k".repeat(250));
    assertEquals(200, gateway.send(call).status());
    assertEquals(2, scene.queue.alerts.stream().map(Alert::name).distinct().count());
    assertEquals(2, scene.queue.alerts.stream().map(Alert::id).distinct().count());
  }
}
