package io.tocsin.local.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.local.LocalOptions;
import io.tocsin.local.LocalTocsin;
import io.tocsin.local.standins.ServiceFault;
import io.tocsin.local.standins.SlotifyEvent;
import io.tocsin.local.standins.StandIns;
import io.tocsin.wire.Wire;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Alerts become meetings, once for each incident, whatever fails. */
class MeetingsTest {
  private static final int COPIES = 100;
  private static final int SENDERS = 8;

  /** Only ends a test that would never end. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @ParameterizedTest
  @EnumSource
  void aHundredCopiesAreOneMeetingThoughItsAnswerIsLostAndTheMachineDies(
      Store store, @TempDir Path data) throws Exception {
    try (StandIns services = StandIns.start(Clock.systemUTC(), new Random(1));
        Store.Tables tables = store.open()) {
      // Slotify makes the meeting, and nobody hears of it.
      services.slotify().fault(ServiceFault.LOST, 1);
      Map<String, String> environment = environment(services);
      try (Machine machine = Machine.start(data, tables.endpoint(), environment)) {
        assertEquals(1, new HashSet<>(send(machine.client())).size(), "meetings were promised");
        Eventually.happens(
            "Slotify is asked", PATIENCE, () -> !services.slotify().meetings().isEmpty());
        machine.kill();
      }
      try (Machine machine = Machine.start(data, tables.endpoint(), environment)) {
        Client client = machine.client();
        Eventually.happens(
            "the meeting is set and all copies are heard",
            PATIENCE,
            () -> only(client).path("alerts").asInt() == COPIES && isSettled(only(client)));
        assertEquals(1, services.slotify().meetings().size(), "meetings at Slotify");
        SlotifyEvent there = services.slotify().meetings().get(0);
        assertEquals(Instant.parse(only(client).path("scheduled_time").asText()), there.time());
        assertEquals(1, told(client, "Meeting set"));
        assertEquals(1, services.chainSync().notices().size());
        assertEquals(200, client.post("/webhooks/chainsync/alert", over()).statusCode());
        Eventually.happens(
            "the meeting is cancelled", PATIENCE, () -> told(client, "Meeting cancelled") == 1);
        assertTrue(services.slotify().meetings().stream().noneMatch(SlotifyEvent::open));
      }
    }
  }

  @Test
  void slotifyThatIsDownDelaysTheMeetingAndNothingElse(@TempDir Path data) throws Exception {
    try (LocalTocsin tocsin = LocalTocsin.start(LocalOptions.in(data), any -> {})) {
      Client client = Client.of(tocsin.url(), tocsin.key().id(), tocsin.key().secret());
      tocsin.standIns().slotify().fault(ServiceFault.DOWN);
      URI page =
          URI.create(
              Wire.parse(client.post("/webhooks/chainsync/alert", copy(1, "critical")).body())
                  .path("data")
                  .path("meeting_url")
                  .asText());
      Eventually.happens(
          "the alert is told",
          PATIENCE,
          () -> tocsin.standIns().discord().counts().messages() == 1);
      Eventually.happens(
          "Slotify is asked in vain",
          PATIENCE,
          () -> !only(client).path("to_do").findValues("failure").isEmpty());
      assertEquals(202, get(page).statusCode());
      tocsin.standIns().heal();
      Eventually.happens("the meeting is set", PATIENCE, () -> isSettled(only(client)));
      HttpResponse<String> found = get(page);
      assertEquals(302, found.statusCode());
      assertEquals(
          only(client).path("booking").path("url").asText(),
          found.headers().firstValue("location").orElse(""));
    }
  }

  @Test
  void whatPeopleDoAtSlotifyIsKnown(@TempDir Path data) throws Exception {
    try (LocalTocsin tocsin = LocalTocsin.start(LocalOptions.in(data), any -> {})) {
      Client client = Client.of(tocsin.url(), tocsin.key().id(), tocsin.key().secret());
      client.post("/webhooks/chainsync/alert", copy(1, "high"));
      Eventually.happens("the meeting is set", PATIENCE, () -> isSettled(only(client)));
      SlotifyEvent first = tocsin.standIns().slotify().meetings().get(0);
      tocsin.standIns().slotify().putOff(first.id());
      Instant later = tocsin.standIns().slotify().meetings().get(0).time();
      Eventually.happens(
          "it is moved",
          PATIENCE,
          () ->
              only(client).path("scheduled_time").asText().equals(later.toString())
                  && told(client, "Meeting moved") == 1);
      tocsin.standIns().slotify().complete(first.id());
      Eventually.happens(
          "it is held", PATIENCE, () -> only(client).path("state").asText().equals("completed"));
      assertEquals(first.minutes(), only(client).path("held_minutes").asInt());
      assertEquals(1, tocsin.standIns().slotify().meetings().size());
    }
  }

  private static Map<String, String> environment(StandIns services) {
    Map<String, String> environment = new HashMap<>();
    environment.put("SLOTIFY_API_URL", services.slotifyUrl().toString());
    environment.put("SLOTIFY_API_KEY", services.slotify().key().reveal());
    environment.put("CHAINSYNC_API_URL", services.chainSyncUrl().toString());
    environment.put("CHAINSYNC_API_KEY", services.chainSync().key().reveal());
    return environment;
  }

  /** Sends the copies at once; which meeting each was promised. */
  private static List<String> send(Client client) throws Exception {
    ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    try {
      List<Callable<String>> copies = new ArrayList<>();
      for (int i = 0; i < COPIES; i++) {
        String body = copy(i, "high");
        copies.add(() -> promised(client.post("/webhooks/chainsync/alert", body)));
      }
      List<String> meetings = new ArrayList<>();
      for (Future<String> copy : senders.invokeAll(copies)) {
        meetings.add(copy.get());
      }
      return meetings;
    } finally {
      senders.shutdown();
    }
  }

  private static String promised(HttpResponse<String> answer) throws Exception {
    assertEquals(200, answer.statusCode(), answer.body());
    String meeting = Wire.parse(answer.body()).path("data").path("meeting_id").asText();
    assertTrue(meeting.startsWith("mt_"), answer.body());
    return meeting;
  }

  /** The same alert, as it is sent again and again while a number in it changes. */
  private static String copy(int number, String severity) {
    return """
        {"alert_id":"chainsync-1","alert_type":"system_failure","severity":"%s",
         "description":"Database connection pool exhausted","affected_systems":["User Service"],
         "context":{"connection_count":%d}}
        """
        .formatted(severity, number);
  }

  private static String over() {
    return copy(0, "high").replace("{\"alert_id\"", "{\"status\":\"resolved\",\"alert_id\"");
  }

  /** The one meeting there is; nothing before there is one. */
  private static JsonNode only(Client client) throws Exception {
    JsonNode meetings = Wire.parse(client.get("/meetings/recent").body()).path("meetings");
    assertTrue(meetings.size() <= 1, meetings.toString());
    return meetings.path(0);
  }

  private static boolean isSettled(JsonNode meeting) {
    Set<String> open = new HashSet<>(meeting.path("to_do").findValuesAsText("what"));
    open.remove("remind");
    return meeting.path("state").asText().equals("scheduled") && open.isEmpty();
  }

  private static long told(Client client, String beginning) throws Exception {
    return client.everything().stream()
        .filter(alert -> alert.path("title").asText().startsWith(beginning))
        .count();
  }

  private static HttpResponse<String> get(URI page) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
  }
}
