package io.tocsin.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Identity;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.micronaut.context.ApplicationContext;
import io.tocsin.history.History.Refusal;
import io.tocsin.keeping.Archive;
import io.tocsin.keeping.Expired;
import io.tocsin.keeping.Piece;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArchiveFunctionTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final Box box = new Box();
  private final ApplicationContext context =
      ApplicationContext.builder()
          .eagerInitSingletons(false)
          .singletons(box, new Refusals())
          .start();
  private final ArchiveFunction function = new ArchiveFunction(context);

  @AfterEach
  void close() {
    context.close();
  }

  /** An archive in memory, which may be out of order. */
  private static final class Box implements Archive {
    final Map<String, List<Piece>> filed = new TreeMap<>();
    boolean down = false;

    @Override
    public void file(String name, List<Piece> pieces) {
      if (down) {
        throw new IllegalStateException("down");
      }
      filed.put(name, List.copyOf(pieces));
    }
  }

  /** Every item is a refusal of that name, but for days, which are nothing. */
  private static final class Refusals implements Expired {
    @Override
    public Optional<Piece> piece(Map<String, String> item) {
      return Optional.of(item.getOrDefault("pk", ""))
          .filter(name -> !name.equals("days"))
          .map(name -> new Piece.OfRefusal(new Refusal(name, NOON, item.getOrDefault("ttl", ""))));
    }
  }

  private static DynamodbEvent event(DynamodbStreamRecord... records) {
    DynamodbEvent event = new DynamodbEvent();
    event.setRecords(List.of(records));
    return event;
  }

  private static DynamodbStreamRecord removed(String name, String sequence, Identity by) {
    DynamodbStreamRecord record = new DynamodbStreamRecord();
    record.setEventName("REMOVE");
    record.setUserIdentity(by);
    record.setDynamodb(
        new StreamRecord()
            .withSequenceNumber(sequence)
            .withOldImage(
                Map.of(
                    "pk", new AttributeValue().withS(name),
                    "ttl", new AttributeValue().withN("1795262400"))));
    return record;
  }

  private static Identity service() {
    return new Identity().withType("Service").withPrincipalId("dynamodb.amazonaws.com");
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    for (List<Piece> pieces : box.filed.values()) {
      pieces.forEach(piece -> names.add(((Piece.OfRefusal) piece).refusal().messageId()));
    }
    return names;
  }

  @Test
  void whatExpiredIsFiledOnceHoweverOftenItComes() {
    DynamodbEvent event =
        event(
            removed("m1", "100", service()),
            removed("days", "101", service()),
            removed("m2", "102", service()));

    assertEquals(2, function.execute(event));
    assertEquals(2, function.execute(event));

    assertEquals(List.of("m1", "m2"), names());
    assertEquals(1, box.filed.size());
    assertEquals(
        "1795262400",
        ((Piece.OfRefusal) box.filed.values().iterator().next().get(0)).refusal().reason());
  }

  @Test
  void whatAPersonDeletedIsNotFiled() {
    DynamodbStreamRecord written = removed("m1", "100", service());
    written.setEventName("MODIFY");

    assertEquals(
        0,
        function.execute(
            event(
                written,
                removed("m2", "101", new Identity().withType("AssumedRole").withPrincipalId("x")),
                removedByNobody("m3"))));
    assertEquals(0, function.execute(event()));
    assertEquals(0, function.execute(new DynamodbEvent()));
    assertEquals(List.of(), names());
  }

  private static DynamodbStreamRecord removedByNobody(String name) {
    DynamodbStreamRecord record = removed(name, "102", service());
    record.setUserIdentity(null);
    return record;
  }

  @Test
  void whatCannotBeFiledComesAgain() {
    DynamodbEvent event = event(removed("m1", "100", service()));
    box.down = true;
    assertThrows(RuntimeException.class, () -> function.execute(event));

    box.down = false;
    function.execute(event);
    assertEquals(List.of("m1"), names());
  }
}
