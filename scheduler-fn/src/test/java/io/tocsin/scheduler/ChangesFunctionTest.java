package io.tocsin.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.micronaut.context.ApplicationContext;
import io.tocsin.report.Change.AlertTaken;
import io.tocsin.report.Changes;
import io.tocsin.report.Counters;
import io.tocsin.report.Happened;
import io.tocsin.report.Written;
import io.tocsin.store.Samples;
import io.tocsin.watch.Noted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What the function makes of a batch. That it counts right is tested where there is a stream, by
 * the contract of reports and by a whole Tocsin on a DynamoDB.
 */
class ChangesFunctionTest {
  private static final Instant NOON = Samples.NOON;

  private final Book book = new Book();
  private final ApplicationContext context =
      ApplicationContext.builder().singletons(new Plain(), book, new Noted()).start();
  private final ChangesFunction function = new ChangesFunction(context);

  @AfterEach
  void close() {
    context.close();
  }

  @Test
  void aBatchIsCountedAtOnce() {
    assertEquals(List.of(), failed(event("1", "2", "3")));

    assertEquals(List.of("1", "2", "3"), book.counted);
    assertEquals(1, book.calls);
    assertEquals(NOON, book.at);
  }

  @Test
  void whatIsNoChangeAndWhatCannotBeReadHoldsNothingUp() {
    assertEquals(List.of(), failed(event("1", "nothing", "broken", "2")));

    assertEquals(List.of("1", "2"), book.counted);
  }

  @Test
  void whatCannotBeCountedComesAgainWithAllAfterItAndWhatWasBeforeIsCounted() {
    book.refused.add("3");

    assertEquals(List.of("3"), failed(event("1", "2", "3", "4")));
    assertEquals(List.of("1", "2"), book.counted);

    book.refused.clear();
    assertEquals(List.of(), failed(event("3", "4")));
    assertEquals(List.of("1", "2", "3", "4"), book.counted);
  }

  @Test
  void anEmptyEventIsNoTrouble() {
    assertEquals(List.of(), failed(new DynamodbEvent()));
  }

  private List<String> failed(DynamodbEvent event) {
    return function.execute(event).getBatchItemFailures().stream()
        .map(BatchItemFailure::getItemIdentifier)
        .toList();
  }

  private static DynamodbEvent event(String... sequences) {
    DynamodbEvent event = new DynamodbEvent();
    event.setRecords(Stream.of(sequences).map(ChangesFunctionTest::record).toList());
    return event;
  }

  private static DynamodbStreamRecord record(String sequence) {
    StreamRecord change = new StreamRecord();
    change.setSequenceNumber(sequence);
    change.setApproximateCreationDateTime(Date.from(NOON));
    change.setNewImage(
        Map.of(
            "pk", new AttributeValue().withS("alert#" + sequence),
            "ttl", new AttributeValue().withN("1"),
            "ids", new AttributeValue().withSS("a", "b")));
    DynamodbStreamRecord record = new DynamodbStreamRecord();
    record.setDynamodb(change);
    return record;
  }

  /** Reads every record as an alert of the sequence number's name. */
  private static final class Plain implements Changes {
    @Override
    public Optional<Happened> read(Written written) {
      assertEquals(Map.of("pk", name(written), "ttl", "1"), written.after());
      assertEquals(Map.of(), written.before());
      return switch (written.sequence()) {
        case "nothing" -> Optional.empty();
        case "broken" -> throw new IllegalStateException("cannot read it");
        default ->
            Optional.of(
                new Happened(
                    written.sequence(),
                    written.at(),
                    new AlertTaken(Samples.alert(written.sequence()))));
      };
    }

    @Override
    public String name(Written written) {
      return "alert#" + written.sequence();
    }
  }

  /** Counts all or nothing of what it is given, and each change once. */
  private static final class Book implements Counters {
    final List<String> counted = new ArrayList<>();
    final Set<String> refused = new HashSet<>();
    Instant at = Instant.EPOCH;
    int calls;

    @Override
    public void count(List<Happened> changes) {
      calls++;
      if (changes.stream().map(Happened::id).anyMatch(refused::contains)) {
        throw new IllegalStateException("the table refuses it");
      }
      for (Happened each : changes) {
        at = each.at();
        if (!counted.contains(each.id())) {
          counted.add(each.id());
        }
      }
    }
  }
}
