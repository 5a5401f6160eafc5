package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.alert.Json;
import io.tocsin.alert.Severity;
import io.tocsin.alert.Status;
import io.tocsin.keys.Secret;
import io.tocsin.keys.Signature;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the members of ChainSync's webhook become, and what it hears back. */
class ChainSyncTest {
  private static final String ONE = "/webhooks/chainsync/alert";
  private static final String MANY = "/webhooks/chainsync/alerts";

  /** The contract's example, byte for byte. */
  private static final String EXAMPLE =
      """
      {"alert_id": "chainsync-alert-12345", "alert_type": "system_failure", "severity": "critical",
       "description": "Database connection pool exhausted",
       "affected_systems": ["API Gateway", "User Service"],
       "detected_at": "2025-11-26T10:30:00Z", "context": {"connection_count": 100, "max_connections": 100}}
      """
          .stripTrailing();

  private final Scene scene = new Scene();
  private final Gateway gateway = scene.gateway();

  @AfterEach
  void close() {
    scene.close();
  }

  /** Signed as MuleSoft flows do. */
  private Call signed(String path, String body) {
    Call call = scene.signed(path, body);
    String time = header(call, "X-Timestamp");
    String signature = header(call, "X-Signature");
    return call.without("X-Timestamp")
        .without("X-Signature")
        .with("X-Webhook-Timestamp", time)
        .with("X-Webhook-Signature", signature);
  }

  private static String header(Call call, String name) {
    return call.headers().stream()
        .filter(header -> header.getKey().equals(name))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private Alert accepted(String body) {
    scene.queue.alerts.clear();
    Reply reply = gateway.send(signed(ONE, body));
    assertEquals(200, reply.status(), reply.body());
    return scene.queue.only();
  }

  private static List<String> fields(Reply reply) {
    return StreamSupport.stream(reply.json().path("errors").spliterator(), false)
        .map(error -> error.path("field").asText())
        .collect(Collectors.toList());
  }

  @Test
  void theContractsExampleIsReadWhole() {
    Alert alert = accepted(EXAMPLE);

    assertEquals("chainsync", alert.source());
    assertEquals("API Gateway", alert.service());
    assertEquals("system_failure", alert.type());
    assertEquals(Severity.CRITICAL, alert.severity());
    assertEquals(Status.FIRING, alert.status());
    assertEquals("Database connection pool exhausted", alert.title());
    assertEquals("", alert.message());
    assertEquals(List.of("API Gateway", "User Service"), alert.affectedSystems());
    assertEquals(Optional.of(Instant.parse("2025-11-26T10:30:00Z")), alert.detectedAt());
    assertEquals(new Json("{\"connection_count\":100,\"max_connections\":100}"), alert.details());
    assertEquals(Optional.of("chainsync-alert-12345"), alert.name());
    assertEquals(Optional.of("bootstrap"), alert.owner());
  }

  @Test
  void theSourceHearsOfItsUrgencyAtOnce() throws InvalidJsonException {
    Reply reply = gateway.send(signed(ONE, EXAMPLE));

    assertEquals(200, reply.status());
    JsonNode expected =
        Wire.parse(
            """
            {"status":"success","message":"Alert accepted; no meeting is wanted for it",
             "data":{"alert_id":"chainsync-alert-12345","meeting_id":null,"meeting_url":null,
              "urgency":{"level":"CRITICAL","score":1.0,"recommended_response_time":"< 1 hour"}},
             "timestamp":"%s"}
            """
                .formatted(scene.queue.only().receivedAt()));
    assertEquals(expected, Wire.parse(reply.body()));
  }

  @ParameterizedTest
  @CsvSource({
    "critical,CRITICAL,CRITICAL,1.0,< 1 hour",
    "high,HIGH,HIGH,0.75,< 4 hours",
    "medium,MEDIUM,MEDIUM,0.5,< 24 hours",
    "low,LOW,LOW,0.25,next business day"
  })
  void aSeverityIsAnUrgency(
      String word, Severity severity, String level, double score, String within) {
    scene.queue.alerts.clear();
    Reply reply = gateway.send(signed(ONE, EXAMPLE.replace("critical", word)));

    assertEquals(severity, scene.queue.only().severity());
    JsonNode urgency = reply.json().path("data").path("urgency");
    assertEquals(level, urgency.path("level").asText());
    assertEquals(score, urgency.path("score").asDouble());
    assertEquals(within, urgency.path("recommended_response_time").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"CRITICAL", "P1", "info", "", "critical "})
  void noOtherSeverityIsRead(String word) {
    Reply reply = gateway.send(signed(ONE, EXAMPLE.replace("\"critical\"", "\"" + word + "\"")));

    assertEquals(400, reply.status());
    assertEquals(List.of("severity"), fields(reply));
  }

  @Test
  void whatIsMissingOrWrongIsNamedAllAtOnce() {
    Reply reply =
        gateway.send(
            signed(
                ONE,
                "{\"severity\":\"high\",\"affected_systems\":\"db\",\"detected_at\":\"today\","
                    + "\"status\":\"over\"}"));

    assertEquals(400, reply.status());
    assertEquals(
        List.of(
            "affected_systems", "alert_id", "alert_type", "description", "detected_at", "status"),
        fields(reply).stream().sorted().toList());
    assertTrue(scene.queue.alerts.isEmpty());
  }

  @Test
  void aLongDescriptionIsCutForTheTitleAndWholeInTheMessage() {
    String description = "x".repeat(198) + "🔔".repeat(30);
    Alert alert = accepted(EXAMPLE.replace("Database connection pool exhausted", description));

    assertEquals("x".repeat(198) + "…", alert.title());
    assertEquals(description, alert.message());
  }

  @Test
  void withoutSystemsItIsAboutChainSyncItself() {
    assertEquals(
        "chainsync", accepted(EXAMPLE.replace("\"API Gateway\", \"User Service\"", "")).service());
  }

  @Test
  void whatTheFormatDoesNotKnowIsKept() {
    Alert alert = accepted(EXAMPLE.replaceFirst("\\{", "{\"region\": \"eu\", "));

    assertEquals(new Json("{\"region\":\"eu\"}"), alert.extra());
  }

  @Test
  void newsUnderTheSameIdIsOfTheSameStoryAndTheSameTwiceIsOneEvent() {
    Alert fires = accepted(EXAMPLE);
    Alert over = accepted(EXAMPLE.replaceFirst("\\{", "{\"status\": \"resolved\", "));
    scene.queue.alerts.clear();
    Reply again = gateway.send(signed(ONE, EXAMPLE));

    assertEquals(Status.RESOLVED, over.status());
    assertEquals(fires.incident(), over.incident());
    assertNotEquals(fires.id(), over.id());
    assertTrue(again.json().path("message").asText().startsWith("Alert was accepted before"));
    assertTrue(scene.queue.alerts.isEmpty());
  }

  @Test
  void ofManyABadOneIsReportedInItsPlace() {
    String body =
        "[" + EXAMPLE + ",{\"alert_id\":\"2\"}," + EXAMPLE.replace("12345", "12346") + "]";
    Reply reply = gateway.send(signed(MANY, body));

    assertEquals(200, reply.status());
    JsonNode json = reply.json();
    assertEquals("partial", json.path("status").asText());
    assertEquals("2 of 3 alerts accepted", json.path("message").asText());
    assertEquals("success", json.path("results").path(0).path("status").asText());
    assertEquals("rejected", json.path("results").path(1).path("status").asText());
    assertEquals(
        "chainsync-alert-12346",
        json.path("results").path(2).path("data").path("alert_id").asText());
    assertEquals(2, scene.queue.alerts.size());
  }

  @Test
  void aWrongSignatureIsRefused() {
    String other = Signature.hex(Signature.sign(Secret.of("other"), "1", Call.utf8(EXAMPLE)));

    assertEquals(
        401, gateway.send(signed(ONE, EXAMPLE).replacing("X-Webhook-Signature", other)).status());
  }
}
