package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.delivery.Attempt;
import io.tocsin.delivery.Delivery;
import io.tocsin.keys.ApiKey;
import io.tocsin.keys.Scope;
import io.tocsin.keys.Secret;
import io.tocsin.routing.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportsTest {
  private static final String PATH = "/api/v1/reports/deliveries";

  private final Scene scene = new Scene();

  @AfterEach
  void close() {
    scene.close();
  }

  @ParameterizedTest
  @EnumSource(Gateway.Payload.class)
  void whatHappenedIsToldInNumbers(Gateway.Payload payload) {
    delivered("a1", "plex", "general", Scene.NOW.minusSeconds(60), Duration.ofSeconds(2));
    delivered("a2", "plex", "general", Scene.NOW.minusSeconds(50), Duration.ofSeconds(4));
    throttledThenDead("a3", "emby", "errors");

    JsonNode report = payload.over(scene.context).send(read("")).json();

    assertEquals(2, report.at("/total/ended/delivered").asInt());
    assertEquals(1, report.at("/total/ended/dead").asInt());
    assertEquals(3, report.at("/total/ended/all").asInt());
    assertEquals(4, report.at("/total/attempts/all").asInt());
    assertEquals(1, report.at("/total/attempts/throttled").asInt());
    assertEquals(1, report.at("/total/retries").asInt());
    assertEquals(9_900, report.at("/total/throttled_ms").asLong());
    assertEquals(2_100, report.at("/total/p50_ms").asDouble(), 210);
    assertEquals(4_100, report.at("/total/p99_ms").asDouble(), 410);
    assertEquals("errors", report.at("/targets/0/target").asText());
    assertTrue(report.at("/targets/0/p50_ms").isNull(), "nothing was delivered there");
    assertEquals("discord", report.at("/channels/0/channel").asText());
    assertEquals("plex", report.at("/services/0/service").asText());
    assertEquals(2, report.at("/services/0/alerts").asInt());
    assertEquals(3, report.at("/alerts/alerts").asInt());
    assertEquals(0, report.at("/meetings/wanted").asInt());
  }

  @Test
  void theLastWeekIsReportedWhenNothingIsSaid() {
    JsonNode report = scene.gateway().send(read("")).json();

    assertEquals("2026-11-14T08:00:00Z", report.path("from").asText());
    assertEquals("2026-11-21T09:00:00Z", report.path("to").asText());
  }

  @Test
  void hoursAreReportedWhole() {
    JsonNode report =
        scene
            .gateway()
            .send(read("from=2026-11-21T05:59:59Z&to=2026-11-21T08:00:00%2B01:00"))
            .json();

    assertEquals("2026-11-21T05:00:00Z", report.path("from").asText());
    assertEquals("2026-11-21T07:00:00Z", report.path("to").asText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from=2026-11-21T09:00:00Z&to=2026-11-21T08:00:00Z",
        "from=2025-09-01T00:00:00Z&to=2026-11-21T00:00:00Z",
        "from=%2B999999999-12-31T23:59:59Z&to=%2B999999999-12-31T23:59:59Z",
        "from=yesterday",
        "format=xml",
        "format=csv,json",
        "limit=5",
        "last=7d"
      })
  void whatCannotBeReportedIsRefused(String query) {
    Reply reply = scene.gateway().send(read(query));

    assertEquals(400, reply.status(), reply.body());
  }

  @Test
  void fourHundredDaysAreReportedAndMoreAreNot() {
    assertEquals(200, scene.gateway().send(read("from=2025-10-17T08:00:00.123Z")).status());
    Reply more = scene.gateway().send(read("from=2025-10-17T06:59:00Z"));

    assertEquals(400, more.status());
    assertTrue(more.body().contains("400 days at most"), more.body());
  }

  @Test
  void whoMayNotAdministerIsToldNoNamesOfServicesAndPersons() {
    delivered("a1", "plex", "general", Scene.NOW.minusSeconds(60), Duration.ofSeconds(2));
    delivered("a2", "emby", "discord:44", Scene.NOW.minusSeconds(50), Duration.ofSeconds(2));
    scene.keys.create(ApiKey.of("cm_43", "discord:43", Secret.of("s"), Set.of(Scope.READ)));
    scene.keys.create(ApiKey.of("cm_44", "ops", Secret.of("s"), Set.of(Scope.ALERT)));

    JsonNode owners = scene.gateway().send(Call.get(PATH).with("X-API-Key", "cm_43")).json();
    assertEquals(2, owners.at("/total/ended/delivered").asInt());
    assertEquals(1, owners.at("/targets").size());
    assertEquals("general", owners.at("/targets/0/target").asText());
    assertEquals(0, owners.at("/services").size());
    assertEquals(2, owners.at("/other_services").asInt());
    JsonNode admins = scene.gateway().send(read("")).json();
    assertEquals(2, admins.at("/targets").size());
    assertEquals(2, admins.at("/services").size());
    Reply senders = scene.gateway().send(Call.get(PATH).with("X-API-Key", "cm_44"));
    assertEquals(403, senders.status());
    assertEquals(401, scene.gateway().send(Call.get(PATH)).status());
  }

  @Test
  void whatHasNotChangedIsNotSentAgain() {
    String tag = scene.gateway().send(read("")).header("ETag");

    assertEquals(304, scene.gateway().send(read("").with("If-None-Match", tag)).status());
    delivered("a1", "plex", "general", Scene.NOW, Duration.ofSeconds(2));
    assertEquals(200, scene.gateway().send(read("").with("If-None-Match", tag)).status());
  }

  @Test
  void asATableEachRowHasEveryColumn() {
    delivered("a1", "plex", "general", Scene.NOW.minusSeconds(60), Duration.ofSeconds(2));
    throttledThenDead("a3", "emby", "errors");

    Reply reply = scene.gateway().send(read("format=csv"));

    assertEquals("text/csv; charset=utf-8; header=present", reply.header("Content-Type"));
    assertEquals("attachment; filename=\"tocsin-report.csv\"", reply.header("Content-Disposition"));
    List<List<String>> rows = rows(reply.body());
    rows.forEach(row -> assertEquals(rows.get(0).size(), row.size(), row.toString()));
    assertEquals(
        List.of("row", "total", "channel", "target", "target", "service", "service"),
        rows.stream().map(row -> row.get(2)).toList());
    assertEquals("1", cell(rows, 1, "delivered"));
    assertEquals("1", cell(rows, 1, "dead"));
    assertEquals("2", cell(rows, 1, "alerts"));
    assertEquals("0", cell(rows, 1, "meetings_held"));
    assertEquals("9900", cell(rows, 3, "throttled_ms"));
    assertEquals("", cell(rows, 3, "p50_ms"));
    assertEquals("general", cell(rows, 4, "target"));
    assertEquals("", cell(rows, 5, "delivered"));
    assertEquals("", cell(rows, 5, "meetings_held"));
  }

  @Test
  void noCellIsAFormulaAndNoneEndsEarly() {
    List<String> names =
        List.of("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "a,b", "say \"hi\"", "two\nlines", "plain");
    for (String name : names) {
      delivered(name, name, "general", Scene.NOW, Duration.ofSeconds(1));
    }

    List<List<String>> rows = rows(scene.gateway().send(read("format=csv")).body());

    List<String> told =
        rows.stream().filter(row -> row.get(2).equals("service")).map(row -> row.get(5)).toList();
    assertEquals(
        names.stream()
            .map(name -> "=+-@\t".indexOf(name.charAt(0)) < 0 ? name : "'" + name)
            .sorted()
            .toList(),
        told.stream().sorted().toList());
  }

  private static Call read(String query) {
    Call call = Call.get(PATH).with("X-API-Key", Scene.KEY);
    return query.isEmpty() ? call : call.query(query);
  }

  private Delivery taken(String id, String service, String target, Instant at) {
    Alert alert =
        Alert.builder(id, "heimdallr", service, "title")
            .severity(Severity.HIGH)
            .receivedAt(at)
            .build();
    Delivery delivery = Delivery.of(alert, new Target(target, "discord", target, Map.of()));
    scene.outbox.accept(alert, List.of(delivery));
    return delivery;
  }

  private void delivered(String id, String service, String target, Instant at, Duration after) {
    Attempt attempt = new Attempt(at.plus(after), "delivered", "accepted", Duration.ofMillis(100));
    Delivery delivery = taken(id, service, target, at);
    scene.outbox.record(List.of(delivery.delivered(attempt, Optional.empty(), true)));
  }

  private void throttledThenDead(String id, String service, String target) {
    Instant at = Scene.NOW.minusSeconds(60);
    Duration took = Duration.ofMillis(100);
    Delivery waiting =
        taken(id, service, target, at).waiting(new Attempt(at, "throttled", "429", took), false);
    scene.outbox.record(List.of(waiting));
    scene.outbox.record(
        List.of(waiting.dead(new Attempt(at.plusSeconds(10), "rejected", "400", took))));
  }

  private static String cell(List<List<String>> rows, int row, String column) {
    return rows.get(row).get(rows.get(0).indexOf(column));
  }

  /** As RFC 4180 has it. */
  private static List<List<String>> rows(String csv) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < csv.length(); i++) {
      char each = csv.charAt(i);
      if (each == '"') {
        quoted = !quoted;
        if (quoted && cell.length() > 0) {
          cell.append('"');
        }
      } else if (quoted || (each != ',' && each != '\r' && each != '\n')) {
        cell.append(each);
      } else if (each != '\r') {
        row.add(cell.toString());
        cell.setLength(0);
        if (each == '\n') {
          rows.add(row);
          row = new ArrayList<>();
        }
      }
    }
    return rows;
  }
}
