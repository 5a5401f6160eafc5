package io.tocsin.aws.dynamodb;

import static io.tocsin.store.Samples.NOON;
import static io.tocsin.store.Samples.alert;
import static io.tocsin.store.Samples.delivered;
import static io.tocsin.store.Samples.delivery;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.analysis.Analysis;
import io.tocsin.analysis.Circumstances;
import io.tocsin.analysis.LearningRecord;
import io.tocsin.analysis.Panel;
import io.tocsin.analysis.Rulebook;
import io.tocsin.aws.DynamoDbLocal;
import io.tocsin.aws.DynamoDbLocalExtension;
import io.tocsin.history.History.Refusal;
import io.tocsin.keeping.Kind;
import io.tocsin.keeping.Retention;
import io.tocsin.meeting.Exchange;
import io.tocsin.meeting.Exchange.Direction;
import io.tocsin.meeting.Meeting;
import io.tocsin.meeting.MeetingSamples;
import io.tocsin.meeting.Meetings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(DynamoDbLocalExtension.class)
class ExpiryTest {
  private final DynamoDbLocal dynamo;
  private final Tables tables;

  ExpiryTest(DynamoDbLocal dynamo) {
    this.dynamo = dynamo;
    this.tables = dynamo.freshTables();
  }

  private DynamoStores after(Duration time) {
    return DynamoDbLocal.stores(
        dynamo.client(), tables, Clock.fixed(NOON.plus(time), ZoneOffset.UTC));
  }

  @ParameterizedTest
  @EnumSource
  void eachKindExpiresInItsOwnTime(Kind kind) {
    Retention retention = Retention.of(Duration.ofDays(10)).with(Map.of(kind, Duration.ofDays(20)));
    DynamoStores stores =
        DynamoDbLocal.stores(dynamo.client(), tables, Clock.fixed(NOON, ZoneOffset.UTC), retention);
    Alert alert = alert("a1");
    stores.outbox().accept(alert, List.of(delivery(alert, "general", "lane-1")));
    stores.outbox().record(List.of(delivered(delivery(alert, "general", "lane-1"))));
    stores.history().refused(new Refusal("m1", NOON, "no JSON"));
    stores.meetings().add(MeetingSamples.wanted("in_1"));
    stores.exchanges().keep(exchange());
    stores.lessons().keep("l1", lesson());

    assertEquals(Set.of(Kind.values()), there(after(Duration.ofDays(9))));
    assertEquals(Set.of(kind), there(after(Duration.ofDays(15))));
    assertEquals(Set.of(), there(after(Duration.ofDays(21))));
  }

  private static Set<Kind> there(DynamoStores stores) {
    Set<Kind> there = EnumSet.noneOf(Kind.class);
    if (stores.history().story("a1").isPresent()) {
      there.add(Kind.ALERTS);
    }
    if (!stores.history().refusals(1).isEmpty()) {
      there.add(Kind.REFUSALS);
    }
    if (!stores.meetings().recent(1, Optional.empty()).items().isEmpty()) {
      there.add(Kind.MEETINGS);
    }
    if (!stores.exchanges().of("mt_1", 1).isEmpty()) {
      there.add(Kind.EXCHANGES);
    }
    if (!stores.lessons().ofService("plex", 1).isEmpty()) {
      there.add(Kind.LESSONS);
    }
    return there;
  }

  private static Exchange exchange() {
    return new Exchange(
        "mt_1", NOON, Direction.IN, "slotify", "POST /", "", Optional.empty(), "", Duration.ZERO);
  }

  private static Analysis analysis() {
    return Panel.of(new Rulebook("1", List.of()))
        .analyse(Circumstances.of(alert("a1"), Map.of(), NOON));
  }

  private static LearningRecord lesson() {
    return analysis().learning().finding().orElseThrow().keep();
  }

  @Test
  void whatHasExpiredIsNotThereEvenBeforeItIsRemoved() {
    Alert alert = alert("a1");
    DynamoStores now = after(Duration.ZERO);
    now.outbox().accept(alert, List.of(delivery(alert, "general", "lane-1")));
    now.outbox().record(List.of(delivered(delivery(alert, "general", "lane-1"))));
    now.history().refused(new Refusal("m1", NOON, "no JSON"));

    DynamoStores before = after(Retention.USUAL.minusSeconds(1));
    assertTrue(before.history().story("a1").isPresent());
    assertEquals(1, before.history().recent(10, Optional.empty()).items().size());
    assertEquals(1, before.history().refusals(10).size());
    assertFalse(before.outbox().accept(alert, List.of()).fresh());

    DynamoStores later = after(Retention.USUAL.plusSeconds(1));
    assertEquals(Optional.empty(), later.history().story("a1"));
    assertEquals(List.of(), later.history().recent(10, Optional.empty()).items());
    assertEquals(List.of(), later.history().refusals(10));
    assertEquals(Map.of(), later.history().alerts(Set.of("a1")));
    assertTrue(later.outbox().accept(alert, List.of()).fresh());
  }

  @Test
  void anAlertTakenInLongAfterItWasReceivedIsFoundAsLongAsItIsKept() {
    Alert first = alert("a1");
    Alert second = alert("a2");
    DynamoStores now = after(Duration.ZERO);
    now.outbox().accept(first, List.of());
    DynamoStores muchLater = after(Duration.ofDays(13));
    muchLater.outbox().accept(second, List.of());

    DynamoStores end = after(Retention.USUAL.plus(Duration.ofDays(13)).minusSeconds(1));

    assertEquals(1, end.history().recent(10, Optional.empty()).items().size());
  }

  @Test
  void aMeetingThatHasExpiredIsNowhereAndItsIncidentMayHaveItAgain() {
    Meeting meeting = MeetingSamples.wanted("in_1");
    after(Duration.ZERO).meetings().add(meeting);
    Meeting booked = MeetingSamples.booked(meeting, "slotify", "sl-1");
    after(Duration.ZERO).meetings().swap(meeting, booked);
    assertEquals(6, ways(after(Retention.USUAL.minusSeconds(1)).meetings(), booked));

    Meetings later = after(Retention.USUAL.plusSeconds(1)).meetings();

    assertEquals(0, ways(later, booked));
    assertTrue(later.add(meeting));
    assertEquals(5, ways(later, meeting));
  }

  @Test
  void aMeetingLivesFromItsLastChangeHoweverItIsLookedFor() {
    Duration almost = Retention.USUAL.minusDays(1);
    Meeting meeting = MeetingSamples.booked(MeetingSamples.wanted("in_1"), "slotify", "sl-1");
    after(Duration.ZERO).meetings().add(meeting);
    Meeting next = MeetingSamples.due(meeting, meeting.due());
    assertTrue(after(almost).meetings().swap(meeting, next));

    Meetings later = after(almost.plus(almost)).meetings();

    assertEquals(6, ways(later, next));
    assertFalse(later.add(MeetingSamples.wanted("in_1")));
  }

  /** In how many ways it is found. */
  private static long ways(Meetings meetings, Meeting meeting) {
    Instant due = NOON.plus(Duration.ofDays(1));
    return Stream.of(
            meetings.find(meeting.id()).equals(Optional.of(meeting)),
            meetings.ofIncident(meeting.incident()).equals(Optional.of(meeting)),
            meetings.booked("slotify", "sl-1").equals(Optional.of(meeting)),
            meetings.due(due, 10).equals(List.of(meeting.id())),
            meetings.recent(10, Optional.empty()).items().equals(List.of(meeting)),
            meetings.ofService("plex", 10).equals(List.of(meeting)))
        .filter(found -> found)
        .count();
  }

  @Test
  void whatWasSaidAndLearnedExpires() {
    DynamoStores now = after(Duration.ZERO);
    Exchange exchange = exchange();
    Analysis analysis = analysis();
    LearningRecord lesson = lesson();
    now.exchanges().keep(exchange);
    now.lessons().keep("l1", lesson);
    now.lessons().keep("a1", analysis);

    DynamoStores before = after(Retention.USUAL.minusSeconds(1));
    assertEquals(List.of(exchange), before.exchanges().of("mt_1", 10));
    assertEquals(List.of(lesson), before.lessons().ofService("plex", 10));
    assertEquals(Optional.of(analysis), before.lessons().ofAlert("a1"));

    DynamoStores later = after(Retention.USUAL.plusSeconds(1));
    assertEquals(List.of(), later.exchanges().of("mt_1", 10));
    assertEquals(List.of(), later.lessons().ofService("plex", 10));
    assertEquals(Optional.empty(), later.lessons().ofAlert("a1"));
    later.lessons().keep("l1", lesson);
    assertEquals(List.of(lesson), later.lessons().ofService("plex", 10), "kept anew");
  }

  @Test
  void whatWaitsDoesNotExpire() {
    Alert alert = alert("a1");
    after(Duration.ZERO).outbox().accept(alert, List.of(delivery(alert, "general", "lane-1")));

    assertTrue(
        dynamo.client().scan(scan -> scan.tableName(tables.outbox())).items().stream()
            .noneMatch(item -> item.containsKey(Table.TTL)));
    for (String table : List.of(tables.history(), tables.keys())) {
      after(Duration.ZERO).quotas().lease("key#cm_1", 10, 1, NOON);
      Meeting meeting = MeetingSamples.booked(MeetingSamples.wanted("in_1"), "slotify", "sl-1");
      after(Duration.ZERO).meetings().add(meeting);
      assertTrue(
          dynamo.client().scan(scan -> scan.tableName(table)).items().stream()
              .allMatch(item -> item.containsKey(Table.TTL)));
    }
  }
}
