package io.tocsin.aws.dynamodb;

import static io.tocsin.aws.dynamodb.Table.PK;
import static io.tocsin.aws.dynamodb.Table.SK;
import static io.tocsin.aws.dynamodb.Values.JSON;
import static io.tocsin.aws.dynamodb.Values.text;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Incident;
import io.tocsin.delivery.Lane;
import io.tocsin.delivery.Outbox;
import io.tocsin.store.Plan;
import io.tocsin.wire.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The outbox in DynamoDB. A delivery that waits is {@code pk=lane#NAME, sk=d#PLACE}, so that a
 * lane's deliveries stand in the order in which they go out; its lane stands beside them ({@link
 * Lanes}).
 */
final class DynamoOutbox implements Outbox {
  private static final String PLACE = "d#";

  /** What was asked of a service once: {@code pk=opened#KEY, sk=opened#}. */
  private static final String OPENED = "opened#";

  private static final String VALUE = "value";

  private final DynamoDbClient client;
  private final String table;
  private final Lanes lanes;
  private final HistoryItems history;
  private final Incidents incidents;
  private final Days days;
  private final Transactions transactions;

  DynamoOutbox(
      DynamoDbClient client,
      String table,
      Lanes lanes,
      HistoryItems history,
      Incidents incidents,
      Days days,
      Transactions transactions) {
    this.client = client;
    this.table = table;
    this.lanes = lanes;
    this.history = history;
    this.incidents = incidents;
    this.days = days;
    this.transactions = transactions;
  }

  @Override
  public Optional<Accepted> accept(
      Alert alert, List<Delivery> deliveries, Optional<Incident.Change> incident) {
    Outbox.checkCount(deliveries.size());
    // Before the alert: a day without alerts does no harm, an alert of no day is not found.
    days.note(HistoryItems.day(alert.receivedAt()));
    Accepted accepted = Accepted.fresh(deliveries);
    Optional<String> episode = incident.flatMap(change -> change.after().episode());
    Put put =
        history.put(alert, new Plan(accepted.planned(), episode)).toBuilder()
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    List<TransactWriteItem> items = new ArrayList<>();
    items.add(write(put));
    // What waits is recorded with its first attempt.
    deliveries.forEach(
        each -> items.add(each.waits() ? put(each, Optional.empty()) : write(history.put(each))));
    incident.ifPresent(change -> items.add(write(incidents.put(change))));
    return transactions.write(items).map(DynamoOutbox::known).orElse(Optional.of(accepted));
  }

  @Override
  public Optional<Incident> incident(String key) {
    return incidents.find(key);
  }

  @Override
  public void mark(String lane, Instant now) {
    lanes.mark(lane, now);
  }

  @Override
  public List<Lane> lanes(List<String> names) {
    return lanes.get(names);
  }

  @Override
  public List<String> laneNames(int limit) {
    return lanes.names(limit);
  }

  @Override
  public Optional<Lane> swap(Lane next) {
    return lanes.swap(next, false);
  }

  @Override
  public Optional<Lane> swapUnlessMarked(Lane next) {
    return lanes.swap(next, true);
  }

  @Override
  public List<Delivery> waiting(String lane, int limit) {
    return placed(lane, PLACE, limit);
  }

  @Override
  public List<Delivery> waiting(String lane, Severity severity, int limit) {
    return placed(lane, PLACE + Delivery.places(severity), limit);
  }

  private List<Delivery> placed(String lane, String from, int limit) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table)
            .keyConditionExpression("#pk = :lane AND begins_with(#sk, :place)")
            .expressionAttributeNames(Map.of("#pk", PK, "#sk", SK))
            .expressionAttributeValues(
                Map.of(":lane", text(Lanes.partition(lane)), ":place", text(from)))
            .consistentRead(true)
            .limit(limit)
            .build();
    return client.queryPaginator(query).items().stream()
        .limit(limit)
        .map(item -> Wire.read(Values.must(item, JSON), Delivery.class))
        .toList();
  }

  @Override
  public boolean record(List<Delivery> deliveries, List<Delivery> fresh, Instant now) {
    Outbox.checkCount(deliveries.size() + fresh.size());
    if (deliveries.isEmpty()) {
      return true;
    }
    List<TransactWriteItem> items =
        new ArrayList<>(deliveries.stream().flatMap(this::changes).toList());
    int settled = items.size();
    fresh.forEach(each -> items.add(write(history.putNew(each))));
    fresh.forEach(each -> items.add(put(each, Optional.empty())));
    lanesOf(fresh).forEach(lane -> items.add(lanes.marking(lane, now)));
    Optional<List<CancellationReason>> failed = transactions.write(items);
    if (failed.isEmpty()) {
      return true;
    }
    List<Delivery> unmade = new ArrayList<>();
    for (int i = 0; i < fresh.size(); i++) {
      if (!Transactions.missed(failed.get().get(settled + i))) {
        unmade.add(fresh.get(i));
      }
    }
    // Some were recorded before, by another delivery with the same fallback: without them again.
    return unmade.size() < fresh.size() && record(deliveries, unmade, now);
  }

  @Override
  public void drop(List<Delivery> deliveries) {
    for (Delivery delivery : deliveries) {
      client.deleteItem(delete -> delete.tableName(table).key(key(delivery)));
    }
  }

  @Override
  public boolean revive(Delivery dead, Instant now) {
    Delivery revived = dead.revived(now);
    return transactions
        .write(
            List.of(
                write(history.replace(dead, revived)),
                put(revived, Optional.empty()),
                lanes.marking(dead.lane(), now)))
        .isEmpty();
  }

  @Override
  public Optional<String> opened(String key) {
    return Values.text(
        client.getItem(get -> get.tableName(table).key(openedKey(key)).consistentRead(true)).item(),
        VALUE);
  }

  static Map<String, AttributeValue> openedKey(String key) {
    return Values.key(OPENED + key, OPENED);
  }

  @Override
  public void keepOpened(String key, String value) {
    client.putItem(
        put ->
            put.tableName(table)
                .item(Map.of(PK, text(OPENED + key), SK, text(OPENED), VALUE, text(value))));
  }

  @Override
  public List<String> overdue(Instant before, int limit) {
    return lanes.overdue(before, limit);
  }

  /** What was planned when the alert came first; empty when it is its incident that changed. */
  private static Optional<Accepted> known(List<CancellationReason> reasons) {
    return Optional.of(reasons.get(0))
        .filter(Transactions::missed)
        .map(reason -> new Accepted(false, HistoryItems.planned(reason.item())));
  }

  private static Map<String, AttributeValue> key(Delivery delivery) {
    return Values.key(Lanes.partition(delivery.lane()), PLACE + delivery.place());
  }

  private static List<String> lanesOf(List<Delivery> deliveries) {
    return deliveries.stream().map(Delivery::lane).distinct().toList();
  }

  private Stream<TransactWriteItem> changes(Delivery delivery) {
    return Stream.of(
        delivery.waits() ? put(delivery, Optional.of("attribute_exists(pk)")) : remove(delivery),
        write(history.put(delivery)));
  }

  private TransactWriteItem put(Delivery delivery, Optional<String> condition) {
    Put.Builder put =
        Put.builder()
            .tableName(table)
            .item(
                Map.of(
                    PK, text(Lanes.partition(delivery.lane())),
                    SK, text(PLACE + delivery.place()),
                    JSON, text(Wire.write(delivery))));
    condition.ifPresent(put::conditionExpression);
    return write(put.build());
  }

  private static TransactWriteItem write(Put put) {
    return TransactWriteItem.builder().put(put).build();
  }

  private TransactWriteItem remove(Delivery delivery) {
    return TransactWriteItem.builder()
        .delete(
            delete ->
                delete
                    .tableName(table)
                    .key(key(delivery))
                    .conditionExpression("attribute_exists(pk)"))
        .build();
  }
}
