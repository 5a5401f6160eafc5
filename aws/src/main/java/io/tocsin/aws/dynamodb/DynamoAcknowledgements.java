package io.tocsin.aws.dynamodb;

import static io.tocsin.aws.dynamodb.Table.PK;
import static io.tocsin.aws.dynamodb.Values.text;

import io.tocsin.alert.Alert;
import io.tocsin.delivery.Incident.Change;
import io.tocsin.history.Acknowledgement;
import io.tocsin.history.Acknowledgements;
import io.tocsin.wire.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The acknowledgements in DynamoDB: an attribute of the alert's item, so that every read of an
 * alert has it, and one of its incident's, so that every alert that is taken in knows of it.
 */
record DynamoAcknowledgements(
    Lookup lookup, Incidents incidents, Transactions transactions, Backoff backoff)
    implements Acknowledgements {

  @Override
  public Optional<Acknowledgement> acknowledge(String alertId, Acknowledgement acknowledgement) {
    for (int tried = 1; tried <= Backoff.TRIES; tried++) {
      Optional<Map<String, AttributeValue>> item =
          lookup.item(HistoryItems.partition(alertId), HistoryItems.ALERT);
      Optional<Alert> alert = item.flatMap(HistoryItems::alert);
      Optional<Acknowledgement> kept = item.flatMap(HistoryItems::acknowledgement);
      if (alert.isEmpty() || kept.isPresent()) {
        return kept;
      }
      Optional<String> episode = item.flatMap(found -> HistoryItems.plan(found).episode());
      if (isWritten(alert.get(), episode, acknowledgement)) {
        return Optional.of(acknowledgement);
      }
      backoff.after(tried);
    }
    throw new IllegalStateException("the incident of " + alertId + " changes all the time");
  }

  /** False when somebody acknowledged it meanwhile, or its incident has come to something else. */
  private boolean isWritten(
      Alert alert, Optional<String> episode, Acknowledgement acknowledgement) {
    List<TransactWriteItem> items = new ArrayList<>();
    items.add(write(ofAlert(alert.id(), acknowledgement)));
    alert
        .incident()
        .flatMap(incidents::find)
        .map(read -> new Change(read, read.acknowledged(alert, episode, acknowledgement)))
        .filter(Change::matters)
        .ifPresent(change -> items.add(write(incidents.acknowledge(change))));
    return transactions.write(items).isEmpty();
  }

  private Update ofAlert(String alertId, Acknowledgement acknowledgement) {
    return Update.builder()
        .tableName(lookup.items().table())
        .key(Values.key(HistoryItems.partition(alertId), HistoryItems.ALERT))
        .updateExpression("SET #acknowledged = :json")
        .conditionExpression("attribute_exists(#pk) AND attribute_not_exists(#acknowledged)")
        .expressionAttributeNames(Map.of("#pk", PK, "#acknowledged", HistoryItems.ACKNOWLEDGED))
        .expressionAttributeValues(Map.of(":json", text(Wire.write(acknowledgement))))
        .build();
  }

  private static TransactWriteItem write(Update update) {
    return TransactWriteItem.builder().update(update).build();
  }
}
