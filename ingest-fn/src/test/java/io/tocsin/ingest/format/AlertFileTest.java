package io.tocsin.ingest.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Json;
import io.tocsin.alert.Severity;
import io.tocsin.wire.InvalidJsonException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertFileTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

  /** As the contract has it. */
  private static final String CHAINSYNC =
      """
      {"alert_id": "chainsync-alert-12345", "alert_type": "system_failure", "severity": "critical",
       "description": "Database connection pool exhausted",
       "affected_systems": ["API Gateway", "User Service"],
       "detected_at": "2025-11-26T10:30:00Z", "context": {"connection_count": 100, "max_connections": 100}}
      """;

  @Test
  void anAlertOfChainSyncIsRead() throws InvalidJsonException {
    Alert alert = AlertFile.read(CHAINSYNC, NOW);
    assertEquals("chainsync", alert.source());
    assertEquals("API Gateway", alert.service());
    assertEquals("system_failure", alert.type());
    assertEquals(Severity.CRITICAL, alert.severity());
    assertEquals("Database connection pool exhausted", alert.title());
    assertEquals("", alert.message());
    assertEquals(List.of("API Gateway", "User Service"), alert.affectedSystems());
    assertEquals(Optional.of(Instant.parse("2025-11-26T10:30:00Z")), alert.detectedAt());
    assertEquals(NOW, alert.receivedAt());
    assertEquals(new Json("{\"connection_count\":100,\"max_connections\":100}"), alert.details());
    assertEquals(Optional.of("chainsync-alert-12345"), alert.name());
  }

  @Test
  void aLongDescriptionIsTheMessageAndItsFirstLineTheTitle() throws InvalidJsonException {
    Alert alert =
        AlertFile.read(
            "{\"alert_id\":\"1\",\"alert_type\":\"x\",\"severity\":\"low\",\"region\":\"eu\","
                + "\"description\":\""
                + "\uD83D\uDD25".repeat(2_000)
                + "\\nmore\"}",
            NOW);
    assertEquals("\uD83D\uDD25".repeat(99) + "…", alert.title());
    assertEquals(2_005, alert.message().codePointCount(0, alert.message().length()));
    assertEquals("chainsync", alert.service());
    assertEquals(new Json("{\"region\":\"eu\"}"), alert.extra());
  }

  @Test
  void theSameAlertIsTheSameEventAndFurtherNewsIsNot() throws InvalidJsonException {
    String id = AlertFile.read(CHAINSYNC, NOW).id();
    assertEquals(id, AlertFile.read(CHAINSYNC, NOW.plusSeconds(60)).id());
    assertNotEquals(id, AlertFile.read(CHAINSYNC.replace("critical", "high"), NOW).id());
  }

  @Test
  void theOtherFormsAreRead() throws InvalidJsonException {
    Alert chatMaster =
        AlertFile.read("{\"service\":\"plex\",\"priority\":\"P1\",\"title\":\"down\"}", NOW);
    assertEquals(Severity.CRITICAL, chatMaster.severity());
    Alert own =
        AlertFile.read(
            "{\"source\":\"cron\",\"service\":\"nas\",\"severity\":\"info\",\"title\":\"full\"}",
            NOW);
    assertEquals(Severity.INFO, own.severity());
    assertEquals(NOW, own.receivedAt());
  }

  @Test
  void mistakesAreNamed() {
    InvalidJsonException thrown =
        assertThrows(
            InvalidJsonException.class,
            () ->
                AlertFile.read(
                    "{\"alert_type\":\"x\",\"severity\":\"P1\",\"affected_systems\":\"db\","
                        + "\"detected_at\":\"now\"}",
                    NOW));
    assertEquals(
        List.of("alert_id", "severity", "description", "affected_systems", "detected_at"),
        thrown.mistakes().stream().map(InvalidJsonException.Mistake::field).toList());
  }
}
