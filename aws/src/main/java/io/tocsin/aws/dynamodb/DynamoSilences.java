package io.tocsin.aws.dynamodb;

import static io.tocsin.aws.dynamodb.Table.PK;
import static io.tocsin.aws.dynamodb.Table.TTL;
import static io.tocsin.aws.dynamodb.Values.JSON;
import static io.tocsin.aws.dynamodb.Values.number;
import static io.tocsin.aws.dynamodb.Values.text;

import io.tocsin.routing.Silence;
import io.tocsin.routing.Silences;
import io.tocsin.wire.Wire;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The silences in DynamoDB, all in one partition, which is read whole: {@code pk=silences, sk=ID}.
 * There are few of them, since they expire some days after their end.
 */
record DynamoSilences(DynamoDbClient client, String table) implements Silences {
  /** Ids are Tocsin's own and shorter; DynamoDB takes sort keys of up to 1,024 bytes. */
  private static final int LONGEST_ID = 200;

  @Override
  public Silence put(Silence silence, Instant now) {
    try {
      client.putItem(
          put ->
              put.tableName(table)
                  .item(item(silence))
                  .conditionExpression("attribute_not_exists(#pk) OR #ttl <= :now")
                  .expressionAttributeNames(Map.of("#pk", PK, "#ttl", TTL))
                  .expressionAttributeValues(Map.of(":now", number(now.getEpochSecond())))
                  .returnValuesOnConditionCheckFailure(
                      ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return silence;
    } catch (ConditionalCheckFailedException e) {
      return silence(e.item());
    }
  }

  @Override
  public Optional<Silence> expire(String id, Instant now) {
    if (id.isEmpty() || id.length() > LONGEST_ID) {
      return Optional.empty();
    }
    Map<String, AttributeValue> item =
        client
            .getItem(
                get ->
                    get.tableName(table).key(Values.key(Table.SILENCES, id)).consistentRead(true))
            .item();
    Optional<Silence> ended =
        Optional.of(item)
            .filter(found -> found.containsKey(JSON))
            .map(DynamoSilences::silence)
            .filter(silence -> isKept(silence, now))
            .map(silence -> silence.endedAt(now));
    // Nothing but an end ever changes a silence: of two that end it at once, either may win.
    ended.ifPresent(silence -> client.putItem(put -> put.tableName(table).item(item(silence))));
    return ended;
  }

  @Override
  public List<Silence> open(Instant now) {
    return all(silence -> silence.openAt(now), Comparator.comparing(Silence::end));
  }

  @Override
  public List<Silence> recorded(Instant now) {
    return all(silence -> isKept(silence, now), Comparator.comparing(Silence::end).reversed());
  }

  private List<Silence> all(Predicate<Silence> wanted, Comparator<Silence> order) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table)
            .keyConditionExpression("#pk = :silences")
            .expressionAttributeNames(Map.of("#pk", PK))
            .expressionAttributeValues(Map.of(":silences", text(Table.SILENCES)))
            .consistentRead(true)
            .build();
    return client.queryPaginator(query).items().stream()
        .map(DynamoSilences::silence)
        .filter(wanted)
        .sorted(order.thenComparing(Silence::id))
        .toList();
  }

  private static Map<String, AttributeValue> item(Silence silence) {
    Map<String, AttributeValue> item = new HashMap<>(Values.key(Table.SILENCES, silence.id()));
    item.put(JSON, text(Wire.write(silence)));
    item.put(TTL, number(silence.end().plus(KEPT).getEpochSecond()));
    return item;
  }

  private static Silence silence(Map<String, AttributeValue> item) {
    return Wire.read(Values.must(item, JSON), Silence.class);
  }

  /** DynamoDB takes days to remove what has expired. */
  private static boolean isKept(Silence silence, Instant now) {
    return now.isBefore(silence.end().plus(KEPT));
  }
}
