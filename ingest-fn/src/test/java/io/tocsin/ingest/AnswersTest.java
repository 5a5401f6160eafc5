package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.analysis.Circumstances;
import io.tocsin.analysis.Panel;
import io.tocsin.config.Rules;
import io.tocsin.delivery.Attempt;
import io.tocsin.delivery.Delivery;
import io.tocsin.keys.ApiKey;
import io.tocsin.keys.Scope;
import io.tocsin.keys.Secret;
import io.tocsin.meeting.Exchange;
import io.tocsin.meeting.Meeting;
import io.tocsin.meeting.Meeting.State;
import io.tocsin.routing.Silence;
import io.tocsin.routing.Target;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Everything that the document says is answered, and as it says: the real function is asked well
 * and badly at every path. Each answer is held against the document by {@link Gateway}.
 */
class AnswersTest {
  private static final Map<String, Object> EVERYTHING =
      Map.of(
          "tocsin.meetings-queue-url",
          "http://127.0.0.1:1/0/meetings",
          "DISCORD_PUBLIC_KEY",
          DiscordCall.PUBLIC_KEY);
  private static final String NOBODYS = "{\"id\":\"cm_nobodys\",\"version\":1";
  private static final String BOOTSTRAP = "{\"id\":\"" + Scene.KEY + "\",\"version\":1";

  /** What each change of a key wants besides. */
  private static final Map<String, String> CHANGES =
      Map.of(
          "rotate", "}",
          "allow", ",\"allow\":[]}",
          "quota", ",\"quota\":9}",
          "prefs", ",\"services\":[]}");

  private final Scene scene = new Scene(EVERYTHING);
  private final Set<String> seen = new TreeSet<>();

  @AfterEach
  void close() {
    scene.close();
  }

  private void send(int status, Call call) {
    send(status, scene, call);
  }

  private void send(int status, Scene to, Call call) {
    Reply reply = to.gateway().send(call);
    assertEquals(status, reply.status(), call.method() + " " + call.path() + ": " + reply.body());
    seen.add(Documented.check(call, reply).orElseThrow());
  }

  private static Call read(String path) {
    return Call.get(path).with("X-API-Key", Scene.KEY);
  }

  /** An operation of the document: its method and path, with an id that is one where it has one. */
  private record Operation(String method, String path, JsonNode json) {
    boolean signed() {
      return !json.has("security");
    }

    boolean read() {
      return json.path("security").path(0).has("ApiKey");
    }

    String body() {
      JsonNode body = Documented.resolved(json.path("requestBody"));
      JsonNode examples = body.path("content").path("application/json").path("examples");
      return examples.isEmpty() ? "" : examples.iterator().next().path("value").toString();
    }
  }

  private static List<Operation> operations() {
    return Documented.DOCUMENT.path("paths").properties().stream()
        .flatMap(
            path ->
                path.getValue().properties().stream()
                    .map(
                        one ->
                            new Operation(
                                one.getKey().toUpperCase(Locale.ROOT),
                                path.getKey().replace("{id}", "none"),
                                one.getValue())))
        .toList();
  }

  private Call signed(Operation operation) {
    return scene.signed(operation.path(), operation.body()).method(operation.method());
  }

  private static ApiKey may(String id, Scope... scopes) {
    return ApiKey.of(id, "team", Secret.of("secret"), Set.of(scopes));
  }

  private Call signedBy(String key, Operation operation) {
    return Call.signed(
            operation.path(), Call.utf8(operation.body()), key, "secret", scene.clock.seconds())
        .method(operation.method());
  }

  @Test
  void everythingThatIsDocumentedIsAnswered() {
    signedOperationsRefuse();
    readsRefuse();
    discordIsAnswered();
    alertsAreTakenIn();
    whatIsOnRecordIsRead();
    meetingsAreLedTo();
    silencesAreMadeAndEnded();
    keysAreMadeAndChanged();
    openOnesAnswer();

    Set<String> unseen = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : Documented.DOCUMENT.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        for (Map.Entry<String, JsonNode> answer :
            method.getValue().path("responses").properties()) {
          unseen.add(
              method.getKey().toUpperCase(Locale.ROOT)
                  + " "
                  + path.getKey()
                  + " "
                  + answer.getKey());
        }
      }
    }
    unseen.removeAll(seen);
    // What is needed is there, but for the queues and the meetings.
    unseen.removeIf(one -> one.endsWith(" 503"));
    assertEquals(Set.of(), unseen, "documented, and never answered; ask for it here");
  }

  private void signedOperationsRefuse() {
    scene.keys.create(may("cm_reader", Scope.READ));
    int number = 0;
    for (Operation each : operations()) {
      if (each.signed()) {
        Call call = signed(each);
        send(401, call.without("X-Signature"));
        send(401, call.replacing("X-API-Key", "cm_unknown"));
        send(403, signedBy("cm_reader", each));
        send(400, call.with("X-Webhook-Timestamp", "1"));
        send(413, call.body(new byte[256 * 1024 + 1]));
        send(415, call.with("Content-Encoding", "gzip"));
        String once = "cm_once" + number++;
        scene.keys.create(may(once, Scope.ALERT, Scope.ADMIN).quota(Optional.of(1)));
        scene.gateway().send(signedBy(once, each));
        send(429, signedBy(once, each));
        if (each.json().has("requestBody")) {
          send(400, scene.signed(each.path(), "{"));
          send(400, scene.signed(each.path(), "{}"));
        }
      }
    }
    assertTrue(number >= 14);
  }

  private void readsRefuse() {
    scene.keys.create(may("cm_sender", Scope.ALERT));
    for (Operation each : operations()) {
      if (each.read()) {
        send(401, Call.get(each.path()));
        send(403, Call.get(each.path()).with("X-API-Key", "cm_sender"));
        send(400, read(each.path()).with("X-API-Key", "another"));
        try (Scene narrow = new Scene(Map.of("TOCSIN_ADDRESS_QUOTA", "1"))) {
          Call stranger = Call.get(each.path()).with("X-API-Key", "cm_unknown");
          narrow.gateway().send(stranger);
          send(429, narrow, stranger);
        }
      }
    }
  }

  private void discordIsAnswered() {
    String now = scene.clock.seconds();
    Call ping = DiscordCall.signed(DiscordCall.PING, now);
    send(200, ping);
    send(200, DiscordCall.signed(DiscordCall.json(DiscordCall.command("1", "9", "list")), now));
    send(400, DiscordCall.signed("{", now));
    send(401, ping.body(Call.utf8("{}")));
    send(413, ping.body(new byte[256 * 1024 + 1]));
    send(415, ping.with("Content-Encoding", "gzip"));
    try (Scene bare = new Scene()) {
      send(404, bare, ping);
      send(404, bare, bare.signed("/webhooks/slotify/meeting", "{}"));
    }
  }

  private void alertsAreTakenIn() {
    for (Operation each : operations()) {
      if (each.json().path("operationId").asText().matches("send.*|meetingChanged")) {
        send(200, signed(each));
        send(200, signed(each));
        try (Scene broken = new Scene(EVERYTHING)) {
          broken.queue.down = true;
          broken.meetingQueue.down = true;
          send(503, broken, signed(each));
        }
      }
    }
    String bad = "[{\"service\":1},{\"service\":\"a\",\"priority\":\"P1\",\"title\":\"b\"}]";
    send(200, scene.signed("/api/v1/alerts", bad));
    send(200, scene.signed("/webhooks/chainsync/alerts", "[{}]"));
    scene.queue.room = scene.queue.alerts.size() + 1;
    String two =
        "[{\"service\":\"c\",\"priority\":\"P1\",\"title\":\"d\"},"
            + "{\"service\":\"e\",\"priority\":\"P1\",\"title\":\"f\"},{}]";
    send(503, scene.signed("/api/v1/alerts", two));
    scene.queue.room = Integer.MAX_VALUE;
  }

  private void whatIsOnRecordIsRead() {
    Alert alert =
        Alert.builder("ev_1", "heimdallr", "plex", "Database connection pool exhausted")
            .severity(Severity.CRITICAL)
            .receivedAt(Scene.NOW)
            .build();
    Delivery delivery = Delivery.of(alert, new Target("ops", "discord", "ops", Map.of()));
    scene.outbox.accept(alert, List.of(delivery));
    send(200, read("/alerts/recent").query("limit=1"));
    send(200, read("/api/v1/alerts/ev_1"));
    scene.lessons.keep(
        "ev_1", Panel.of(Rules.builtIn()).analyse(Circumstances.of(alert, Map.of(), Scene.NOW)));
    Meeting meeting = HeldMeetings.of(Meeting.incident(alert), Scene.NOW, State.SCHEDULED);
    scene.meetings.add(meeting);
    scene.exchanges.keep(
        new Exchange(
            meeting.id(),
            Scene.NOW,
            Exchange.Direction.OUT,
            "slotify",
            "POST meetings",
            "{}",
            Optional.of(201),
            "{}",
            Duration.ofMillis(12)));
    send(200, read("/api/v1/alerts/ev_1"));
    send(200, read("/api/v1/meetings/" + meeting.id()));
    send(200, read("/meetings/recent"));
    send(200, read("/agents/list"));
    send(200, read("/api/v1/alerts").query("severity=critical,low&state=waiting&channel=discord"));
    send(200, read("/api/v1/deliveries").query("service=plex"));
    send(200, read("/api/v1/meetings").query("state=scheduled"));
    for (String path :
        List.of(
            "/alerts/recent",
            "/meetings/recent",
            "/api/v1/alerts",
            "/api/v1/deliveries",
            "/api/v1/meetings",
            "/api/v1/reports/deliveries",
            "/api/v1/alerts/ev_1",
            "/api/v1/meetings/" + meeting.id())) {
      send(304, read(path).with("If-None-Match", "*"));
    }
    send(200, read("/api/v1/reports/deliveries"));
    send(200, read("/api/v1/reports/deliveries").query("format=csv"));
    send(400, read("/api/v1/reports/deliveries").query("format=pdf"));
    send(200, read("/status"));
    send(404, read("/api/v1/alerts/none"));
    send(404, read("/api/v1/meetings/none"));
    send(400, read("/alerts/recent").query("limit=0"));
    send(404, scene.signed("/api/v1/redeliver", "{\"alert\":\"ev_1\"}"));
    scene.outbox.record(
        List.of(delivery.dead(new Attempt(Scene.NOW, "gone", "404", Duration.ofMillis(9)))));
    send(200, scene.signed("/api/v1/redeliver", "{\"alert\":\"ev_1\"}"));
    send(404, scene.signed("/api/v1/acknowledge", "{\"alert\":\"none\"}"));
    send(400, scene.signed("/api/v1/acknowledge", "{\"note\":\"mine\"}"));
    send(200, scene.signed("/api/v1/acknowledge", "{\"alert\":\"ev_1\"}"));
    send(200, read("/api/v1/alerts").query("acknowledged=true"));
    send(400, read("/api/v1/deliveries").query("acknowledged=maybe"));
    send(200, read("/api/v1/alerts/ev_1"));
    send(200, scene.signed("/api/v1/owners/forget", "{\"owner\":\"nobody\"}"));
    send(400, scene.signed("/api/v1/owners/forget", "{}"));
    send(409, scene.signed("/api/v1/owners/forget", "{\"owner\":\"bootstrap\"}"));
  }

  private void meetingsAreLedTo() {
    Meeting cancelled = HeldMeetings.of("in_1", Scene.NOW, State.CANCELLED);
    Meeting booked =
        HeldMeetings.booked(
            HeldMeetings.of("in_2", Scene.NOW, State.SCHEDULED),
            "slotify",
            Optional.of(HeldMeetings.URL));
    scene.meetings.add(cancelled);
    scene.meetings.add(booked);
    send(200, Call.get("/meetings/" + cancelled.id()));
    send(302, Call.get("/meetings/" + booked.id()));
    send(202, Call.get("/meetings/mt_" + "0".repeat(24)));
    send(404, Call.get("/meetings/none"));
    scene.meetingMaps.down = true;
    send(503, Call.get("/meetings/" + booked.id()));
    send(503, read("/meetings/recent"));
    scene.meetingMaps.down = false;
  }

  private void silencesAreMadeAndEnded() {
    String body = "{\"matchers\":[\"service=a\"],\"reason\":\"b\",\"ends_at\":\"%s\"}";
    Call call = scene.signed("/api/v1/silences", String.format(body, Scene.NOW.plusSeconds(60)));
    send(200, call);
    String id = scene.gateway().send(call).json().path("id").asText();
    send(200, read("/api/v1/silences"));
    send(200, scene.signed("/api/v1/silences/end", "{\"id\":\"" + id + "\"}"));
    send(200, read("/api/v1/silences").query("all=true"));
    send(404, scene.signed("/api/v1/silences/end", "{\"id\":\"none\"}"));
    for (int i = 0; i < 500; i++) {
      List<String> matchers = List.of("service=a");
      scene.silences.put(
          new Silence(
              "si_" + i, matchers, "a", "b", Scene.NOW, Scene.NOW.plusSeconds(60), Scene.KEY),
          Scene.NOW);
    }
    send(409, scene.signed("/api/v1/silences", body.replace("%s", "2026-11-22T00:00:00Z")));
  }

  private void keysAreMadeAndChanged() {
    Call call = scene.signed("/api/v1/keys", "{\"owner\":\"heimdallr\",\"quota\":5}");
    JsonNode made = scene.gateway().send(call).json();
    send(409, call);
    String id = made.path("id").asText();
    send(200, scene.signed("/api/v1/keys", "{\"owner\":\"another\"}"));
    int version = made.path("version").asInt();
    for (Map.Entry<String, String> change : new TreeMap<>(CHANGES).entrySet()) {
      String path = "/api/v1/keys/" + change.getKey();
      String known = "{\"id\":\"" + id + "\",\"version\":" + version++;
      send(200, scene.signed(path, known + change.getValue()));
      send(404, scene.signed(path, NOBODYS + change.getValue()));
      send(409, scene.signed(path, BOOTSTRAP + change.getValue()));
    }
    String revoke = "/api/v1/keys/revoke";
    send(200, scene.signed(revoke, "{\"id\":\"" + id + "\"}"));
    send(404, scene.signed(revoke, "{\"id\":\"cm_nobodys\"}"));
    send(409, scene.signed(revoke, "{\"id\":\"" + Scene.KEY + "\"}"));
    Call list = scene.signed("/api/v1/keys", "").method("GET");
    send(200, list);
    send(200, list.query("limit=2"));
    send(200, list.query("id=" + id));
    send(404, list.query("id=cm_nobodys"));
    send(409, list.query("id=" + Scene.KEY));
  }

  private void openOnesAnswer() {
    List<String> console = List.of("/console", "/console/main.js");
    console.forEach(path -> send(304, Call.get(path).with("If-None-Match", "*")));
    send(200, Call.get("/console/console.css"));
    send(200, Call.get("/console/icon.svg"));
    send(404, Call.get("/console/none.js"));
    for (String path :
        List.of("/health", "/docs", "/openapi.yml", "/console", "/console/main.js")) {
      send(200, Call.get(path));
      send(400, Call.get(path).with("no name", "x"));
    }
    send(400, Call.get("/meetings/none").with("no name", "x"));
  }
}
