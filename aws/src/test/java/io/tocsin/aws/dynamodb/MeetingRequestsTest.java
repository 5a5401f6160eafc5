package io.tocsin.aws.dynamodb;

import static io.tocsin.store.Samples.NOON;
import static io.tocsin.store.Samples.alert;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.analysis.Analysis;
import io.tocsin.analysis.Circumstances;
import io.tocsin.analysis.LearningRecord;
import io.tocsin.analysis.Lessons;
import io.tocsin.analysis.Panel;
import io.tocsin.analysis.Rulebook;
import io.tocsin.aws.DynamoDbLocal;
import io.tocsin.aws.DynamoDbLocalExtension;
import io.tocsin.aws.TestClients;
import io.tocsin.meeting.Exchange;
import io.tocsin.meeting.Exchange.Direction;
import io.tocsin.meeting.Meeting;
import io.tocsin.meeting.MeetingSamples;
import io.tocsin.meeting.Meetings;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Answers about meetings that are lost, and what each call costs. */
@ExtendWith(DynamoDbLocalExtension.class)
class MeetingRequestsTest {
  private final Faults faults = new Faults();
  private final DynamoDbClient client;
  private final DynamoStores stores;
  private final Meetings meetings;
  private final Meeting meeting = MeetingSamples.wanted("in_1");

  MeetingRequestsTest(DynamoDbLocal dynamo) {
    client = TestClients.dynamoDb(dynamo.endpoint(), faults);
    stores = DynamoDbLocal.stores(client, dynamo.freshTables(), Clock.fixed(NOON, ZoneOffset.UTC));
    meetings = stores.meetings();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void whoAddedAMeetingIsToldSoEvenIfTheFirstAnswerWasLost() {
    faults.loseAnswer();

    assertTrue(meetings.add(meeting));

    assertEquals(2, faults.operations().size(), "the SDK asked again");
    assertFalse(meetings.add(meeting));
  }

  @Test
  void whoSwappedAMeetingIsToldSoEvenIfTheFirstAnswerWasLost() {
    meetings.add(meeting);
    Meeting next = MeetingSamples.booked(meeting, "slotify", "sl-1");
    faults.loseAnswer();

    assertTrue(meetings.swap(meeting, next));

    assertFalse(meetings.swap(meeting, next));
    assertEquals(Optional.of(next), meetings.find(meeting.id()));
  }

  @Test
  void aLessonIsKeptOnceEvenIfTheFirstAnswerWasLost() {
    LearningRecord lesson = analysis().learning().finding().orElseThrow().keep();
    faults.loseAnswer();

    stores.lessons().keep("l1", lesson);

    assertEquals(List.of(lesson), stores.lessons().ofService("plex", 10));
  }

  @Test
  void aMeetingTakesOneRequestToWriteAndOneOrTwoToRead() {
    Meeting next = MeetingSamples.booked(meeting, "slotify", "sl-1");
    assertCost(() -> assertTrue(meetings.add(meeting)), "TransactWriteItems");
    assertCost(() -> assertTrue(meetings.swap(meeting, next)), "TransactWriteItems");
    assertCost(() -> assertTrue(meetings.find(meeting.id()).isPresent()), "GetItem");
    assertCost(() -> assertTrue(meetings.ofIncident("in_1").isPresent()), "GetItem", "GetItem");
    assertCost(
        () -> assertTrue(meetings.booked("slotify", "sl-1").isPresent()), "GetItem", "GetItem");
    assertCost(() -> assertEquals(1, meetings.due(NOON, 10).size()), "Query");
    assertCost(
        () -> assertEquals(1, meetings.recent(10, Optional.empty()).items().size()),
        "Query",
        "BatchGetItem");
    assertCost(
        () -> assertEquals(1, meetings.ofService("plex", 10).size()), "Query", "BatchGetItem");
    assertCost(() -> assertEquals(0, meetings.ofService("emby", 10).size()), "Query");
  }

  @Test
  void whatIsKnownOfAnAlertTakesOneRequestToWriteAndDoesNotBurdenItsStory() {
    stores.outbox().accept(alert("a1"), List.of());
    Lessons lessons = stores.lessons();
    Exchange exchange =
        new Exchange(
            meeting.id(),
            NOON,
            Direction.IN,
            "slotify",
            "POST /webhooks/slotify/meeting",
            "{}",
            Optional.of(200),
            "{}",
            Duration.ZERO);
    LearningRecord lesson = analysis().learning().finding().orElseThrow().keep();
    assertCost(() -> lessons.keep("a1", analysis()), "PutItem");
    assertCost(() -> lessons.keep("l1", lesson), "PutItem");
    assertCost(() -> lessons.keep("l1", lesson), "PutItem");
    assertCost(() -> stores.exchanges().keep(exchange), "PutItem");
    assertCost(() -> assertTrue(lessons.ofAlert("a1").isPresent()), "GetItem");
    assertCost(
        () -> assertEquals(1, lessons.ofService("plex", 10).size()), "Query", "BatchGetItem");
    assertCost(() -> assertEquals(1, stores.exchanges().of(meeting.id(), 10).size()), "Query");
    assertCost(
        () -> assertEquals(1, stores.history().ofService("plex", 10).size()),
        "Query",
        "BatchGetItem");
    assertCost(() -> assertTrue(stores.history().story("a1").isPresent()), "Query");
  }

  private static Analysis analysis() {
    return Panel.of(new Rulebook("1", List.of()))
        .analyse(Circumstances.of(alert("a1"), Map.of(), NOON));
  }

  private void assertCost(Runnable call, String... operations) {
    faults.operations().clear();
    call.run();
    assertEquals(List.of(operations), faults.operations());
  }
}
