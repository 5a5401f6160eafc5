package io.tocsin.aws.dynamodb;

import static io.tocsin.store.Samples.NOON;
import static io.tocsin.store.Samples.alert;
import static io.tocsin.store.Samples.delivered;
import static io.tocsin.store.Samples.delivery;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.aws.DynamoDbLocal;
import io.tocsin.aws.DynamoDbLocalExtension;
import io.tocsin.history.History.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

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

  @Test
  void whatHasExpiredIsNotThereEvenBeforeItIsRemoved() {
    Alert alert = alert("a1");
    DynamoStores now = after(Duration.ZERO);
    now.outbox().accept(alert, List.of(delivery(alert, "general", "lane-1")));
    now.outbox().record(List.of(delivered(delivery(alert, "general", "lane-1"))));
    now.history().refused(new Refusal("m1", NOON, "no JSON"));

    DynamoStores before = after(DynamoStores.KEPT.minusSeconds(1));
    assertTrue(before.history().story("a1").isPresent());
    assertEquals(1, before.history().recent(10, Optional.empty()).items().size());
    assertEquals(1, before.history().refusals(10).size());
    assertFalse(before.outbox().accept(alert, List.of()).fresh());

    DynamoStores later = after(DynamoStores.KEPT.plusSeconds(1));
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

    DynamoStores end = after(DynamoStores.KEPT.plus(Duration.ofDays(13)).minusSeconds(1));

    assertEquals(1, end.history().recent(10, Optional.empty()).items().size());
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
      assertTrue(
          dynamo.client().scan(scan -> scan.tableName(table)).items().stream()
              .allMatch(item -> item.containsKey(Table.TTL)));
    }
  }
}
