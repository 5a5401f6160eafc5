package io.tocsin.aws.dynamodb;

import static io.tocsin.aws.dynamodb.Table.PK;
import static io.tocsin.aws.dynamodb.Table.SK;
import static io.tocsin.aws.dynamodb.Values.JSON;
import static io.tocsin.aws.dynamodb.Values.text;

import io.tocsin.alert.Alert;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Lane;
import io.tocsin.delivery.Outbox;
import io.tocsin.wire.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
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

  private final DynamoDbClient client;
  private final String table;
  private final Lanes lanes;
  private final HistoryItems history;
  private final Days days;
  private final Transactions transactions;

  DynamoOutbox(
      DynamoDbClient client,
      String table,
      Lanes lanes,
      HistoryItems history,
      Days days,
      Transactions transactions) {
    this.client = client;
    this.table = table;
    this.lanes = lanes;
    this.history = history;
    this.days = days;
    this.transactions = transactions;
  }

  @Override
  public Accepted accept(Alert alert, List<Delivery> deliveries) {
    Outbox.checkCount(deliveries);
    // Before the alert: a day without alerts does no harm, an alert of no day is not found.
    days.note(HistoryItems.day(alert.receivedAt()));
    Accepted accepted = Accepted.fresh(deliveries);
    Put put =
        history.put(alert, accepted.planned()).toBuilder()
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    List<TransactWriteItem> items = new ArrayList<>();
    items.add(TransactWriteItem.builder().put(put).build());
    deliveries.forEach(each -> items.add(put(each, Optional.empty())));
    return transactions.write(items).map(DynamoOutbox::known).orElse(accepted);
  }

  @Override
  public void mark(String lane, Instant now) {
    lanes.mark(lane, now);
  }

  @Override
  public Lane lane(String name) {
    return lanes.get(name);
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
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table)
            .keyConditionExpression("#pk = :lane AND begins_with(#sk, :place)")
            .expressionAttributeNames(Map.of("#pk", PK, "#sk", SK))
            .expressionAttributeValues(
                Map.of(":lane", text(Lanes.partition(lane)), ":place", text(PLACE)))
            .consistentRead(true)
            .limit(limit)
            .build();
    return client.queryPaginator(query).items().stream()
        .limit(limit)
        .map(item -> Wire.read(Values.must(item, JSON), Delivery.class))
        .toList();
  }

  @Override
  public boolean record(List<Delivery> deliveries) {
    Outbox.checkCount(deliveries);
    return deliveries.isEmpty()
        || transactions.write(deliveries.stream().flatMap(this::changes).toList()).isEmpty();
  }

  @Override
  public List<String> overdue(Instant before, int limit) {
    return lanes.overdue(before, limit);
  }

  /** What was planned when the alert came for the first time. */
  private static Accepted known(List<CancellationReason> reasons) {
    return new Accepted(false, HistoryItems.planned(reasons.get(0).item()));
  }

  private Stream<TransactWriteItem> changes(Delivery delivery) {
    return Stream.of(
        delivery.state() == Delivery.State.WAITING
            ? put(delivery, Optional.of("attribute_exists(pk)"))
            : remove(delivery),
        TransactWriteItem.builder().put(history.put(delivery)).build());
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
    return TransactWriteItem.builder().put(put.build()).build();
  }

  private TransactWriteItem remove(Delivery delivery) {
    return TransactWriteItem.builder()
        .delete(
            delete ->
                delete
                    .tableName(table)
                    .key(Values.key(Lanes.partition(delivery.lane()), PLACE + delivery.place()))
                    .conditionExpression("attribute_exists(pk)"))
        .build();
  }
}
