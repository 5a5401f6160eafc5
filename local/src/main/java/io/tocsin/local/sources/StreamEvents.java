package io.tocsin.local.sources;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import io.tocsin.local.queues.LocalQueues;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** A stream's records as Lambda hands them to a function, and what it makes of the answer. */
final class StreamEvents {
  private StreamEvents() {}

  static DynamodbEvent of(String stream, List<Record> records) {
    DynamodbEvent event = new DynamodbEvent();
    event.setRecords(records.stream().map(record -> entry(stream, record)).toList());
    return event;
  }

  /** The sequence number from which on records come again. */
  static Optional<String> failed(@Nullable StreamsEventResponse response) {
    return Optional.ofNullable(response)
        .map(StreamsEventResponse::getBatchItemFailures)
        .flatMap(failures -> failures.stream().findFirst())
        .map(StreamsEventResponse.BatchItemFailure::getItemIdentifier);
  }

  private static DynamodbStreamRecord entry(String stream, Record record) {
    StreamRecord change = new StreamRecord();
    change.setApproximateCreationDateTime(
        Date.from(record.dynamodb().approximateCreationDateTime()));
    change.setKeys(item(record.dynamodb().keys()));
    change.setSequenceNumber(record.dynamodb().sequenceNumber());
    change.setSizeBytes(record.dynamodb().sizeBytes());
    change.setStreamViewType(StreamViewType.valueOf(record.dynamodb().streamViewTypeAsString()));
    if (record.dynamodb().hasOldImage()) {
      change.setOldImage(item(record.dynamodb().oldImage()));
    }
    if (record.dynamodb().hasNewImage()) {
      change.setNewImage(item(record.dynamodb().newImage()));
    }
    DynamodbStreamRecord entry = new DynamodbStreamRecord();
    entry.setEventID(record.eventID());
    entry.setEventName(record.eventNameAsString());
    entry.setEventVersion(record.eventVersion());
    entry.setEventSource("aws:dynamodb");
    entry.setAwsRegion(LocalQueues.REGION);
    entry.setEventSourceARN(stream);
    entry.setDynamodb(change);
    return entry;
  }

  /** Texts, numbers and sets of texts: the tables have nothing else. */
  private static Map<String, AttributeValue> item(
      Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> item) {
    Map<String, AttributeValue> copy = new HashMap<>();
    item.forEach(
        (name, value) -> {
          AttributeValue same = new AttributeValue();
          same.setS(value.s());
          same.setN(value.n());
          if (value.hasSs()) {
            same.setSS(value.ss());
          }
          copy.put(name, same);
        });
    return copy;
  }
}
