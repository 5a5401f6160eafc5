package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.ingest.Gateway.Payload;
import io.tocsin.keys.ApiKey;
import io.tocsin.keys.Scope;
import io.tocsin.keys.Secret;
import io.tocsin.meeting.Meeting;
import io.tocsin.meeting.Meeting.State;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The addresses of meetings, and the list of them. */
class MeetingsTest {
  /** What the meetings here are about, whose they are and who comes. */
  private static final List<String> SUBJECT =
      List.of("plex", "Alert Review", "ev_1", "heimdallr", "ops@example.org", "Ops", "HIGH");

  private final Scene scene = new Scene();
  private final Gateway gateway = scene.gateway();

  @AfterEach
  void close() {
    scene.close();
  }

  private Meeting there(int number, State state) {
    Meeting meeting = HeldMeetings.of("in_" + number, Scene.NOW.plusSeconds(number), state);
    assertTrue(scene.meetings.add(meeting));
    return meeting;
  }

  private Meeting booked(State state, String provider, Optional<URI> url) {
    Meeting meeting = HeldMeetings.booked(HeldMeetings.of("in_1", Scene.NOW, state), provider, url);
    assertTrue(scene.meetings.add(meeting));
    return meeting;
  }

  private Reply page(String id) {
    return gateway.send(Call.get("/meetings/" + id));
  }

  /** A page that nobody keeps, which loads nothing and tells nothing. */
  private static void checkPage(Reply reply) {
    assertEquals("text/html; charset=utf-8", reply.header("Content-Type"));
    assertEquals(
        "default-src 'none'; frame-ancestors 'none'", reply.header("Content-Security-Policy"));
    assertEquals("nosniff", reply.header("X-Content-Type-Options"));
    assertEquals("no-store", reply.header("Cache-Control"));
    assertEquals("no-referrer", reply.header("Referrer-Policy"));
    for (String word : SUBJECT) {
      assertFalse(reply.body().contains(word), word + " in " + reply.body());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"SCHEDULED", "COMPLETED"})
  void theAddressLeadsToTheProvidersPageWithoutAKey(State state) {
    Meeting meeting = booked(state, "slotify", Optional.of(HeldMeetings.URL));
    for (Payload payload : Payload.values()) {
      Reply reply = payload.over(scene.context).send(Call.get("/meetings/" + meeting.id()));
      assertEquals(302, reply.status());
      assertEquals(HeldMeetings.URL.toString(), reply.header("Location"));
      assertEquals("no-store", reply.header("Cache-Control"));
      assertEquals("no-referrer", reply.header("Referrer-Policy"));
      assertEquals("nosniff", reply.header("X-Content-Type-Options"));
    }
  }

  @Test
  void aProvidersAddressGoesIntoTheHeaderAsAscii() {
    Meeting meeting =
        booked(
            State.SCHEDULED,
            "slotify",
            Optional.of(URI.create("https://slotify.example.org/größe?x=%0d%0aSet-Cookie:a")));
    assertEquals(
        "https://slotify.example.org/gr%C3%B6%C3%9Fe?x=%0d%0aSet-Cookie:a",
        page(meeting.id()).header("Location"));
  }

  @Test
  void beforeThereIsAnyAPageSaysSoAndLooksAgain() {
    List<Reply> pages = List.of(page("mt_" + "0".repeat(24)), page(there(1, State.REQUESTED).id()));
    for (Reply reply : pages) {
      assertEquals(202, reply.status());
      assertEquals("5", reply.header("Retry-After"));
      assertTrue(reply.body().contains("<meta http-equiv=\"refresh\" content=\"5\">"));
      checkPage(reply);
    }
  }

  @Test
  void aMeetingThatWasAskedForAgainHasItsOldAddressNoLonger() {
    Meeting meeting = booked(State.REQUESTED, "slotify", Optional.of(HeldMeetings.URL));
    assertEquals(202, page(meeting.id()).status());
  }

  @Test
  void aCancelledMeetingIsSaidToBeAndLeadsNowhere() {
    Meeting meeting = booked(State.CANCELLED, "slotify", Optional.of(HeldMeetings.URL));
    Reply reply = page(meeting.id());
    assertEquals(200, reply.status());
    assertTrue(reply.body().contains("This meeting was cancelled."));
    assertEquals("", reply.header("Location"));
    assertFalse(reply.body().contains("slotify"));
    checkPage(reply);
  }

  @Test
  void aMeetingByMailHasAPageWithItsTime() {
    Reply reply = page(booked(State.SCHEDULED, "mail", Optional.empty()).id());
    assertEquals(200, reply.status());
    assertTrue(reply.body().contains("It is set for Sat 21 Nov 2026 08:10 UTC."), reply.body());
    checkPage(reply);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mt_",
        "mt_1",
        "MT_000000000000000000000000",
        "mt_00000000000000000000000g",
        "mt_0000000000000000000000000",
        "in_000000000000000000000000",
        "mt_000000000000000000000000%0A",
        "%2e%2e%2fhealth",
        "ä"
      })
  void whatIsNoIdIsNotFound(String id) {
    Reply reply = page(id);
    assertEquals(404, reply.status(), reply.body());
    assertEquals("application/problem+json", reply.header("Content-Type"));
  }

  @Test
  void whatIsNoPathIsRefusedAndNotRepeated() {
    Reply reply = page("<script>");
    assertEquals(400, reply.status());
    assertFalse(reply.body().contains("<script>"));
  }

  @Test
  void anyIdIsAnsweredWithoutAFailure() {
    there(1, State.SCHEDULED);
    Random random = new Random(7);
    String letters = "mt_09af/.%2eéß\u0000\u202e \"'<>&;:@+-~\\{}[]|^`🔔";
    for (int i = 0; i < 300; i++) {
      StringBuilder id = new StringBuilder(random.nextBoolean() ? "mt_" : "");
      for (int n = random.nextInt(30); n > 0; n--) {
        id.append(letters.charAt(random.nextInt(letters.length())));
      }
      for (Payload payload : Payload.values()) {
        Reply reply = payload.over(scene.context).send(Call.get("/meetings/" + id));
        assertTrue(List.of(202, 400, 404).contains(reply.status()), id + ": " + reply.status());
      }
    }
  }

  @Test
  void aStoreOutOfReachIsSaidToBe() {
    scene.meetingMaps.down = true;
    assertEquals(503, page("mt_" + "0".repeat(24)).status());
    assertEquals(503, gateway.send(recent()).status());
  }

  private static Call recent() {
    return Call.get("/meetings/recent").with("X-API-Key", Scene.KEY);
  }

  private static List<String> ids(JsonNode page) {
    return IntStream.range(0, page.path("meetings").size())
        .mapToObj(i -> page.path("meetings").path(i).path("id").asText())
        .toList();
  }

  @ParameterizedTest
  @EnumSource(Payload.class)
  void recentMeetingsComeNewestFirstPageByPage(Payload payload) {
    List<String> made =
        IntStream.range(0, 25).mapToObj(i -> there(24 - i, State.SCHEDULED).id()).toList();
    Gateway any = payload.over(scene.context);
    JsonNode page = any.send(recent()).json();
    assertEquals(20, page.path("meetings").size());
    List<String> all = new ArrayList<>(ids(page));
    String cursor = page.path("next").asText();
    JsonNode last = any.send(recent().query("limit=7&cursor=" + cursor)).json();
    assertTrue(last.path("next").isNull());
    all.addAll(ids(last));
    assertEquals(made, all);
    assertEquals(3, any.send(recent().query("limit=3")).json().path("meetings").size());
  }

  @Test
  void aMeetingIsShownWithAllThatIsKnownOfIt() {
    Meeting meeting = booked(State.SCHEDULED, "slotify", Optional.of(HeldMeetings.URL));
    JsonNode shown = gateway.send(recent()).json().path("meetings").path(0);
    assertEquals(meeting.id(), shown.path("id").asText());
    assertEquals("scheduled", shown.path("state").asText());
    assertEquals("[HIGH] Alert Review", shown.path("title").asText());
    assertEquals("2026-11-21T08:10:00.123Z", shown.path("scheduled_time").asText());
    assertEquals(30, shown.path("duration_minutes").asInt());
    assertEquals("ops@example.org", shown.path("attendees").path(0).path("address").asText());
    assertEquals("plex", shown.path("about").path("service").asText());
    assertEquals("slotify", shown.path("booking").path("provider").asText());
    assertEquals(HeldMeetings.URL.toString(), shown.path("booking").path("url").asText());
    assertEquals("plan", shown.path("to_do").path(0).path("what").asText());
    assertEquals(1, shown.path("alerts").asInt());
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "cursor=nonsense", "cursor="})
  void aBadLimitOrCursorIsNamed(String query) {
    Reply reply = gateway.send(recent().query(query));
    assertEquals(400, reply.status(), reply.body());
    String named = query.substring(0, query.indexOf('='));
    assertTrue(reply.json().path("detail").asText().startsWith(named), reply.body());
  }

  @Test
  void readingTheListNeedsAKeyWithTheScope() {
    scene.keys.create(ApiKey.of("cm_sender", "team", Secret.of("s"), Set.of(Scope.ALERT)));
    scene.keys.create(ApiKey.of("cm_reader", "team", Secret.of("s"), Set.of(Scope.READ)));
    assertEquals(401, gateway.send(Call.get("/meetings/recent")).status());
    assertEquals(403, gateway.send(recent().replacing("X-API-Key", "cm_sender")).status());
    assertEquals(200, gateway.send(recent().replacing("X-API-Key", "cm_reader")).status());
    try (Scene open = new Scene(Map.of("TOCSIN_OPEN_READS", "true"))) {
      assertEquals(200, open.gateway().send(Call.get("/meetings/recent")).status());
    }
  }
}
