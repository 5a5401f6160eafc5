package io.tocsin.aws.dynamodb;

import static io.tocsin.aws.dynamodb.Table.PK;
import static io.tocsin.aws.dynamodb.Values.number;
import static io.tocsin.aws.dynamodb.Values.text;
import static io.tocsin.aws.dynamodb.Values.time;

import io.tocsin.delivery.Lane;
import io.tocsin.wire.Wire;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The lanes' items: {@code pk=lane#NAME, sk=lane}. What conditions need is in attributes of its
 * own, the rest in one JSON. An item is in the index while it has a due time.
 */
record Lanes(DynamoDbClient client, String table, Supplier<String> ids) {
  private static final String PREFIX = "lane#";
  private static final String SORT = "lane";
  private static final String VERSION = "version";
  private static final String MARKS = "marks";
  private static final String DUE = "due";
  private static final String DUES = "dues";

  /** Who swapped last: tells one's own swap, whose answer was lost, from another's. */
  private static final String SWAPPED_BY = "swapped_by";

  static String partition(String lane) {
    return PREFIX + lane;
  }

  static Map<String, AttributeValue> key(String lane) {
    return Values.key(partition(lane), SORT);
  }

  Lane get(String name) {
    Map<String, AttributeValue> item =
        client
            .getItem(
                get ->
                    get.tableName(table)
                        .key(Values.key(partition(name), SORT))
                        .consistentRead(true))
            .item();
    return lane(name, item);
  }

  /** Several lanes, in the order of the names. */
  List<Lane> get(List<String> names) {
    // One by one: there are never more than three, and a batch may come back in parts.
    return names.stream().map(this::get).toList();
  }

  void mark(String name, Instant now) {
    Update mark = marking(name, now).update();
    client.updateItem(
        update ->
            update
                .tableName(table)
                .key(mark.key())
                .updateExpression(mark.updateExpression())
                .expressionAttributeNames(mark.expressionAttributeNames())
                .expressionAttributeValues(mark.expressionAttributeValues()));
  }

  /** A mark as a part of a transaction. */
  TransactWriteItem marking(String name, Instant now) {
    return TransactWriteItem.builder()
        .update(
            update ->
                update
                    .tableName(table)
                    .key(Values.key(partition(name), SORT))
                    .updateExpression(
                        "ADD #marks :one SET #due = if_not_exists(#due, :now), #dues = :dues")
                    .expressionAttributeNames(Map.of("#marks", MARKS, "#due", DUE, "#dues", DUES))
                    .expressionAttributeValues(
                        Map.of(":one", number(1), ":now", time(now), ":dues", text(DUES))))
        .build();
  }

  Optional<Lane> swap(Lane next, boolean unlessMarked) {
    String id = ids.get();
    try {
      Map<String, AttributeValue> stored =
          client.updateItem(update(next, unlessMarked, id)).attributes();
      return Optional.of(lane(next.name(), stored));
    } catch (ConditionalCheckFailedException e) {
      // The SDK repeats a request whose answer was lost; the repeat finds the work done.
      return Optional.of(e.item())
          .filter(item -> Values.text(item, SWAPPED_BY).equals(Optional.of(id)))
          .map(item -> lane(next.name(), item));
    }
  }

  List<String> overdue(Instant before, int limit) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table)
            .indexName(Table.DUE.name())
            .keyConditionExpression("#dues = :dues AND #due < :before")
            .expressionAttributeNames(Map.of("#dues", DUES, "#due", DUE))
            .expressionAttributeValues(Map.of(":dues", text(DUES), ":before", time(before)))
            .limit(limit)
            .build();
    return names(query, limit);
  }

  List<String> names(int limit) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table)
            .indexName(Table.LANES.name())
            .keyConditionExpression("#dues = :dues")
            .expressionAttributeNames(Map.of("#dues", DUES))
            .expressionAttributeValues(Map.of(":dues", text(DUES)))
            .limit(limit)
            .build();
    return names(query, limit);
  }

  private List<String> names(QueryRequest query, int limit) {
    return client.queryPaginator(query).items().stream()
        .limit(limit)
        .map(item -> Values.must(item, PK).substring(PREFIX.length()))
        .toList();
  }

  private UpdateItemRequest update(Lane next, boolean unlessMarked, String id) {
    Map<String, String> names = new HashMap<>();
    Map<String, AttributeValue> values = new HashMap<>();
    String set = "SET #json = :json, #version = :next, #dues = :dues, #by = :by";
    names.putAll(
        Map.of("#json", Values.JSON, "#version", VERSION, "#dues", DUES, "#by", SWAPPED_BY));
    names.put("#due", DUE);
    values.put(":json", text(Wire.write(next)));
    values.put(":next", number(next.version() + 1));
    values.put(":dues", text(DUES));
    values.put(":by", text(id));
    next.due().ifPresent(due -> values.put(":due", time(due)));
    String condition = is("#version", ":version", next.version(), values);
    if (unlessMarked) {
      names.put("#marks", MARKS);
      condition += " AND " + is("#marks", ":marks", next.marks(), values);
    }
    return UpdateItemRequest.builder()
        .tableName(table)
        .key(Values.key(partition(next.name()), SORT))
        .updateExpression(set + (next.due().isPresent() ? ", #due = :due" : " REMOVE #due"))
        .conditionExpression(condition)
        .expressionAttributeNames(names)
        .expressionAttributeValues(values)
        .returnValues(ReturnValue.ALL_NEW)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  /** The condition that a counter stands at a value; one that was never counted stands at 0. */
  private static String is(
      String name, String placeholder, long value, Map<String, AttributeValue> values) {
    if (value == 0) {
      return "attribute_not_exists(" + name + ")";
    }
    values.put(placeholder, number(value));
    return name + " = " + placeholder;
  }

  private static Lane lane(String name, Map<String, AttributeValue> item) {
    return Values.text(item, Values.JSON)
        .map(json -> Wire.read(json, Lane.class))
        .orElseGet(() -> Lane.fresh(name))
        .stored(Values.count(item, VERSION), Values.count(item, MARKS), time(item, DUE));
  }
}
