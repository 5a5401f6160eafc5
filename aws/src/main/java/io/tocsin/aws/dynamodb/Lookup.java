package io.tocsin.aws.dynamodb;

import static io.tocsin.aws.dynamodb.Table.PK;
import static io.tocsin.aws.dynamodb.Table.SK;
import static io.tocsin.aws.dynamodb.Values.text;

import io.tocsin.history.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
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

  /** Those that there are, in the order of their keys, so many at once as they are asked for. */
  Stream<Map<String, AttributeValue>> items(
      Iterator<Map<String, AttributeValue>> keys, int atOnce) {
    return inParts(keys, atOnce).flatMap(some -> items(some).stream());
  }

  /** All there are in lists of so many, each read when it is asked for. */
  static <T> Stream<List<T>> inParts(Iterator<T> all, int atOnce) {
    return Stream.generate(
            () -> {
              List<T> some = new ArrayList<>();
              while (some.size() < atOnce && all.hasNext()) {
                some.add(all.next());
              }
              return some;
            })
        .takeWhile(some -> !some.isEmpty());
  }

  /**
   * The latest of one kind about a service, newest first; two requests, of which the first reads an
   * index ({@link #keys}).
   *
   * @param limit 1 to 100
   */
  List<Map<String, AttributeValue>> ofService(String kind, String service, int limit) {
    Page.checkLimit(limit);
    Iterable<Map<String, AttributeValue>> keys =
        keys(Table.BY_SERVICE, HistoryItems.service(kind, service), Span.ALL, limit);
    return items(StreamSupport.stream(keys.spliterator(), false).limit(limit).toList());
  }

  /**
   * The keys of what stands under a value in an index, newest first, read as they are asked for.
   * The index as a rule lags behind by less than a second. It holds keys alone: an item that is
   * big, or changes often, is not written twice for it.
   *
   * @param atOnce how many are read by a request
   */
  Iterable<Map<String, AttributeValue>> keys(
      Table.Index index, String value, Span span, int atOnce) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(items.table())
            .indexName(index.name())
            .keyConditionExpression("#value = :value AND #at BETWEEN :from AND :to")
            .expressionAttributeNames(
                Map.of("#value", index.partition().name(), "#at", index.sort().name()))
            .expressionAttributeValues(
                Map.of(":value", text(value), ":from", text(span.from()), ":to", text(span.to())))
            .scanIndexForward(false)
            .limit(atOnce)
            .build();
    return () -> client.queryPaginator(query).items().stream().map(Lookup::key).iterator();
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
