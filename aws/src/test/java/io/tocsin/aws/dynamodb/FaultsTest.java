package io.tocsin.aws.dynamodb;

import static io.tocsin.store.Samples.NOON;
import static io.tocsin.store.Samples.alert;
import static io.tocsin.store.Samples.delivered;
import static io.tocsin.store.Samples.delivery;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.aws.DynamoDbLocal;
import io.tocsin.aws.DynamoDbLocalExtension;
import io.tocsin.aws.TestClients;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Lane;
import io.tocsin.delivery.Outbox;
import io.tocsin.history.Page;
import io.tocsin.history.Story;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Answers that are lost, transactions in each other's way, and what each call costs. */
@ExtendWith(DynamoDbLocalExtension.class)
class FaultsTest {
  private static final String CONFLICT =
      "{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionCanceledException\","
          + "\"message\":\"cancelled\",\"CancellationReasons\":[{\"Code\":\"TransactionConflict\"},"
          + "{\"Code\":\"None\"}]}";

  private final Faults faults = new Faults();
  private final DynamoDbClient client;
  private final Tables tables;
  private final DynamoStores stores;
  private final Outbox outbox;

  FaultsTest(DynamoDbLocal dynamo) {
    client = TestClients.dynamoDb(dynamo.endpoint(), faults);
    tables = dynamo.freshTables();
    stores = DynamoDbLocal.stores(client, tables, Clock.fixed(NOON, ZoneOffset.UTC));
    outbox = stores.outbox();
    // Notes the day, so that each call below is one request.
    outbox.accept(alert("first"), List.of());
    faults.operations().clear();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void anAlertIsNewToWhoBroughtItEvenIfTheFirstAnswerWasLost() {
    Alert alert = alert("a1");
    faults.loseAnswer();

    assertTrue(outbox.accept(alert, List.of(delivery(alert, "general", "lane-1"))).fresh());

    assertEquals(2, faults.operations().size(), "the SDK asked again");
    assertEquals(1, outbox.waiting("lane-1", 10).size());
  }

  @Test
  void aRecordIsMadeOnceEvenIfTheFirstAnswerWasLost() {
    Alert alert = alert("a1");
    Delivery delivery = delivery(alert, "general", "lane-1");
    outbox.accept(alert, List.of(delivery));
    faults.loseAnswer();

    assertTrue(outbox.record(List.of(delivered(delivery))));

    assertFalse(outbox.record(List.of(delivered(delivery))));
  }

  @Test
  void whoSwappedALaneHasItEvenIfTheFirstAnswerWasLost() {
    faults.loseAnswer();
    Lane first = outbox.swap(Lane.fresh("lane-1").blocked(NOON)).orElseThrow();
    assertEquals(outbox.lane("lane-1"), first);
    assertEquals(1, first.version());

    faults.loseAnswer();
    Lane second = outbox.swapUnlessMarked(first.released(Optional.of(NOON))).orElseThrow();
    assertEquals(outbox.lane("lane-1"), second);

    assertEquals(Optional.empty(), outbox.swap(first), "that version is gone");
  }

  @Test
  void aLeaseWhoseAnswerWasLostOnlyCostsTokens() {
    faults.answer(500, "{}");
    faults.answer(500, "{}");

    int leased = 0;
    for (int i = 0; i < 20; i++) {
      leased += stores.quotas().lease("key#cm_1", 10, 1, NOON).tokens();
    }

    assertTrue(leased <= 10 && leased >= 8, "leased " + leased);
  }

  @Test
  void transactionsInEachOthersWayAreTriedAgain() {
    Alert alert = alert("a1");
    Delivery delivery = delivery(alert, "general", "lane-1");
    // The answers are false: DynamoDB Local has no conflicts. What counts is that we ask again.
    faults.answer(400, CONFLICT);
    faults.answer(400, CONFLICT);

    outbox.accept(alert, List.of(delivery));

    assertEquals(Collections.nCopies(3, "TransactWriteItems"), faults.operations());
    assertEquals(List.of(delivery), outbox.waiting("lane-1", 10));
  }

  @Test
  void transactionsThatAlwaysConflictFailInTheEnd() {
    IntStream.range(0, Backoff.TRIES).forEach(i -> faults.answer(400, CONFLICT));

    assertThrows(TransactionCanceledException.class, () -> outbox.accept(alert("a1"), List.of()));

    assertEquals(Backoff.TRIES, faults.operations().size());
  }

  @Test
  void anAlertThatCannotBeReadHoldsUpNothingElse() {
    outbox.accept(alert("a1"), List.of());
    outbox.accept(alert("a2"), List.of());
    client.updateItem(
        update ->
            update
                .tableName(tables.history())
                .key(Values.key(HistoryItems.partition("a1"), HistoryItems.ALERT))
                .updateExpression("SET json = :broken")
                .expressionAttributeValues(Map.of(":broken", Values.text("{"))));

    assertEquals(Set.of("a2"), stores.history().alerts(Set.of("a1", "a2")).keySet());
    assertEquals(Optional.empty(), stores.history().story("a1"));
    assertEquals(2, stores.history().recent(10, Optional.empty()).items().size());
  }

  @Test
  void everyCallIsOneRequest() {
    Alert alert = alert("a1");
    Delivery delivery = delivery(alert, "general", "lane-1");
    Lane lane = Lane.fresh("lane-1");
    assertCost(
        "TransactWriteItems", () -> assertTrue(outbox.accept(alert, List.of(delivery)).fresh()));
    assertCost("TransactWriteItems", () -> assertFalse(outbox.accept(alert, List.of()).fresh()));
    assertCost("Query", () -> assertEquals(1, outbox.waiting("lane-1", 1).size()));
    assertCost("UpdateItem", () -> outbox.mark("lane-1", NOON));
    assertCost("GetItem", () -> assertEquals(1, outbox.lane("lane-1").marks()));
    assertCost("UpdateItem", () -> assertTrue(outbox.swapUnlessMarked(lane).isEmpty()));
    assertCost("Query", () -> assertEquals(1, outbox.overdue(NOON.plusSeconds(1), 10).size()));
    assertCost("UpdateItem", () -> assertTrue(outbox.swap(lane).isPresent()));
    assertCost("TransactWriteItems", () -> assertTrue(outbox.record(List.of(delivered(delivery)))));
    assertCost("BatchGetItem", () -> assertEquals(1, history(Set.of("a1", "a0"))));
    assertCost("Query", () -> assertTrue(stores.history().story("a1").isPresent()));
    assertCost("Query", () -> assertEquals(List.of(), stores.history().refusals(10)));
  }

  @Test
  void recentAsksForTheDaysOnceAndForEachDayOnce() {
    for (int i = 0; i < 9; i++) {
      Alert alert = alert("a" + i, Severity.LOW, NOON.minus(Duration.ofDays(30L * i)));
      outbox.accept(alert, List.of(delivery(alert, "general", "lane-1")));
    }
    faults.operations().clear();

    Page<Story> page = stores.history().recent(20, Optional.empty());

    assertEquals(10, page.items().size());
    assertEquals(Collections.nCopies(1 + 9, "Query"), faults.operations());
  }

  private int history(Set<String> ids) {
    return stores.history().alerts(ids).size();
  }

  private void assertCost(String operation, Runnable call) {
    faults.operations().clear();
    call.run();
    assertEquals(List.of(operation), faults.operations());
  }
}
