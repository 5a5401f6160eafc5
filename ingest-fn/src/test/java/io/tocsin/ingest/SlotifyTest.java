package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.ingest.Gateway.Payload;
import io.tocsin.keys.ApiKey;
import io.tocsin.keys.Scope;
import io.tocsin.keys.Secret;
import io.tocsin.meeting.MeetingMessage.Changed;
import io.tocsin.meeting.ProviderChange;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.MeetingJson;
import io.tocsin.wire.Wire;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What Slotify tells of meetings. */
class SlotifyTest {
  private static final String PATH = "/webhooks/slotify/meeting";

  /** The contract's example, byte for byte. */
  private static final String EXAMPLE =
      """
      {"meeting_id": "slotify-meeting-xyz", "alert_reference": "chainsync-alert-12345", "status": "cancelled",
       "meeting_url": "https://slotify.com/meetings/xyz", "scheduled_time": "2025-11-26T15:00:00Z",
       "duration_minutes": 60, "attendees": ["devops@company.com"]}
      """
          .stripTrailing();

  private final Scene scene =
      new Scene(Map.of("tocsin.meetings-queue-url", "http://127.0.0.1:1/0/meetings"));
  private final Gateway gateway = scene.gateway();

  @AfterEach
  void close() {
    scene.close();
  }

  /** Signed as its webhooks are. */
  private Call signed(String body) {
    Call call = scene.signed(PATH, body);
    return call.headers().stream()
        .filter(header -> header.getKey().startsWith("X-"))
        .filter(header -> !header.getKey().equals("X-API-Key"))
        .reduce(
            call,
            (next, header) ->
                next.without(header.getKey())
                    .with(header.getKey().replace("X-", "X-Webhook-"), header.getValue()),
            (one, other) -> other);
  }

  private ProviderChange accepted(String body) throws InvalidJsonException {
    scene.meetingQueue.messages.clear();
    Reply reply = gateway.send(signed(body));
    assertEquals(200, reply.status(), reply.body());
    assertEquals(1, scene.meetingQueue.messages.size());
    return ((Changed) MeetingJson.read(scene.meetingQueue.messages.get(0))).change();
  }

  private static List<String> fields(Reply reply) {
    return StreamSupport.stream(reply.json().path("errors").spliterator(), false)
        .map(error -> error.path("field").asText())
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @EnumSource(Payload.class)
  void theContractsExampleIsPassedOnWhole(Payload payload) throws InvalidJsonException {
    Reply reply = payload.over(scene.context).send(signed(EXAMPLE));

    assertEquals(200, reply.status(), reply.body());
    JsonNode expected =
        Wire.parse(
            """
            {"status":"success","message":"Meeting change accepted",
             "data":{"meeting_id":"slotify-meeting-xyz","status":"cancelled"},
             "timestamp":"2026-11-21T08:00:00.123Z"}
            """);
    assertEquals(expected, reply.json());
    assertEquals(
        new Changed(
            new ProviderChange(
                "slotify",
                "slotify-meeting-xyz",
                ProviderChange.Status.CANCELLED,
                Optional.of(URI.create("https://slotify.com/meetings/xyz")),
                Optional.of(Instant.parse("2025-11-26T15:00:00Z")),
                Optional.of(Duration.ofMinutes(60)),
                List.of("devops@company.com"),
                Optional.empty())),
        MeetingJson.read(scene.meetingQueue.messages.get(0)));
  }

  @ParameterizedTest
  @EnumSource(ProviderChange.Status.class)
  void everyStatusIsTaken(ProviderChange.Status status) throws InvalidJsonException {
    String word = status.name().toLowerCase(Locale.ROOT);
    assertEquals(status, accepted(EXAMPLE.replace("cancelled", word)).status());
  }

  @Test
  void idAndStatusAreEnoughAndAnOutcomeIsKept() throws InvalidJsonException {
    ProviderChange change =
        accepted("{\"meeting_id\":\"x\",\"status\":\"completed\",\"outcome\":\"more disk\"}");
    assertEquals(Optional.of("more disk"), change.outcome());
    assertEquals(Optional.empty(), change.url());
    assertEquals(List.of(), change.attendees());
  }

  @Test
  void whatIsMissingOrWrongIsNamedAllAtOnce() {
    Reply reply =
        gateway.send(
            signed(
                "{\"meeting_id\":7,\"status\":\"gone\",\"meeting_url\":\"javascript:alert(1)\","
                    + "\"scheduled_time\":\"soon\",\"duration_minutes\":\"60\","
                    + "\"attendees\":\"me\",\"outcome\":[]}"));
    assertEquals(400, reply.status());
    assertEquals(
        List.of(
            "attendees",
            "duration_minutes",
            "meeting_id",
            "meeting_url",
            "outcome",
            "scheduled_time",
            "status"),
        fields(reply));
    assertEquals(List.of("meeting_id", "status"), fields(gateway.send(signed("{}"))));
    assertEquals(List.of(), scene.meetingQueue.messages);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "60                               | 0             | duration_minutes",
        "60                               | 99999         | duration_minutes",
        "60                               | 1.5           | duration_minutes",
        "https://slotify.com/meetings/xyz | ftp://a.b/c   | meeting_url",
        "https://slotify.com/meetings/xyz | https:///c    | meeting_url",
        "2025-11-26T15:00:00Z             | 2025-11-26    | scheduled_time",
        "\"devops@company.com\"           | 7             | attendees[0]",
        "cancelled                        | CANCELLED     | status"
      })
  void aValueThatIsNoneIsNamed(String right, String wrong, String field) {
    Reply reply = gateway.send(signed(EXAMPLE.replace(right, wrong)));
    assertEquals(400, reply.status(), reply.body());
    assertEquals(List.of(field), fields(reply));
  }

  @Test
  void whatIsNoJsonIsRefused() {
    for (String body : List.of("", "[]", "null", "{", "{\"meeting_id\":\"x\"} x")) {
      assertEquals(400, gateway.send(signed(body)).status(), body);
    }
    assertEquals(List.of(), scene.meetingQueue.messages);
  }

  @Test
  void onlyWhoSignsRightlyAndMayIsHeard() {
    scene.keys.create(ApiKey.of("cm_reader", "t", Secret.of("s"), Set.of(Scope.READ)));
    Call call = signed(EXAMPLE);
    assertEquals(401, gateway.send(call.replacing("X-Webhook-Signature", "0".repeat(64))).status());
    assertEquals(401, gateway.send(call.body(Call.utf8(EXAMPLE + " "))).status());
    assertEquals(401, gateway.send(Call.post(PATH, Call.utf8(EXAMPLE))).status());
    assertEquals(
        403,
        gateway
            .send(Call.signed(PATH, Call.utf8(EXAMPLE), "cm_reader", "s", scene.clock.seconds()))
            .status());
    assertEquals(405, gateway.send(call.method("GET")).status());
    assertEquals(List.of(), scene.meetingQueue.messages);
  }

  @Test
  void whatTheQueueDidNotTakeIsToBeSentAgain() {
    scene.meetingQueue.down = true;
    Reply reply = gateway.send(signed(EXAMPLE));
    assertEquals(503, reply.status());
    assertFalse(reply.header("Retry-After").isEmpty());
    assertTrue(reply.json().path("message").isTextual());
  }

  @Test
  void aReplayIsPassedOnAsItWas() {
    Call call = signed(EXAMPLE);
    Reply first = gateway.send(call);
    Reply again = gateway.send(call);
    assertEquals(200, again.status());
    assertEquals(first.body(), again.body());
    assertEquals(1, Set.copyOf(scene.meetingQueue.messages).size(), "the desk takes it as one");
  }

  @Test
  void whereNoMeetingsAreMadeThereIsNothingToSendItTo() {
    try (Scene none = new Scene()) {
      assertEquals(404, none.gateway().send(none.signed(PATH, EXAMPLE)).status());
      assertEquals(
          401, none.gateway().send(Call.post(PATH, Call.utf8(EXAMPLE))).status(), "first of all");
      assertEquals(List.of(), none.meetingQueue.messages);
    }
  }
}
