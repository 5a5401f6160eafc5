package io.tocsin.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.tocsin.alert.Alert;
import io.tocsin.meeting.Exchange;
import io.tocsin.meeting.Meeting;
import io.tocsin.meeting.Meeting.State;
import io.tocsin.meeting.MeetingMessage;
import io.tocsin.meeting.MeetingSamples;
import io.tocsin.wire.MeetingJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeetingsFunctionTest {
  private static final String CHANGE =
      "{\"version\":1,\"provider\":\"slotify\",\"meeting_id\":\"%s\",\"status\":\"%s\"}";

  private final Desk desk = new Desk(Map.of("TOCSIN_PUBLIC_URL", "https://alerts.example.org"));

  @AfterEach
  void close() {
    desk.close();
  }

  /** One that Slotify made. */
  private Meeting booked(String bookingId) {
    Meeting wanted = MeetingSamples.wanted("in_1", 1, "plex", Desk.NOW);
    Meeting booked = MeetingSamples.booked(wanted, "slotify", bookingId);
    assertTrue(desk.meetings.add(wanted));
    assertTrue(desk.meetings.swap(wanted, booked));
    return booked;
  }

  private static SQSMessage changed(String bookingId, String status) {
    return Desk.message("m-1", CHANGE.formatted(bookingId, status));
  }

  private static SQSMessage due(Meeting meeting) {
    return Desk.message("due", MeetingJson.write(new MeetingMessage.Due(meeting.id())));
  }

  @Test
  void aRequestBecomesAMeetingThatPeopleHearOf() {
    Alert alert = desk.received("ev_1");

    assertEquals(List.of(), desk.take(Desk.wanted("ev_1")));

    Meeting meeting = desk.of(alert).orElseThrow();
    assertEquals(State.SCHEDULED, meeting.state());
    assertEquals(1, desk.alerts.sent.size());
    Alert told = desk.alerts.sent.get(0);
    assertEquals("meeting", told.type());
    assertEquals("set", told.labels().get("change"));
    assertEquals(meeting.id(), told.labels().get("meeting"));
    assertTrue(
        told.message().contains("https://alerts.example.org/meetings/" + meeting.id()),
        told.message());
  }

  @Test
  void aRequestThatComesTwiceIsOneMeetingAndToldOnce() {
    Alert alert = desk.received("ev_1");

    assertEquals(List.of(), desk.take(Desk.wanted("ev_1"), Desk.wanted("ev_1")));
    Meeting meeting = desk.of(alert).orElseThrow();
    assertEquals(List.of(), desk.take(Desk.wanted("ev_1")));

    assertEquals(Optional.of(meeting), desk.of(alert));
    assertEquals(1, desk.alerts.sent.size());
  }

  @Test
  void anAlertThatIsNotInTheHistoryIsLetGo() {
    assertEquals(List.of(), desk.take(Desk.wanted("ev_none")));
    assertEquals(List.of(), desk.meetings.recent(1, Optional.empty()).items());
  }

  @Test
  void whatAQueueOutOfReachPreventedIsDoneOnceItIsBack() {
    Alert alert = desk.received("ev_1");
    desk.alerts.down = true;
    assertEquals(List.of("ev_1"), desk.take(Desk.wanted("ev_1")));

    desk.alerts.down = false;
    desk.clock.move(Duration.ofMinutes(2));
    assertEquals(List.of(), desk.take(due(desk.of(alert).orElseThrow())));

    assertEquals(1, desk.alerts.sent.size());
    assertEquals(State.SCHEDULED, desk.of(alert).orElseThrow().state());
  }

  @Test
  void aStoreThatFailsSendsBackThatMessageAlone() {
    Alert first = desk.received("ev_1");
    Alert second = desk.received("ev_2");
    desk.meetingMaps.failNext(1);

    assertEquals(List.of("ev_1"), desk.take(Desk.wanted("ev_1"), Desk.wanted("ev_2")));
    assertEquals(Optional.empty(), desk.of(first));
    assertEquals(State.SCHEDULED, desk.of(second).orElseThrow().state());

    assertEquals(List.of(), desk.take(Desk.wanted("ev_1")));
    assertEquals(State.SCHEDULED, desk.of(first).orElseThrow().state());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "[]",
        "{}",
        "{\"version\":1,\"alert\":7}",
        "{\"version\":1,\"alert\":\"ev_1\",\"meeting\":\"mt_1\"}",
        "{\"version\":1,\"provider\":\"slotify\",\"meeting_id\":\"s-1\",\"status\":\"gone\"}"
      })
  void whatIsNoMessageIsDroppedAndHoldsUpNoOther(String body) {
    Alert alert = desk.received("ev_1");
    assertEquals(List.of(), desk.take(Desk.message("bad", body), Desk.wanted("ev_1")));
    assertEquals(State.SCHEDULED, desk.of(alert).orElseThrow().state());
  }

  @Test
  void anEventWithoutMessagesIsFine() {
    assertEquals(List.of(), desk.take());
    assertEquals(List.of(), desk.takeNothing());
    SQSMessage empty = new SQSMessage();
    empty.setMessageId("m-1");
    assertEquals(List.of(), desk.take(empty));
  }

  @Test
  void whatIsDueForAMeetingThatIsNotThereIsLetGo() {
    assertEquals(List.of(), desk.take(Desk.message("m-1", "{\"version\":1,\"meeting\":\"mt_0\"}")));
  }

  @Test
  void whatAProviderSaysIsDoneAndKeptInTheLog() {
    Meeting meeting = booked("s-1");
    String millis = String.valueOf(Desk.NOW.minusSeconds(3).toEpochMilli());

    assertEquals(List.of(), desk.take(Desk.sent(changed("s-1", "cancelled"), millis)));

    assertEquals(State.CANCELLED, desk.meetings.find(meeting.id()).orElseThrow().state());
    List<Exchange> log = desk.exchanges.of(meeting.id(), 10);
    assertEquals(1, log.size());
    assertEquals(Exchange.Direction.IN, log.get(0).direction());
    assertEquals("slotify", log.get(0).with());
    assertEquals(Desk.NOW.minusSeconds(3), log.get(0).at());
    assertEquals(CHANGE.formatted("s-1", "cancelled"), log.get(0).body());
  }

  @Test
  void whatAProviderSaysTwiceIsOneEntryOfTheLog() {
    Meeting meeting = booked("s-1");
    String millis = String.valueOf(Desk.NOW.toEpochMilli());
    SQSMessage message = Desk.sent(changed("s-1", "cancelled"), millis);

    assertEquals(List.of(), desk.take(message, message));

    assertEquals(1, desk.exchanges.of(meeting.id(), 10).size());
  }

  @ParameterizedTest
  @CsvSource({"0, true", "1, true", "899, true", "900, false", "86400, false"})
  void aMeetingThatIsNotKnownMayBeSoonForAQuarterOfAnHour(long seconds, boolean again) {
    String millis = String.valueOf(Desk.NOW.minusSeconds(seconds).toEpochMilli());
    List<String> failed = desk.take(Desk.sent(changed("s-1", "scheduled"), millis));
    assertEquals(again ? List.of("m-1") : List.of(), failed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "9999999999999999"})
  void withoutATimeThatCanBeReadItWasSentNow(String millis) {
    assertEquals(List.of("m-1"), desk.take(Desk.sent(changed("s-1", "scheduled"), millis)));
    assertEquals(List.of("m-1"), desk.take(changed("s-1", "scheduled")));
  }
}
