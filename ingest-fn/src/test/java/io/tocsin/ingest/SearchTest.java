package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Delivery.State;
import io.tocsin.history.History;
import io.tocsin.keys.ApiKey;
import io.tocsin.keys.Scope;
import io.tocsin.keys.Secret;
import io.tocsin.meeting.Meeting;
import io.tocsin.meeting.MeetingSamples;
import io.tocsin.routing.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in the history, and who finds it. */
class SearchTest {
  private static final Target OPS = new Target("ops", "discord", "lane-1", Map.of());
  private static final Target MAIL = new Target("mail", "email", "lane-2", Map.of());

  private final Scene scene = new Scene();
  private final Gateway gateway = scene.gateway();

  @AfterEach
  void close() {
    scene.close();
  }

  private Alert keep(int number, String service, Severity severity, String owner) {
    Alert alert =
        Alert.builder("ev_" + number, "heimdallr", service, "number " + number)
            .severity(severity)
            .receivedAt(Scene.NOW.plusSeconds(number))
            .owner(Optional.of(owner))
            .build();
    scene.outbox.accept(alert, List.of(Delivery.of(alert, OPS), Delivery.of(alert, MAIL)));
    return alert;
  }

  /** Three alerts: of plex, mine; of nas, mine and dead at mail; of plex, another's. */
  private void threeAlerts() {
    keep(1, "plex", Severity.LOW, "me");
    Alert dead = keep(2, "nas", Severity.CRITICAL, "me");
    scene.outbox.record(List.of(Delivery.of(dead, MAIL).ended(State.DEAD, Scene.NOW, "gone")));
    keep(3, "plex", Severity.HIGH, "other");
  }

  private static Call get(String path, String query) {
    return Call.get(path).query(query).with("X-API-Key", Scene.KEY);
  }

  private JsonNode read(String path, String query) {
    Reply reply = gateway.send(get(path, query));
    assertEquals(200, reply.status(), reply.body());
    return reply.json();
  }

  private static List<String> ids(JsonNode alerts) {
    List<String> ids = new ArrayList<>();
    alerts.forEach(alert -> ids.add(alert.path("id").asText()));
    return ids;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                                                  | 3 2 1",
        "service=plex                                      | 3 1",
        "service=plex&owner=me                             | 1",
        "severity=critical,high                            | 3 2",
        "status=resolved                                   | ''",
        "state=dead                                        | 2",
        "state=dead&target=ops                             | ''",
        "state=waiting&target=mail                         | 3 1",
        "channel=email&state=dead                          | 2",
        "from=2026-11-21T08:00:02Z                         | 3 2",
        "to=2026-11-21T09:00:02.123%2B01:00                | 1",
        "service=nothing                                   | ''"
      })
  void alertsAreFoundByWhatIsAsked(String query, String numbers) {
    threeAlerts();
    List<String> expected =
        numbers.isEmpty()
            ? List.of()
            : List.of(numbers.split(" ")).stream().map(number -> "ev_" + number).toList();
    String asked = query == null ? "" : query;
    assertEquals(expected, ids(read("/api/v1/alerts", asked).path("alerts")), asked);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sevrity=high           | There is no such filter; there are acknowledged, channel,",
        "severity=bad           | severity: must be some of critical, high, medium, low, info",
        "status=firing,resolved | status: only one can be asked for",
        "state=lost             | state: must be some of waiting, delivered, digested,",
        "from=yesterday         | from: must be a time such as 2026-11-21T08:00:00Z",
        "service=               | service: must have 1 to 1000 characters",
        "limit=0                | limit: must be a number from 1 to 100",
        "cursor=nonsense        | cursor: it is none that a page was given with"
      })
  void whatCannotBeAskedIsNamed(String query, String why) {
    Reply reply = gateway.send(get("/api/v1/alerts", query));
    assertEquals(400, reply.status());
    assertTrue(reply.json().path("detail").asText().startsWith(why), reply.body());
  }

  @Test
  void deliveriesSayWhatTheyAreOfAndStayTogether() {
    threeAlerts();
    JsonNode first = read("/api/v1/deliveries", "limit=3");
    assertEquals(2, first.path("deliveries").size(), "those of the next would be too many");
    JsonNode delivery = first.path("deliveries").path(0);
    assertEquals("number 3", delivery.path("alert").path("title").asText());
    assertEquals("high", delivery.path("alert").path("severity").asText());
    assertEquals("discord", delivery.path("channel").asText());
    JsonNode rest = read("/api/v1/deliveries", "limit=4&cursor=" + first.path("next").asText());
    assertEquals(4, rest.path("deliveries").size());
    assertTrue(rest.path("next").isNull());
    assertEquals(2, read("/api/v1/deliveries", "limit=1").path("deliveries").size());

    JsonNode dead = read("/api/v1/deliveries", "state=dead").path("deliveries");
    assertEquals(1, dead.size());
    assertEquals("mail", dead.path(0).path("target").asText());
    assertEquals("ev_2", dead.path(0).path("alert").path("id").asText());
  }

  @Test
  void meetingsAreFoundByServiceStateAndTime() {
    Meeting plex = MeetingSamples.wanted("in_1", 1, "plex", Scene.NOW);
    Meeting nas = MeetingSamples.wanted("in_2", 1, "nas", Scene.NOW.plusSeconds(9));
    scene.meetings.add(plex);
    scene.meetings.add(nas);
    String path = "/api/v1/meetings";
    assertEquals(List.of(nas.id(), plex.id()), ids(read(path, "").path("meetings")));
    assertEquals(List.of(plex.id()), ids(read(path, "service=plex").path("meetings")));
    assertEquals(List.of(), ids(read(path, "state=cancelled").path("meetings")));
    assertEquals(List.of(nas.id()), ids(read(path, "from=2026-11-21T08:00:05Z").path("meetings")));
    assertEquals(
        List.of(plex.id()),
        ids(read(path, "state=requested&to=2026-11-21T08:00:05Z").path("meetings")));
    assertEquals(400, gateway.send(get(path, "owner=me")).status());
  }

  @Test
  void anOwnerSeesItsOwnAndNothingElse() {
    threeAlerts();
    scene.history.refused(new History.Refusal("m-1", Scene.NOW, "title: is required"));
    Meeting mine = MeetingSamples.wanted("in_1", 1, "plex", Scene.NOW);
    scene.meetings.add(mine);
    assertEquals(List.of("ev_1"), mine.news().alerts());
    for (String owner : List.of("me", "other")) {
      scene.keys.create(
          ApiKey.of("cm_" + owner, owner, Secret.of("s"), Set.of(Scope.READ, Scope.ALERT)));
    }
    JsonNode recent = as("cm_me", "/alerts/recent", "").json();
    assertEquals(List.of("ev_2", "ev_1"), ids(recent.path("alerts")));
    assertEquals(0, recent.path("refused").size(), "nobody knows whose it was");
    assertEquals(
        List.of("ev_1"), ids(as("cm_me", "/api/v1/alerts", "service=plex").json().path("alerts")));
    assertEquals(
        List.of(), ids(as("cm_me", "/api/v1/alerts", "owner=other").json().path("alerts")));
    assertEquals(
        0, as("cm_other", "/api/v1/deliveries", "state=dead").json().path("deliveries").size());
    assertEquals(404, as("cm_me", "/api/v1/alerts/ev_3", "").status());
    assertEquals(200, as("cm_me", "/api/v1/alerts/ev_1", "").status());
    for (String path : List.of("/meetings/recent", "/api/v1/meetings")) {
      assertEquals(List.of(mine.id()), ids(as("cm_me", path, "").json().path("meetings")));
      assertEquals(List.of(), ids(as("cm_other", path, "").json().path("meetings")));
    }
    assertEquals(200, as("cm_me", "/api/v1/meetings/" + mine.id(), "").status());
    assertEquals(404, as("cm_other", "/api/v1/meetings/" + mine.id(), "").status());
  }

  private Reply as(String key, String path, String query) {
    return gateway.send(Call.get(path).query(query).with("X-API-Key", key));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/alerts",
        "/api/v1/deliveries",
        "/api/v1/meetings",
        "/alerts/recent",
        "/meetings/recent"
      })
  void nobodyReadsWithoutAKey(String path) {
    assertEquals(401, gateway.send(Call.get(path)).status());
    assertEquals(401, gateway.send(Call.get(path).query("nonsense=1")).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/alerts/recent", "/api/v1/alerts", "/api/v1/alerts/ev_1"})
  void whoHasItAlreadyIsToldNoMore(String path) {
    Alert alert = keep(1, "plex", Severity.LOW, "me");
    Reply first = gateway.send(get(path, ""));
    String tag = first.header("ETag");
    assertTrue(tag.matches("\"[^\"]+\""), tag);
    assertEquals("private, no-cache", first.header("Cache-Control"));
    for (String known : List.of(tag, "W/" + tag, "\"x\", " + tag, "*")) {
      Reply again = gateway.send(get(path, "").with("If-None-Match", known));
      assertEquals(304, again.status(), known);
      assertEquals("", again.body());
      assertEquals(tag, again.header("ETag"));
    }
    assertEquals(401, gateway.send(Call.get(path).with("If-None-Match", tag)).status());
    scene.outbox.record(List.of(Delivery.of(alert, OPS).ended(State.MUTED, Scene.NOW, "so")));
    Reply changed = gateway.send(get(path, "").with("If-None-Match", tag));
    assertEquals(200, changed.status());
    assertNotEquals(tag, changed.header("ETag"));
    assertFalse(changed.body().isEmpty());
  }
}
