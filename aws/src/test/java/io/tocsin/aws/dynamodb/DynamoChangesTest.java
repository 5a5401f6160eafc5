package io.tocsin.aws.dynamodb;

import static io.tocsin.store.Samples.NOON;
import static io.tocsin.store.Samples.alert;
import static io.tocsin.store.Samples.delivery;
import static io.tocsin.store.Samples.failedOnce;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tocsin.delivery.Delivery;
import io.tocsin.report.Change.AlertTaken;
import io.tocsin.report.Change.DeliveryRecorded;
import io.tocsin.report.Happened;
import io.tocsin.report.Written;
import io.tocsin.wire.AlertJson;
import io.tocsin.wire.Wire;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the stream's items mean; that real ones are read is {@link DynamoReportsTest}'s. */
class DynamoChangesTest {
  private static final String LIVE = Long.toString(NOON.getEpochSecond() + 1);
  private static final String EXPIRED = Long.toString(NOON.getEpochSecond());
  private static final Map<String, String> NOTHING = Map.of();

  private final DynamoChanges changes = new DynamoChanges();
  private final Delivery failed = failedOnce(delivery(alert("a1"), "general", "lane"));

  @Test
  void anAlertIsTakenWhenItWasNotThere() {
    Map<String, String> item = item("alert", AlertJson.write(alert("a1")), LIVE);
    Optional<AlertTaken> taken = Optional.of(new AlertTaken(alert("a1")));

    assertEquals(taken, read(NOTHING, item).map(Happened::change));
    assertEquals(Optional.empty(), read(item, item));
    assertEquals(
        taken,
        read(item("alert", "{}", EXPIRED), item).map(Happened::change),
        "what has expired was not there");
  }

  @Test
  void aDeliveryIsReadWithWhatWasThere() {
    Map<String, String> item = item("delivery#" + failed.id(), Wire.write(failed), LIVE);

    assertEquals(
        Optional.of(new DeliveryRecorded(Optional.empty(), failed)),
        read(NOTHING, item).map(Happened::change));
    assertEquals(
        Optional.of(new DeliveryRecorded(Optional.of(failed), failed)),
        read(item, item).map(Happened::change));
  }

  @Test
  void whatIsNotOfTheHistoryIsNoChange() {
    for (String partition :
        new String[] {"days", "report#2026-11-21", "counted#x", "incident#i", "refusals"}) {
      assertEquals(
          Optional.empty(), read(NOTHING, Map.of("pk", partition, "sk", "alert", "ttl", LIVE)));
    }
    assertEquals(Optional.empty(), read(item("alert", "{}", LIVE), NOTHING), "it was removed");
    assertEquals(Optional.empty(), read(NOTHING, item("something", "{}", LIVE)));
  }

  @Test
  void whatCannotBeReadIsNamedByItsKeyAlone() {
    Written broken = written("1", NOTHING, item("alert", "{\"title\":\"secret\"", LIVE));

    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> changes.read(broken));
    assertEquals("cannot read an Alert", refused.getMessage());
    assertEquals("alert#a1 alert", changes.name(broken));
  }

  @Test
  void theSameWriteHasTheSameIdAndAnotherHasNot() {
    Map<String, String> item = item("alert", AlertJson.write(alert("a1")), LIVE);
    String id = changes.read(written("1", NOTHING, item)).orElseThrow().id();

    assertEquals(id, changes.read(written("1", NOTHING, item)).orElseThrow().id());
    assertNotEquals(id, changes.read(written("2", NOTHING, item)).orElseThrow().id());
  }

  private Optional<Happened> read(Map<String, String> before, Map<String, String> after) {
    return changes.read(written("1", before, after));
  }

  private static Written written(
      String sequence, Map<String, String> before, Map<String, String> after) {
    return new Written(sequence, NOON, before, after);
  }

  private static Map<String, String> item(String sort, String json, String end) {
    return Map.of("pk", "alert#a1", "sk", sort, "json", json, "ttl", end);
  }
}
