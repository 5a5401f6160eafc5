package io.tocsin.local.sources;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Feeds a function from a table's stream as Lambda's event source mapping does: each shard in its
 * order, a shard after the one that it came of, and what failed again, with all after it.
 *
 * <p>It remembers nothing, and tells everything from the stream's beginning whenever it starts or
 * loses its place: the function counts nothing twice.
 */
public final class TableStream implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TableStream.class);
  private static final Duration REST = Duration.ofMillis(500);
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int BATCH = 100;
  private static final int TRIES = 5;

  private final DynamoDbStreamsClient client;
  private final String stream;
  private final RequestHandler<DynamodbEvent, StreamsEventResponse> function;
  private final Clock clock;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final AtomicInteger invocations = new AtomicInteger();
  private final Thread thread = new Thread(this::run, "tocsin-changes");

  /** Where each shard is read next, and those that are read to their end. */
  private final Map<String, String> iterators = new HashMap<>();

  private final Set<String> ended = new HashSet<>();

  private TableStream(
      DynamoDbStreamsClient client,
      String stream,
      RequestHandler<DynamodbEvent, StreamsEventResponse> function,
      Clock clock) {
    this.client = client;
    this.stream = stream;
    this.function = function;
    this.clock = clock;
  }

  /**
   * Starts feeding; closing it ends that, and closes the client.
   *
   * @param stream the stream's ARN
   */
  public static TableStream start(
      DynamoDbStreamsClient client,
      String stream,
      RequestHandler<DynamodbEvent, StreamsEventResponse> function,
      Clock clock) {
    TableStream source = new TableStream(client, stream, function, clock);
    source.thread.start();
    return source;
  }

  private void run() {
    while (!stopped()) {
      try {
        if (!readAll()) {
          rest();
        }
      } catch (SdkException e) {
        LOG.warn("the stream of changes is read anew: {}", e.getMessage());
        iterators.clear();
        ended.clear();
        rest();
      }
    }
  }

  /** Reads on in each shard; whether there was anything. */
  private boolean readAll() {
    boolean any = false;
    List<Shard> shards =
        client.describeStream(ask -> ask.streamArn(stream)).streamDescription().shards();
    Set<String> open = new HashSet<>(shards.stream().map(Shard::shardId).toList());
    open.removeAll(ended);
    for (Shard shard : shards) {
      boolean next = open.contains(shard.shardId()) && !open.contains(shard.parentShardId());
      any |= next && !stopped() && read(shard.shardId());
    }
    return any;
  }

  private boolean read(String shard) {
    String iterator = Optional.ofNullable(iterators.get(shard)).orElseGet(() -> beginning(shard));
    GetRecordsResponse some = client.getRecords(ask -> ask.shardIterator(iterator).limit(BATCH));
    tell(some.records());
    Optional.ofNullable(some.nextShardIterator())
        .ifPresentOrElse(next -> iterators.put(shard, next), () -> ended.add(shard));
    return !some.records().isEmpty();
  }

  private void tell(List<Record> records) {
    List<Record> left = records;
    for (int tried = 1; !left.isEmpty() && !stopped(); tried++) {
      Optional<String> failed = invoke(left);
      List<Record> before = left;
      left = failed.map(from -> from(from, before)).orElse(List.of());
      if (tried >= TRIES && !left.isEmpty()) {
        LOG.error(
            "a change could not be counted and is passed over: {}", left.get(0).dynamodb().keys());
        left = left.subList(1, left.size());
      } else if (!left.isEmpty()) {
        rest();
      }
    }
  }

  /** What comes again: all when the answer names none of them. */
  private static List<Record> from(String sequence, List<Record> records) {
    List<String> all = records.stream().map(each -> each.dynamodb().sequenceNumber()).toList();
    return records.subList(Math.max(all.indexOf(sequence), 0), records.size());
  }

  private Optional<String> invoke(List<Record> records) {
    String id = "changes-" + invocations.incrementAndGet();
    try {
      return StreamEvents.failed(
          function.handleRequest(
              StreamEvents.of(stream, records),
              new LocalContext("changes", id, clock.instant().plus(TIMEOUT), clock)));
    } catch (RuntimeException e) {
      LOG.warn("changes: the function failed, its records come again", e);
      return Optional.of("");
    }
  }

  private String beginning(String shard) {
    return client
        .getShardIterator(
            ask ->
                ask.streamArn(stream)
                    .shardId(shard)
                    .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
        .shardIterator();
  }

  private void rest() {
    try {
      stopping.await(REST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping.countDown();
    }
  }

  private boolean stopped() {
    return stopping.getCount() == 0;
  }

  /** Tells nothing more, and waits for the batch under way, for at most five seconds. */
  @Override
  public void close() {
    stopping.countDown();
    try {
      thread.join(5000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.close();
  }
}
