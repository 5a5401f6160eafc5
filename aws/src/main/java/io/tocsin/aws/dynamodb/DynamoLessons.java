package io.tocsin.aws.dynamodb;

import static io.tocsin.aws.dynamodb.HistoryItems.AT;
import static io.tocsin.aws.dynamodb.HistoryItems.SERVICE;
import static io.tocsin.aws.dynamodb.Table.PK;
import static io.tocsin.aws.dynamodb.Table.TTL;
import static io.tocsin.aws.dynamodb.Values.JSON;
import static io.tocsin.aws.dynamodb.Values.number;
import static io.tocsin.aws.dynamodb.Values.text;

import io.tocsin.alert.EventId;
import io.tocsin.analysis.Analysis;
import io.tocsin.analysis.LearningRecord;
import io.tocsin.analysis.Lessons;
import io.tocsin.keeping.Kind;
import io.tocsin.store.Place;
import io.tocsin.wire.Wire;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * What analyses gave and what is learned from them, in DynamoDB.
 *
 * <ul>
 *   <li>a lesson: {@code pk=lesson#DIGEST_OF_ID, sk=lesson}; in the index by service, keys alone
 *   <li>an analysis: {@code pk=analysis#ALERT_ID, sk=analysis}, apart from the alert, whose items
 *       are read whenever its story is told
 * </ul>
 */
record DynamoLessons(DynamoDbClient client, HistoryItems items, Lookup lookup) implements Lessons {
  private static final String LESSON = "lesson";
  private static final String ANALYSIS = "analysis";

  static Map<String, AttributeValue> lessonKey(String digest) {
    return Values.key(LESSON + "#" + digest, LESSON);
  }

  static Map<String, AttributeValue> analysisKey(String alertId) {
    return Values.key(partition(alertId), ANALYSIS);
  }

  @Override
  public void keep(String id, LearningRecord lesson) {
    String digest = EventId.digest(id);
    Map<String, AttributeValue> item = item(LESSON + "#" + digest, LESSON, lesson);
    item.put(SERVICE, text(HistoryItems.service(LESSON, lesson.service())));
    item.put(AT, text(new Place(lesson.at(), digest).text()));
    AttributeValue now = number(items.clock().instant().getEpochSecond());
    try {
      client.putItem(
          put ->
              put.tableName(items.table())
                  .item(item)
                  .conditionExpression("attribute_not_exists(#pk) OR #ttl <= :now")
                  .expressionAttributeNames(Map.of("#pk", PK, "#ttl", TTL))
                  .expressionAttributeValues(Map.of(":now", now)));
    } catch (ConditionalCheckFailedException e) {
      // It is there already, and stays as it is.
      return;
    }
  }

  @Override
  public List<LearningRecord> ofService(String service, int limit) {
    return lookup.ofService(LESSON, service, limit).stream()
        .map(item -> Wire.read(Values.must(item, JSON), LearningRecord.class))
        .filter(lesson -> lesson.service().equals(service))
        .toList();
  }

  @Override
  public void keep(String alertId, Analysis analysis) {
    Map<String, AttributeValue> item = item(partition(alertId), ANALYSIS, analysis);
    client.putItem(put -> put.tableName(items.table()).item(item));
  }

  @Override
  public Optional<Analysis> ofAlert(String alertId) {
    return lookup
        .item(partition(alertId), ANALYSIS)
        .map(item -> Wire.read(Values.must(item, JSON), Analysis.class));
  }

  private static String partition(String alertId) {
    return ANALYSIS + "#" + alertId;
  }

  private Map<String, AttributeValue> item(String partition, String sort, Object json) {
    Map<String, AttributeValue> item = new HashMap<>(Values.key(partition, sort));
    item.put(JSON, text(Wire.write(json)));
    item.put(TTL, items.end(Kind.LESSONS));
    return item;
  }
}
