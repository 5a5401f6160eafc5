package io.tocsin.aws.dynamodb;

import io.tocsin.report.Changes;
import io.tocsin.report.Happened;
import io.tocsin.report.Written;
import io.tocsin.store.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Everything that the stream of a table of history tells, from its beginning. The time is the
 * tests' own, since the stream's is that of the machine.
 */
final class HistoryStream {
  private static final int IN_A_SECOND = 7;

  private final DynamoDbStreamsClient client;
  private final String stream;
  private final Changes changes;

  HistoryStream(
      DynamoDbClient tables, DynamoDbStreamsClient client, String history, Changes changes) {
    this.client = client;
    this.stream = tables.describeTable(table -> table.tableName(history)).table().latestStreamArn();
    this.changes = changes;
  }

  List<Happened> changes() {
    return written().stream().flatMap(each -> changes.read(each).stream()).toList();
  }

  List<Written> written() {
    List<Written> written = new ArrayList<>();
    for (Shard shard : shards()) {
      for (Record each : records(shard)) {
        Instant at = Samples.NOON.plusSeconds(written.size() / IN_A_SECOND);
        StreamRecord record = each.dynamodb();
        written.add(
            new Written(
                record.sequenceNumber(), at, texts(record.oldImage()), texts(record.newImage())));
      }
    }
    return written;
  }

  private List<Shard> shards() {
    return client.describeStream(ask -> ask.streamArn(stream)).streamDescription().shards();
  }

  private List<Record> records(Shard shard) {
    List<Record> records = new ArrayList<>();
    Optional<String> next =
        Optional.of(
            client
                .getShardIterator(
                    ask ->
                        ask.streamArn(stream)
                            .shardId(shard.shardId())
                            .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator());
    while (next.isPresent()) {
      String iterator = next.get();
      GetRecordsResponse some = client.getRecords(ask -> ask.shardIterator(iterator));
      records.addAll(some.records());
      next =
          some.records().isEmpty()
              ? Optional.empty()
              : Optional.ofNullable(some.nextShardIterator());
    }
    return records;
  }

  private static Map<String, String> texts(Map<String, AttributeValue> item) {
    Map<String, String> texts = new HashMap<>();
    item.forEach(
        (name, value) ->
            Optional.ofNullable(value.s())
                .or(() -> Optional.ofNullable(value.n()))
                .ifPresent(text -> texts.put(name, text)));
    return texts;
  }
}
