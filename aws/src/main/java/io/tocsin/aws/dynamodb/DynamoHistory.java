package io.tocsin.aws.dynamodb;

import static io.tocsin.aws.dynamodb.HistoryItems.AT;
import static io.tocsin.aws.dynamodb.HistoryItems.DAY;
import static io.tocsin.aws.dynamodb.Table.PK;
import static io.tocsin.aws.dynamodb.Values.text;

import io.tocsin.alert.Alert;
import io.tocsin.history.Cursor;
import io.tocsin.history.History;
import io.tocsin.history.Page;
import io.tocsin.history.Story;
import io.tocsin.wire.Wire;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The history in DynamoDB (see {@link HistoryItems}).
 *
 * <p>{@link #recent} makes one query for the days that have alerts, and one for each of these days
 * that it touches; days without alerts cost nothing. It reads an index, which as a rule lags behind
 * by less than a second, as does that of {@link #ofService}; everything else is read as it is.
 */
final class DynamoHistory implements History {
  /** Sorts after every place in a day. */
  private static final String END = "~";

  private final DynamoDbClient client;
  private final HistoryItems items;
  private final Days days;
  private final Lookup lookup;
  private final Stories stories;

  DynamoHistory(DynamoDbClient client, HistoryItems items, Days days, Lookup lookup) {
    this.client = client;
    this.items = items;
    this.days = days;
    this.lookup = lookup;
    this.stories = new Stories(items);
  }

  @Override
  public Map<String, Alert> alerts(Collection<String> ids) {
    List<Map<String, AttributeValue>> keys =
        ids.stream()
            .map(HistoryItems::partition)
            .filter(Values::fits)
            .map(partition -> Values.key(partition, HistoryItems.ALERT))
            .toList();
    Map<String, Alert> found = new HashMap<>();
    lookup.items(keys).stream()
        .flatMap(item -> HistoryItems.alert(item).stream())
        .forEach(alert -> found.put(alert.id(), alert));
    return found;
  }

  @Override
  public Optional<Story> story(String alertId) {
    String partition = HistoryItems.partition(alertId);
    if (!Values.fits(partition)) {
      return Optional.empty();
    }
    QueryRequest query = backwards(partition).consistentRead(true).build();
    return stories.read(client.queryPaginator(query).items(), 1).stream().findFirst();
  }

  @Override
  public Page<Story> recent(int limit, Optional<String> cursor) {
    Page.checkLimit(limit);
    Optional<Cursor> last = cursor.map(Cursor::parse);
    Optional<String> lastDay = last.map(at -> HistoryItems.day(at.receivedAt()));
    Optional<String> place = last.map(at -> HistoryItems.place(at.receivedAt(), at.alertId()));
    List<Story> found = new ArrayList<>();
    Iterator<String> walk = days.latest(lastDay).iterator();
    while (walk.hasNext() && found.size() <= limit) {
      String day = walk.next();
      // On the days before the cursor's, all alerts follow it.
      String before = place.filter(any -> lastDay.equals(Optional.of(day))).orElse(END);
      QueryRequest query = ofDay(day, before, limit);
      found.addAll(stories.read(client.queryPaginator(query).items(), limit + 1 - found.size()));
    }
    return Page.of(found, limit, story -> Cursor.at(story.alert()).text());
  }

  @Override
  public List<Alert> ofService(String service, int limit) {
    return lookup.ofService(HistoryItems.ALERT, service, limit).stream()
        .flatMap(item -> HistoryItems.alert(item).stream())
        .filter(alert -> alert.service().equals(service))
        .toList();
  }

  @Override
  public void refused(Refusal refusal) {
    client.putItem(put -> put.tableName(items.table()).item(items.item(refusal)));
  }

  @Override
  public List<Refusal> refusals(int limit) {
    QueryRequest query = backwards(HistoryItems.REFUSALS).limit(limit).build();
    return client.queryPaginator(query).items().stream()
        .filter(items::live)
        .limit(limit)
        .map(item -> Wire.read(Values.must(item, Values.JSON), Refusal.class))
        .toList();
  }

  private QueryRequest.Builder backwards(String partition) {
    return QueryRequest.builder()
        .tableName(items.table())
        .keyConditionExpression("#pk = :pk")
        .expressionAttributeNames(Map.of("#pk", PK))
        .expressionAttributeValues(Map.of(":pk", text(partition)))
        .scanIndexForward(false);
  }

  private QueryRequest ofDay(String day, String before, int limit) {
    return QueryRequest.builder()
        .tableName(items.table())
        .indexName(Table.BY_DAY.name())
        .keyConditionExpression("#day = :day AND #at < :before")
        .expressionAttributeNames(Map.of("#day", DAY, "#at", AT))
        .expressionAttributeValues(Map.of(":day", text(day), ":before", text(before)))
        .scanIndexForward(false)
        // Most alerts have one or two deliveries; a page of the answer need not be a whole MiB.
        .limit(3 * (limit + 1))
        .build();
  }
}
