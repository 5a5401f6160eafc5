package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.meeting.Meeting;
import io.tocsin.meeting.Meeting.State;
import io.tocsin.meeting.MeetingRules;
import io.tocsin.routing.Silence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ChainSync hears of the meeting that its alert becomes, before there is one. */
class ForecastTest {
  private static final String ONE = "/webhooks/chainsync/alert";
  private static final String MANY = "/webhooks/chainsync/alerts";
  private static final Map<String, Object> MAKING =
      Map.of(
          "SLOTIFY_API_URL", "https://slotify.example.org",
          "TOCSIN_PUBLIC_URL", "https://alerts.example.org/");

  private final Path folder;
  private Scene scene = new Scene(MAKING);

  ForecastTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private static String body(String name, String severity, String more) {
    return "{\"alert_id\":\"%s\",\"alert_type\":\"system_failure\",\"severity\":\"%s\",%s\"description\":\"down\",\"affected_systems\":[\"db\"]}"
        .formatted(name, severity, more);
  }

  private Reply send(String body) {
    Reply reply = scene.gateway().send(scene.signed(ONE, body));
    assertEquals(200, reply.status(), reply.body());
    return reply;
  }

  private static String message(Reply reply) {
    return reply.json().path("message").asText();
  }

  private static JsonNode data(Reply reply) {
    return reply.json().path("data");
  }

  private static String id(Reply reply) {
    return data(reply).path("meeting_id").asText();
  }

  private void noMeeting(Reply reply) {
    assertTrue(data(reply).path("meeting_id").isNull(), reply.body());
    assertTrue(data(reply).path("meeting_url").isNull(), reply.body());
    assertEquals("CRITICAL", data(reply).path("urgency").path("level").asText());
  }

  private Alert latest() {
    List<Alert> alerts = scene.queue.alerts;
    return alerts.get(alerts.size() - 1);
  }

  /** What the alert would become, as the scheduler has it. */
  private String expected(Alert alert) {
    return Meeting.idFor(
        alert, scene.meetings.ofIncident(Meeting.incident(alert)), MeetingRules.DEFAULT);
  }

  /** An alert was received, and then its incident's meeting is that. */
  private Meeting there(State state, Severity worst, boolean over) {
    send(body("a", "critical", ""));
    Instant begun = Scene.NOW.minus(Duration.ofHours(2));
    Meeting meeting = HeldMeetings.of(Meeting.incident(latest()), begun, state, worst, over);
    assertTrue(scene.meetings.add(meeting));
    scene.clock.move(Duration.ofMinutes(1));
    return meeting;
  }

  @Test
  void aMeetingThatWillBeMadeHasItsIdAndItsAddressAtOnce() {
    Reply reply = send(body("a", "critical", ""));

    assertEquals("Alert accepted and meeting requested", message(reply));
    assertEquals(expected(latest()), id(reply));
    assertEquals(
        "https://alerts.example.org/meetings/" + id(reply),
        data(reply).path("meeting_url").asText());
    assertEquals(202, scene.gateway().send(Call.get("/meetings/" + id(reply))).status());
  }

  @Test
  void theSameIncidentHasTheSameMeetingAndAnotherOneAnother() {
    Reply first = send(body("a", "low", ""));
    Reply again = send(body("a", "low", ""));
    Reply worse = send(body("a", "critical", ""));
    Reply other = send(body("b", "low", ""));

    assertEquals("Alert was accepted before and meeting requested", message(again));
    assertEquals(List.of(id(first), id(first)), List.of(id(again), id(worse)));
    assertNotEquals(id(first), id(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "REQUESTED | CRITICAL | false | ; its incident has a meeting already",
        "SCHEDULED | CRITICAL | false | ; its incident has a meeting already",
        "CANCELLED | CRITICAL | false | ; its incident's meeting was cancelled",
        "COMPLETED | CRITICAL | false | ; its incident was met about already"
      })
  void theMeetingThatThereIsIsNamed(State state, Severity worst, boolean over, String words) {
    Meeting meeting = there(state, worst, over);
    Reply reply = send(body("a", "critical", "\"more\":1,"));

    assertEquals("Alert accepted" + words, message(reply));
    assertEquals(meeting.id(), id(reply));
    assertEquals(expected(latest()), id(reply));
    assertEquals(
        "https://alerts.example.org/meetings/" + meeting.id(),
        data(reply).path("meeting_url").asText());
  }

  @ParameterizedTest
  @CsvSource({"CANCELLED, CRITICAL, true", "COMPLETED, HIGH, false", "SCHEDULED, HIGH, false"})
  void whereItNoLongerStandsAnotherOneIsRequested(State state, Severity worst, boolean over) {
    Meeting meeting = there(state, worst, over);
    Reply reply = send(body("a", "critical", "\"more\":1,"));

    assertEquals("Alert accepted and meeting requested", message(reply));
    assertEquals(Meeting.id(meeting.incident(), 2), id(reply));
    assertEquals(expected(latest()), id(reply));
  }

  @Test
  void afterTheWindowAnotherOneIsRequested() {
    Meeting meeting = there(State.COMPLETED, Severity.CRITICAL, false);
    scene.clock.move(Duration.ofHours(25));

    assertEquals(Meeting.id(meeting.incident(), 2), id(send(body("a", "critical", "\"more\":1,"))));
  }

  @Test
  void newsThatItIsOverWantsNoMeetingButNamesTheOneThereIs() {
    Reply none = send(body("a", "critical", "\"status\":\"resolved\","));
    assertEquals("Alert accepted; it is over, no meeting is wanted for it", message(none));
    noMeeting(none);

    Meeting meeting = there(State.SCHEDULED, Severity.CRITICAL, false);
    Reply over = send(body("a", "critical", "\"status\":\"resolved\",\"more\":1,"));
    assertEquals(
        "Alert accepted; it is over, and its incident's meeting is cancelled unless it has begun",
        message(over));
    assertEquals(meeting.id(), id(over));
  }

  @Test
  void aSilencedAlertHasNoMeeting() {
    Instant now = Scene.NOW;
    scene.silences.put(
        new Silence(
            "si_1", List.of("service=db"), "me", "we move", now, now.plusSeconds(60), "cm_1"),
        now);
    Reply silenced = send(body("a", "critical", ""));
    assertEquals("Alert accepted; no meeting is wanted for it", message(silenced));
    noMeeting(silenced);

    scene.clock.move(Duration.ofMinutes(2));
    assertEquals(expected(latest()), id(send(body("a", "critical", "\"more\":1,"))));
  }

  @Test
  void whereNoProviderIsSetUpNoMeetingIsWanted() {
    scene.close();
    scene = new Scene(Map.of("TOCSIN_PUBLIC_URL", "https://alerts.example.org"));
    noMeeting(send(body("a", "critical", "")));
  }

  @Test
  void whereTheOwnAddressIsNotKnownThereIsAnIdAlone() {
    scene.close();
    scene = new Scene(Map.of("SLOTIFY_API_URL", "https://slotify.example.org"));
    Reply reply = send(body("a", "critical", ""));

    assertEquals("Alert accepted and meeting requested", message(reply));
    assertEquals(expected(latest()), id(reply));
    assertTrue(data(reply).path("meeting_url").isNull());
  }

  private void configured(String routes) throws IOException {
    Path file = folder.resolve("tocsin.yml");
    Files.writeString(
        file,
        """
        version: 1
        targets:
          hook: { channel: discord, url: "${env:A_SECRET_THAT_IS_NOT_HERE}" }
          desk: { channel: meeting }
        windows:
          weekend: { days: [sat-sun] }
        routes:
        """
            + routes
            + "meetings: { window: 1h }\n");
    Map<String, Object> settings = new HashMap<>(MAKING);
    settings.put("TOCSIN_CONFIG", file.toString());
    scene.close();
    scene = new Scene(settings);
  }

  @Test
  void theFileSaysWhichAlertsBecomeMeetings() throws IOException {
    configured("  - { match: { severity: critical }, to: [hook, desk] }\n  - { to: hook }\n");

    assertEquals("Alert accepted and meeting requested", message(send(body("a", "critical", ""))));
    assertEquals(expected(latest()), id(send(body("a", "critical", ""))));
    assertEquals(
        "Alert accepted; no meeting is wanted for it", message(send(body("b", "high", ""))));
  }

  @Test
  void theFilesWindowIsTheOneThatCounts() throws IOException {
    configured("  - { to: desk }\n");
    Meeting meeting = there(State.CANCELLED, Severity.CRITICAL, false);

    assertEquals(Meeting.id(meeting.incident(), 2), id(send(body("a", "critical", "\"more\":1,"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  - { to: desk, mute: weekend }\n",
        "  - { to: hook }\n",
        "  - { match: { source: heimdallr }, to: desk }\n"
      })
  void whatIsMutedOrGoesElsewhereBecomesNone(String routes) throws IOException {
    configured(routes);
    noMeeting(send(body("a", "critical", "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"  - { to: nobody }\n", "  - [\n"})
  void aFileThatCannotBeReadCostsNoAlert(String routes) throws IOException {
    configured(routes);
    Reply reply = send(body("a", "critical", ""));

    assertEquals(
        "Alert accepted; whether a meeting is wanted for it is not known yet", message(reply));
    noMeeting(reply);
    assertEquals(1, scene.queue.alerts.size());
  }

  @Test
  void aStoreOutOfReachCostsNoAlert() {
    scene.meetingMaps.down = true;
    Reply reply = send(body("a", "critical", ""));

    assertEquals(
        "Alert accepted; whether a meeting is wanted for it is not known yet", message(reply));
    noMeeting(reply);
    assertEquals(1, scene.queue.alerts.size());

    scene.meetingMaps.down = false;
    assertEquals(expected(latest()), id(send(body("a", "critical", ""))));
  }

  @Test
  void ofManyEachHearsOfItsOwn() {
    Meeting meeting = there(State.SCHEDULED, Severity.CRITICAL, false);
    String body = "[" + body("a", "high", "") + ",{\"alert_id\":7}," + body("b", "low", "") + "]";
    JsonNode results = scene.gateway().send(scene.signed(MANY, body)).json().path("results");

    assertEquals(meeting.id(), results.path(0).path("data").path("meeting_id").asText());
    assertEquals("rejected", results.path(1).path("status").asText());
    assertEquals(expected(latest()), results.path(2).path("data").path("meeting_id").asText());
    assertEquals("Alert accepted and meeting requested", results.path(2).path("message").asText());
  }
}
