package io.tocsin.aws.dynamodb;

import static io.tocsin.aws.dynamodb.Table.PK;
import static io.tocsin.aws.dynamodb.Table.SK;
import static io.tocsin.aws.dynamodb.Table.TTL;
import static io.tocsin.aws.dynamodb.Values.JSON;
import static io.tocsin.aws.dynamodb.Values.text;

import io.tocsin.history.Page;
import io.tocsin.keeping.Kind;
import io.tocsin.meeting.Exchange;
import io.tocsin.meeting.Exchanges;
import io.tocsin.store.Place;
import io.tocsin.wire.Wire;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The webhook log in DynamoDB, beside each meeting: {@code pk=meeting#ID, sk=exchange#TIME/DIGEST},
 * so that the same again is written over itself.
 */
record DynamoExchanges(DynamoDbClient client, HistoryItems items) implements Exchanges {
  private static final String EXCHANGE = "exchange#";

  @Override
  public void keep(Exchange exchange) {
    String place = new Place(exchange.at(), exchange.digest()).text();
    Map<String, AttributeValue> item =
        new HashMap<>(Values.key(MeetingItems.partition(exchange.meetingId()), EXCHANGE + place));
    item.put(JSON, text(Wire.write(exchange)));
    item.put(TTL, items.end(Kind.EXCHANGES));
    client.putItem(put -> put.tableName(items.table()).item(item));
  }

  /** Deletes what was said about a meeting. */
  void delete(String meetingId) {
    String partition = MeetingItems.partition(meetingId);
    QueryRequest query =
        QueryRequest.builder()
            .tableName(items.table())
            .keyConditionExpression("#pk = :meeting AND begins_with(#sk, :exchange)")
            .projectionExpression("#pk, #sk")
            .expressionAttributeNames(Map.of("#pk", PK, "#sk", SK))
            .expressionAttributeValues(
                Map.of(":meeting", text(partition), ":exchange", text(EXCHANGE)))
            .consistentRead(true)
            .build();
    client.queryPaginator(query).items().stream()
        .forEach(key -> client.deleteItem(delete -> delete.tableName(items.table()).key(key)));
  }

  @Override
  public List<Exchange> of(String meetingId, int limit) {
    Page.checkLimit(limit);
    String partition = MeetingItems.partition(meetingId);
    if (!Values.fits(partition)) {
      return List.of();
    }
    QueryRequest query =
        QueryRequest.builder()
            .tableName(items.table())
            .keyConditionExpression("#pk = :meeting AND begins_with(#sk, :exchange)")
            .expressionAttributeNames(Map.of("#pk", PK, "#sk", SK))
            .expressionAttributeValues(
                Map.of(":meeting", text(partition), ":exchange", text(EXCHANGE)))
            .scanIndexForward(false)
            .consistentRead(true)
            .limit(limit)
            .build();
    return client.queryPaginator(query).items().stream()
        .filter(items::live)
        .limit(limit)
        .map(item -> Wire.read(Values.must(item, JSON), Exchange.class))
        .toList();
  }
}
