package io.tocsin.aws.dynamodb;

import static io.tocsin.aws.dynamodb.Table.PK;
import static io.tocsin.aws.dynamodb.Table.SK;
import static io.tocsin.aws.dynamodb.Values.text;

import io.tocsin.alert.EventId;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Outbox;
import io.tocsin.history.Story;
import io.tocsin.keeping.Eraser;
import io.tocsin.keys.KeySummary;
import io.tocsin.meeting.Meeting;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Deletes things from the tables, item by item, and last the one that leads to the others. */
record DynamoEraser(
    DynamoDbClient client,
    Tables tables,
    HistoryItems items,
    Outbox outbox,
    MeetingItems meetings,
    DynamoExchanges exchanges)
    implements Eraser {

  @Override
  public void alert(Story story) {
    String id = story.alert().id();
    // First: what is recorded from now on finds that it does not wait any more.
    outbox.drop(story.deliveries().stream().filter(Delivery::waits).toList());
    story.alert().incident().ifPresent(key -> delete(tables.history(), Incidents.key(key)));
    delete(tables.history(), DynamoLessons.analysisKey(id));
    delete(tables.history(), DynamoLessons.lessonKey(EventId.digest("analysis " + id)));
    deliveries(id).forEach(key -> delete(tables.history(), key));
    client.putItem(put -> put.tableName(tables.history()).item(items.forgotten(id)));
  }

  private List<Map<String, AttributeValue>> deliveries(String alertId) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(tables.history())
            .keyConditionExpression("#pk = :alert AND begins_with(#sk, :delivery)")
            .projectionExpression("#pk, #sk")
            .expressionAttributeNames(Map.of("#pk", PK, "#sk", SK))
            .expressionAttributeValues(
                Map.of(
                    ":alert", text(HistoryItems.partition(alertId)),
                    ":delivery", text(HistoryItems.DELIVERY)))
            .consistentRead(true)
            .build();
    return client.queryPaginator(query).items().stream().toList();
  }

  @Override
  public void meeting(Meeting meeting) {
    exchanges.delete(meeting.id());
    delete(tables.history(), DynamoLessons.lessonKey(EventId.digest("meeting " + meeting.id())));
    deleteLatest(meeting);
    MeetingItems.keys(meeting).forEach(key -> delete(tables.history(), key));
  }

  /** Which meeting is its incident's latest, if it is this one. */
  private void deleteLatest(Meeting meeting) {
    try {
      client.deleteItem(
          delete ->
              delete
                  .tableName(tables.history())
                  .key(Values.key(MeetingItems.incident(meeting.incident()), MeetingItems.MEETING))
                  .conditionExpression("#id = :id")
                  .expressionAttributeNames(Map.of("#id", MeetingItems.ID))
                  .expressionAttributeValues(Map.of(":id", text(meeting.id()))));
    } catch (ConditionalCheckFailedException e) {
      // It is another, which stays, or gone already.
      return;
    }
  }

  @Override
  public void key(KeySummary key) {
    delete(tables.keys(), DynamoQuotas.key("key#" + key.id()));
    DynamoKeys.places(key).forEach(place -> delete(tables.keys(), place));
  }

  @Override
  public void opened(String key) {
    delete(tables.outbox(), DynamoOutbox.openedKey(key));
  }

  @Override
  public void lane(String name) {
    if (outbox.waiting(name, 1).isEmpty()) {
      delete(tables.outbox(), Lanes.key(name));
    }
  }

  private void delete(String table, Map<String, AttributeValue> key) {
    client.deleteItem(delete -> delete.tableName(table).key(key));
  }
}
