package io.tocsin.aws.dynamodb;

import static io.tocsin.store.Samples.NOON;
import static io.tocsin.store.Samples.alert;
import static io.tocsin.store.Samples.delivered;
import static io.tocsin.store.Samples.delivery;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.alert.Alert;
import io.tocsin.alert.EventId;
import io.tocsin.analysis.Analysis;
import io.tocsin.analysis.Circumstances;
import io.tocsin.analysis.LearningRecord;
import io.tocsin.analysis.Panel;
import io.tocsin.analysis.Rulebook;
import io.tocsin.aws.DynamoDbLocal;
import io.tocsin.aws.DynamoDbLocalExtension;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Incident;
import io.tocsin.delivery.Outbox.Planned;
import io.tocsin.history.History.Refusal;
import io.tocsin.keeping.Piece;
import io.tocsin.keeping.Retention;
import io.tocsin.meeting.Exchange;
import io.tocsin.meeting.Exchange.Direction;
import io.tocsin.meeting.Meeting;
import io.tocsin.meeting.MeetingSamples;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * DynamoDB Local removes nothing by itself: what is read here is every item as it would be told.
 */
@ExtendWith(DynamoDbLocalExtension.class)
class DynamoExpiredTest {
  private final DynamoDbLocal dynamo;
  private final Tables tables;
  private final DynamoStores stores;

  DynamoExpiredTest(DynamoDbLocal dynamo) {
    this.dynamo = dynamo;
    tables = dynamo.freshTables();
    stores = DynamoDbLocal.stores(dynamo.client(), tables, Clock.fixed(NOON, ZoneOffset.UTC));
  }

  private Set<Piece> pieces() {
    Set<Piece> pieces = new HashSet<>();
    dynamo.client().scan(scan -> scan.tableName(tables.history())).items().stream()
        .map(DynamoExpiredTest::texts)
        .forEach(item -> new DynamoExpired().piece(item).ifPresent(pieces::add));
    return pieces;
  }

  private static Map<String, String> texts(Map<String, AttributeValue> item) {
    Map<String, String> texts = new HashMap<>();
    item.forEach((name, value) -> texts.put(name, value.s() == null ? value.n() : value.s()));
    return texts;
  }

  @Test
  void everythingIsReadExactlyAsItWasKept() {
    Alert odd =
        Alert.builder("ev_\ud800", "heimdallr", "🔔", "plex is down").receivedAt(NOON).build();
    Alert alert = alert("a1");
    Delivery over = delivered(delivery(alert, "general", "lane-1"));
    stores
        .outbox()
        .accept(
            alert,
            List.of(delivery(alert, "general", "lane-1")),
            Optional.of(
                new Incident.Change(
                    Incident.unknown("in_1"),
                    new Incident(
                        "in_1",
                        Optional.of("a1"),
                        Map.of(),
                        Optional.of("a1"),
                        Optional.empty()))));
    stores.outbox().accept(odd, List.of());
    stores.outbox().record(List.of(over));
    Refusal refusal = new Refusal("m1", NOON, "no JSON");
    stores.history().refused(refusal);
    Meeting wanted = MeetingSamples.wanted("in_1");
    stores.meetings().add(wanted);
    Meeting booked = MeetingSamples.booked(wanted, "slotify", "sl-1");
    stores.meetings().swap(wanted, booked);
    Exchange exchange =
        new Exchange(
            booked.id(),
            NOON,
            Direction.IN,
            "slotify",
            "POST /",
            "",
            Optional.empty(),
            "",
            Duration.ZERO);
    stores.exchanges().keep(exchange);
    Analysis analysis =
        Panel.of(new Rulebook("1", List.of())).analyse(Circumstances.of(alert, Map.of(), NOON));
    LearningRecord lesson = analysis.learning().finding().orElseThrow().keep();
    stores.lessons().keep("a1", analysis);
    stores.lessons().keep("l1", lesson);

    assertEquals(
        Set.of(
            new Piece.OfAlert(
                alert, List.of(new Planned("general", "discord", "lane-1")), Optional.empty()),
            new Piece.OfAlert(odd, List.of(), Optional.empty()),
            new Piece.OfDelivery(over),
            new Piece.OfRefusal(refusal),
            new Piece.OfMeeting(booked),
            new Piece.OfExchange(exchange),
            new Piece.OfAnalysis("a1", analysis, NOON.plus(Retention.USUAL)),
            new Piece.OfLesson(EventId.digest("l1"), lesson)),
        pieces());
  }

  @Test
  void whatWasDeletedForItsOwnerIsNothing() {
    Alert alert = alert("a1");
    stores.outbox().accept(alert, List.of());
    stores.eraser().alert(stores.history().story("a1").orElseThrow());

    assertEquals(Set.of(), pieces());
  }

  @Test
  void whatCannotBeReadIsKeptAsItIs() {
    for (Map<String, String> item :
        List.of(
            Map.of("pk", "alert#a1", "sk", "alert", "json", "{", "ttl", "1795262400"),
            Map.of("pk", "meeting#a1", "sk", "meeting", "ttl", "1795262400"),
            Map.of("pk", "analysis", "sk", "analysis", "json", "{}", "ttl", "1795262400"),
            Map.of("pk", "something new", "sk", "x", "ttl", "1795262400"))) {
      assertEquals(
          Optional.of(new Piece.OfUnreadable(item, Instant.ofEpochSecond(1_795_262_400L))),
          new DynamoExpired().piece(item));
    }
    assertEquals(
        Optional.of(new Piece.OfUnreadable(Map.of(), Instant.EPOCH)),
        new DynamoExpired().piece(Map.of()));
  }
}
