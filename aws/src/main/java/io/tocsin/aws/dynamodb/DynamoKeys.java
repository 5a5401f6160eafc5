package io.tocsin.aws.dynamodb;

import static io.tocsin.aws.dynamodb.Table.PK;
import static io.tocsin.aws.dynamodb.Table.SK;
import static io.tocsin.aws.dynamodb.Table.TTL;
import static io.tocsin.aws.dynamodb.Values.JSON;
import static io.tocsin.aws.dynamodb.Values.number;
import static io.tocsin.aws.dynamodb.Values.text;

import io.tocsin.history.Page;
import io.tocsin.keys.ApiKey;
import io.tocsin.keys.KeyPlace;
import io.tocsin.keys.KeySummary;
import io.tocsin.keys.Keys;
import io.tocsin.keys.SealedKey;
import io.tocsin.keys.Sealer;
import io.tocsin.wire.Wire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The keys in DynamoDB. Each is two items, which change together: whole, its secrets sealed, under
 * {@code pk=key#ID, sk=key}, and what lists show of it under {@code pk=keys, sk=OWNER|ID}. A
 * revoked one expires.
 */
record DynamoKeys(DynamoDbClient client, String table, Sealer sealer, Transactions transactions)
    implements Keys {
  private static final String SORT = "key";
  private static final String LIST = "keys";
  private static final String VERSION = "version";

  @Override
  public Optional<ApiKey> find(String id) {
    String partition = partition(id);
    if (!Values.fits(partition)) {
      return Optional.empty();
    }
    Map<String, AttributeValue> item =
        client
            .getItem(
                get -> get.tableName(table).key(Values.key(partition, SORT)).consistentRead(true))
            .item();
    return Values.text(item, JSON)
        .map(json -> Wire.read(json, SealedKey.class))
        .map(key -> key.open(sealer));
  }

  @Override
  public boolean create(ApiKey key) {
    Put whole =
        whole(key)
            .conditionExpression("attribute_not_exists(#pk)")
            .expressionAttributeNames(Map.of("#pk", PK))
            .build();
    return write(whole, key.summary());
  }

  @Override
  public boolean swap(ApiKey key) {
    ApiKey next = key.nextVersion();
    // What has an end is revoked.
    Put whole =
        whole(next)
            .conditionExpression("#version = :read AND attribute_not_exists(#ttl)")
            .expressionAttributeNames(Map.of("#version", VERSION, "#ttl", TTL))
            .expressionAttributeValues(Map.of(":read", number(key.version())))
            .build();
    return write(whole, next.summary());
  }

  private boolean write(Put whole, KeySummary summary) {
    Map<String, AttributeValue> listed =
        item(text(LIST), AttributeValue.fromS(KeyPlace.of(summary).text()), summary, summary);
    return transactions
        .write(
            List.of(
                TransactWriteItem.builder().put(whole).build(),
                TransactWriteItem.builder().put(put -> put.tableName(table).item(listed)).build()))
        .isEmpty();
  }

  private Put.Builder whole(ApiKey key) {
    Map<String, AttributeValue> item =
        item(text(partition(key.id())), text(SORT), key.summary(), SealedKey.seal(key, sealer));
    item.put(VERSION, number(key.version()));
    return Put.builder().tableName(table).item(item);
  }

  private static Map<String, AttributeValue> item(
      AttributeValue partition, AttributeValue sort, KeySummary key, Object json) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put(PK, partition);
    item.put(SK, sort);
    item.put(JSON, text(Wire.write(json)));
    key.forgottenAt().ifPresent(end -> item.put(TTL, number(end.getEpochSecond())));
    return item;
  }

  @Override
  public Page<KeySummary> ownedBy(String owner, int limit, Optional<String> cursor) {
    String first = KeyPlace.first(owner);
    String from = cursor.map(last -> KeyPlace.after(last, first)).orElse(first);
    return page(
        query("#sk BETWEEN :from AND :to", from, Map.of(":to", text(KeyPlace.last(owner)))), limit);
  }

  @Override
  public Page<KeySummary> all(int limit, Optional<String> cursor) {
    // No place is before this one, and a key cannot be empty.
    String from = cursor.map(last -> KeyPlace.after(last, "")).orElse("\0");
    return page(query("#sk >= :from", from, Map.of()), limit);
  }

  private QueryRequest query(String condition, String from, Map<String, AttributeValue> more) {
    Map<String, AttributeValue> values = new HashMap<>(more);
    values.put(":keys", text(LIST));
    values.put(":from", AttributeValue.fromS(from));
    return QueryRequest.builder()
        .tableName(table)
        .keyConditionExpression("#pk = :keys AND " + condition)
        .expressionAttributeNames(Map.of("#pk", PK, "#sk", SK))
        .expressionAttributeValues(values)
        .consistentRead(true)
        .build();
  }

  private Page<KeySummary> page(QueryRequest query, int limit) {
    Page.checkLimit(limit);
    List<KeySummary> found = new ArrayList<>();
    // One answer is enough, unless the keys' long lists make it more than the 1 MB that one holds.
    for (QueryResponse answer : client.queryPaginator(query.toBuilder().limit(limit + 1).build())) {
      answer.items().stream()
          .map(item -> Wire.read(Values.must(item, JSON), KeySummary.class))
          .forEach(found::add);
      if (found.size() > limit) {
        break;
      }
    }
    return Page.of(found, limit, last -> KeyPlace.of(last).cursor());
  }

  /** Where a key is: whole, and then in the list that leads to it. */
  static List<Map<String, AttributeValue>> places(KeySummary key) {
    return List.of(
        Values.key(partition(key.id()), SORT),
        Map.of(PK, text(LIST), SK, AttributeValue.fromS(KeyPlace.of(key).text())));
  }

  private static String partition(String id) {
    return "key#" + id;
  }
}
