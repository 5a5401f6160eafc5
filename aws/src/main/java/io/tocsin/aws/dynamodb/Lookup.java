package io.tocsin.aws.dynamodb;

import static io.tocsin.aws.dynamodb.HistoryItems.SERVICE;
import static io.tocsin.aws.dynamodb.Table.PK;
import static io.tocsin.aws.dynamodb.Table.SK;
import static io.tocsin.aws.dynamodb.Values.text;

import io.tocsin.history.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Finds items of the history table, as they are now; those that have expired are none. */
record Lookup(DynamoDbClient client, HistoryItems items, Backoff backoff) {
  /** As many as one request may ask for. */
  private static final int AT_ONCE = 100;

  Optional<Map<String, AttributeValue>> item(String partition, String sort) {
    if (!Values.fits(partition)) {
      return Optional.empty();
    }
    Map<String, AttributeValue> key = Values.key(partition, sort);
    return Optional.of(
            client.getItem(get -> get.tableName(items.table()).key(key).consistentRead(true)))
        .map(answer -> answer.item())
        .filter(items::live);
  }

  /** Those that there are, in the order of their keys. */
  List<Map<String, AttributeValue>> items(List<Map<String, AttributeValue>> keys) {
    Map<Map<String, AttributeValue>, Map<String, AttributeValue>> found = new HashMap<>();
    List<Map<String, AttributeValue>> left = keys.stream().distinct().toList();
    int idle = 0;
    // One answer holds 16 MiB at most, and less when there is much to do.
    while (!left.isEmpty()) {
      List<Map<String, AttributeValue>> next = read(left, found);
      idle = next.size() < left.size() ? 0 : idle + 1;
      if (idle > 0) {
        backoff.afterIdle(idle);
      }
      left = next;
    }
    return keys.stream().distinct().flatMap(key -> Stream.ofNullable(found.get(key))).toList();
  }

  /**
   * The latest of one kind about a service, newest first; two requests, of which the first reads an
   * index that as a rule lags behind by less than a second. It holds keys alone: an item that is
   * big, or changes often, is not written twice for it.
   *
   * @param limit 1 to 100
   */
  List<Map<String, AttributeValue>> ofService(String kind, String service, int limit) {
    Page.checkLimit(limit);
    QueryRequest query =
        QueryRequest.builder()
            .tableName(items.table())
            .indexName(Table.BY_SERVICE.name())
            .keyConditionExpression("#service = :service")
            .expressionAttributeNames(Map.of("#service", SERVICE))
            .expressionAttributeValues(
                Map.of(":service", text(HistoryItems.service(kind, service))))
            .scanIndexForward(false)
            .limit(limit)
            .build();
    return items(
        client.queryPaginator(query).items().stream().limit(limit).map(Lookup::key).toList());
  }

  /** Reads items into the map; returns the keys that were not read. */
  private List<Map<String, AttributeValue>> read(
      List<Map<String, AttributeValue>> keys,
      Map<Map<String, AttributeValue>, Map<String, AttributeValue>> found) {
    int now = Math.min(AT_ONCE, keys.size());
    KeysAndAttributes asked =
        KeysAndAttributes.builder().keys(keys.subList(0, now)).consistentRead(true).build();
    BatchGetItemResponse answer =
        client.batchGetItem(request -> request.requestItems(Map.of(items.table(), asked)));
    answer.responses().getOrDefault(items.table(), List.of()).stream()
        .filter(items::live)
        .forEach(item -> found.put(key(item), item));
    List<Map<String, AttributeValue>> unread =
        Optional.ofNullable(answer.unprocessedKeys().get(items.table()))
            .map(KeysAndAttributes::keys)
            .orElse(List.of());
    return Stream.concat(unread.stream(), keys.subList(now, keys.size()).stream()).toList();
  }

  private static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
    return Values.key(Values.must(item, PK), Values.must(item, SK));
  }
}
