package io.tocsin.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.packaged.Lambda.FailedException;
import io.tocsin.packaged.StackTemplate.Mapping;
import io.tocsin.wire.Wire;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * A table's stream and the function that is told of it, in the manner of Lambda's event source
 * mapping: what its filters let through, in its order; and again from what the function could not
 * do.
 */
final class StreamSource {
  private final DynamoDbStreamsClient streams;
  private final String stream;
  private final Mapping mapping;
  private final Lambda function;

  /** Where to read on, by the shard. */
  private final Map<String, String> iterators = new HashMap<>();

  private final List<JsonNode> waiting = new ArrayList<>();

  StreamSource(DynamoDbStreamsClient streams, String stream, Mapping mapping, Lambda function) {
    this.streams = streams;
    this.stream = stream;
    this.mapping = mapping;
    this.function = function;
  }

  /** Tells the function what is new; returns how many records it was given. */
  int poll() throws InterruptedException {
    streams.describeStream(ask -> ask.streamArn(stream)).streamDescription().shards().stream()
        .map(Shard::shardId)
        .forEach(this::read);
    int told = 0;
    boolean goesOn = true;
    while (goesOn && !waiting.isEmpty()) {
      List<JsonNode> batch = waiting.subList(0, Math.min(mapping.atOnce(), waiting.size()));
      int done = tell(batch);
      told += batch.size();
      goesOn = done == batch.size();
      waiting.subList(0, done).clear();
    }
    return told;
  }

  /** Has it told everything again, as happens when it does not get to answer. */
  void rewind() {
    iterators.clear();
    waiting.clear();
  }

  /**
   * Has the function told that these items were removed because their time was over, which nothing
   * but DynamoDB itself does; returns how many its filters let through.
   */
  int expire(List<Map<String, AttributeValue>> items) throws InterruptedException {
    items.stream().map(StreamSource::removal).filter(this::isWanted).forEach(waiting::add);
    return poll();
  }

  private static JsonNode removal(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> keys = new HashMap<>(item);
    keys.keySet().retainAll(Set.of("pk", "sk"));
    return json(
        Record.builder()
            .eventID("expired")
            .eventName(OperationType.REMOVE)
            .userIdentity(by -> by.type("Service").principalId("dynamodb.amazonaws.com"))
            .dynamodb(
                change ->
                    change
                        .approximateCreationDateTime(Clock.systemUTC().instant())
                        .sequenceNumber("4421584500000000017450439091")
                        .sizeBytes(1L)
                        .keys(keys)
                        .oldImage(item))
            .build());
  }

  /** Returns how many records of the batch are done. */
  private int tell(List<JsonNode> batch) throws InterruptedException {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.putArray("Records").addAll(batch);
    try {
      JsonNode failures = function.invoke(Wire.write(event)).path("batchItemFailures");
      int done = batch.size();
      if (mapping.isPartial()) {
        List<String> failed = failures.findValuesAsText("itemIdentifier");
        for (int i = batch.size() - 1; i >= 0; i--) {
          done = failed.contains(batch.get(i).at("/dynamodb/SequenceNumber").asText()) ? i : done;
        }
      }
      return done;
    } catch (FailedException e) {
      return 0;
    }
  }

  private void read(String shard) {
    String next = iterators.get(shard);
    String iterator = next == null ? begin(shard) : next;
    boolean more = true;
    while (more) {
      String from = iterator;
      GetRecordsResponse some = streams.getRecords(ask -> ask.shardIterator(from));
      some.records().stream().map(StreamSource::json).filter(this::isWanted).forEach(waiting::add);
      // A shard that has ended has no next one, and its last is asked once more in vain.
      iterator = some.nextShardIterator() == null ? from : some.nextShardIterator();
      more = !some.records().isEmpty() && some.nextShardIterator() != null;
    }
    iterators.put(shard, iterator);
  }

  private String begin(String shard) {
    ShardIteratorType from =
        ShardIteratorType.fromValue(mapping.properties().path("StartingPosition").asText());
    return streams
        .getShardIterator(ask -> ask.streamArn(stream).shardId(shard).shardIteratorType(from))
        .shardIterator();
  }

  private boolean isWanted(JsonNode record) {
    List<JsonNode> filters = mapping.filters();
    return filters.isEmpty() || filters.stream().anyMatch(filter -> isLike(record, filter));
  }

  /** As far as ours go: members with texts, or with what a text begins with. */
  private static boolean isLike(JsonNode value, JsonNode pattern) {
    boolean like = true;
    if (pattern.isArray()) {
      like = false;
      for (JsonNode one : pattern) {
        like |=
            one.has("prefix")
                ? value.asText().startsWith(one.path("prefix").asText())
                : value.equals(one);
      }
    } else {
      for (Map.Entry<String, JsonNode> member : pattern.properties()) {
        like &= isLike(value.path(member.getKey()), member.getValue());
      }
    }
    return like;
  }

  /** The recorded record, with what this one has. */
  private static JsonNode json(Record record) {
    ObjectNode told = Events.read("stream-record");
    StreamRecord change = record.dynamodb();
    told.put("eventID", record.eventID());
    told.put("eventName", record.eventNameAsString());
    if (record.userIdentity() != null) {
      told.putObject("userIdentity")
          .put("type", record.userIdentity().type())
          .put("principalId", record.userIdentity().principalId());
    }
    ObjectNode dynamo = (ObjectNode) told.path("dynamodb");
    dynamo.put(
        "ApproximateCreationDateTime", change.approximateCreationDateTime().getEpochSecond());
    dynamo.put("SequenceNumber", change.sequenceNumber());
    dynamo.put("SizeBytes", change.sizeBytes());
    dynamo.set("Keys", item(change.keys()));
    dynamo.remove("NewImage");
    if (change.hasNewImage()) {
      dynamo.set("NewImage", item(change.newImage()));
    }
    if (change.hasOldImage()) {
      dynamo.set("OldImage", item(change.oldImage()));
    }
    return told;
  }

  private static ObjectNode item(Map<String, AttributeValue> item) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    item.forEach((name, value) -> json.set(name, json(value)));
    return json;
  }

  private static ObjectNode json(AttributeValue value) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    switch (value.type()) {
      case S -> json.put("S", value.s());
      case N -> json.put("N", value.n());
      case SS -> value.ss().forEach(json.putArray("SS")::add);
      default -> throw new AssertionError("nothing of ours writes such: " + value);
    }
    return json;
  }
}
