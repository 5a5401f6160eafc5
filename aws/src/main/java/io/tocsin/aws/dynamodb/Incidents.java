package io.tocsin.aws.dynamodb;

import static io.tocsin.aws.dynamodb.Table.TTL;
import static io.tocsin.aws.dynamodb.Values.JSON;
import static io.tocsin.aws.dynamodb.Values.text;

import io.tocsin.delivery.Incident;
import io.tocsin.delivery.Incident.Acknowledged;
import io.tocsin.delivery.Incident.Change;
import io.tocsin.keeping.Kind;
import io.tocsin.wire.Wire;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Incidents: {@code pk=incident#KEY, sk=incident}. Its stage stands in an attribute of its own, on
 * which every change is conditional, and so does its acknowledgement: whoever writes that leaves
 * alone what alerts at the same time make known.
 */
record Incidents(HistoryItems items, Lookup lookup) {
  private static final String INCIDENT = "incident";
  private static final String STAGE = "stage";

  private static String partition(String key) {
    return "incident#" + key;
  }

  static Map<String, AttributeValue> key(String incident) {
    return Values.key(partition(incident), INCIDENT);
  }

  Optional<Incident> find(String key) {
    return lookup.item(partition(key), INCIDENT).map(Incidents::incident);
  }

  private static Incident incident(Map<String, AttributeValue> item) {
    return Wire.read(Values.must(item, JSON), Incident.class)
        .with(
            Values.text(item, HistoryItems.ACKNOWLEDGED)
                .map(json -> Wire.read(json, Acknowledged.class)));
  }

  /** Puts it, if it has come to nothing else meanwhile. */
  Put put(Change change) {
    Incident after = change.after();
    Map<String, AttributeValue> item = new HashMap<>(key(after.key()));
    item.put(JSON, text(Wire.write(after.with(Optional.empty()))));
    item.put(STAGE, text(after.stage()));
    after
        .acknowledged()
        .ifPresent(each -> item.put(HistoryItems.ACKNOWLEDGED, text(Wire.write(each))));
    item.put(TTL, items.end(Kind.ALERTS));
    return Put.builder()
        .tableName(items.table())
        .item(item)
        .conditionExpression("attribute_not_exists(#stage) OR #stage = :stage OR #ttl <= :now")
        .expressionAttributeNames(Map.of("#stage", STAGE, "#ttl", TTL))
        .expressionAttributeValues(
            Map.of(":stage", text(change.before().stage()), ":now", items.now()))
        .build();
  }

  /** Writes that it is acknowledged, if it has come to nothing else meanwhile. */
  Update acknowledge(Change change) {
    Incident after = change.after();
    return Update.builder()
        .tableName(items.table())
        .key(key(after.key()))
        .updateExpression("SET #stage = :next, #acknowledged = :json")
        .conditionExpression("#stage = :stage")
        .expressionAttributeNames(
            Map.of("#stage", STAGE, "#acknowledged", HistoryItems.ACKNOWLEDGED))
        .expressionAttributeValues(
            Map.of(
                ":stage", text(change.before().stage()),
                ":next", text(after.stage()),
                ":json", text(Wire.write(after.acknowledged().orElseThrow()))))
        .build();
  }
}
