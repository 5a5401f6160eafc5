package io.tocsin.aws.dynamodb;

import static io.tocsin.aws.dynamodb.Table.PK;
import static io.tocsin.aws.dynamodb.Table.SK;
import static io.tocsin.aws.dynamodb.Values.text;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** The days that have alerts. Each is written once a day by each process, not once an alert. */
final class Days {
  /** Alerts may carry any time; what was noted is forgotten when that many days were. */
  private static final int MOST_REMEMBERED = 1000;

  private final DynamoDbClient client;
  private final HistoryItems items;
  private final Set<String> noted = ConcurrentHashMap.newKeySet();

  Days(DynamoDbClient client, HistoryItems items) {
    this.client = client;
    this.items = items;
  }

  /** Makes sure that the day is found. */
  void note(String day) {
    // Noted anew each day, so that it is kept as long as the latest alert that belongs to it.
    String entry = day + " on " + HistoryItems.day(items.clock().instant());
    if (noted.contains(entry)) {
      return;
    }
    client.putItem(put -> put.tableName(items.table()).item(items.dayItem(day)));
    if (noted.size() >= MOST_REMEMBERED) {
      noted.clear();
    }
    noted.add(entry);
  }

  /** The days, latest first, none after the given one. */
  Stream<String> latest(Optional<String> notAfter) {
    String last = notAfter.orElse("\u007F");
    QueryRequest query =
        QueryRequest.builder()
            .tableName(items.table())
            .keyConditionExpression("#pk = :days AND #sk <= :last")
            .expressionAttributeNames(Map.of("#pk", PK, "#sk", SK))
            .expressionAttributeValues(
                Map.of(":days", text(HistoryItems.DAYS), ":last", text(last)))
            .scanIndexForward(false)
            .consistentRead(true)
            .build();
    return client.queryPaginator(query).items().stream()
        .filter(items::live)
        .map(item -> Values.must(item, SK));
  }
}
