package io.tocsin.aws.dynamodb;

import static io.tocsin.aws.dynamodb.Table.PK;
import static io.tocsin.aws.dynamodb.Table.SK;
import static io.tocsin.aws.dynamodb.Table.TTL;
import static io.tocsin.aws.dynamodb.Values.JSON;

import io.tocsin.alert.Alert;
import io.tocsin.alert.EventId;
import io.tocsin.delivery.Delivery;
import io.tocsin.meeting.Meeting;
import io.tocsin.report.Change;
import io.tocsin.report.Change.AlertTaken;
import io.tocsin.report.Change.DeliveryRecorded;
import io.tocsin.report.Change.MeetingRecorded;
import io.tocsin.report.Changes;
import io.tocsin.report.Happened;
import io.tocsin.report.Written;
import io.tocsin.wire.AlertJson;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Reads the stream of the history table (see {@link HistoryItems}, {@link MeetingItems}). */
final class DynamoChanges implements Changes {

  @Override
  public Optional<Happened> read(Written written) {
    return change(written).map(change -> new Happened(id(written), written.at(), change));
  }

  @Override
  public String name(Written written) {
    Map<String, String> item = written.after().isEmpty() ? written.before() : written.after();
    return item.getOrDefault(PK, "?") + " " + item.getOrDefault(SK, "?");
  }

  /** Of its item, no two writes have the same sequence number; of others they might. */
  private String id(Written written) {
    return EventId.digest(name(written), written.sequence());
  }

  private static Optional<Change> change(Written written) {
    String partition = written.after().getOrDefault(PK, "");
    String sort = written.after().getOrDefault(SK, "");
    if (partition.startsWith(HistoryItems.partition("")) && sort.equals(HistoryItems.ALERT)) {
      return before(written).isPresent()
          ? Optional.empty()
          : Optional.of(new AlertTaken(alert(written.after())));
    }
    if (partition.startsWith(HistoryItems.partition(""))
        && sort.startsWith(HistoryItems.DELIVERY)) {
      return Optional.of(
          new DeliveryRecorded(
              before(written).map(item -> read(item, Delivery.class)),
              read(written.after(), Delivery.class)));
    }
    if (partition.startsWith(MeetingItems.partition("")) && sort.equals(MeetingItems.MEETING)) {
      return Optional.of(
          new MeetingRecorded(
              before(written).map(item -> read(item, Meeting.class)),
              read(written.after(), Meeting.class)));
    }
    return Optional.empty();
  }

  /** What was there; what had expired was not there any more, whenever DynamoDB removes it. */
  private static Optional<Map<String, String>> before(Written written) {
    return Optional.of(written.before())
        .filter(item -> !item.isEmpty())
        .filter(
            item -> Long.parseLong(item.getOrDefault(TTL, "0")) > written.at().getEpochSecond());
  }

  private static Alert alert(Map<String, String> item) {
    try {
      return AlertJson.read(json(item), "", Instant.EPOCH);
    } catch (InvalidJsonException e) {
      throw new IllegalStateException("cannot read an Alert", e);
    }
  }

  private static <T> T read(Map<String, String> item, Class<T> type) {
    return Wire.read(json(item), type);
  }

  private static String json(Map<String, String> item) {
    return Optional.ofNullable(item.get(JSON))
        .orElseThrow(() -> new IllegalStateException("an item lacks the attribute " + JSON));
  }
}
