package io.tocsin.aws.dynamodb;

import static io.tocsin.aws.dynamodb.HistoryItems.AT;
import static io.tocsin.aws.dynamodb.HistoryItems.SERVICE;
import static io.tocsin.aws.dynamodb.Table.PK;
import static io.tocsin.aws.dynamodb.Table.TTL;
import static io.tocsin.aws.dynamodb.Values.JSON;
import static io.tocsin.aws.dynamodb.Values.number;
import static io.tocsin.aws.dynamodb.Values.text;

import io.tocsin.alert.EventId;
import io.tocsin.keeping.Kind;
import io.tocsin.meeting.Booking;
import io.tocsin.meeting.Meeting;
import io.tocsin.store.Place;
import io.tocsin.wire.Wire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The items of a meeting, which are written together, so that they expire together.
 *
 * <ul>
 *   <li>the meeting: {@code pk=meeting#ID, sk=meeting}; in the index by service, keys alone
 *   <li>its incident's latest meeting: {@code pk=incident#INCIDENT, sk=meeting}
 *   <li>its booking: {@code pk=booking#DIGEST, sk=booking}
 *   <li>in the list of all: {@code pk=meetings, sk=TIME/ID}
 *   <li>while there is something to do for it: {@code pk=meetings-due, sk=TIME/ID}
 * </ul>
 *
 * All but the first hold only the meeting's id.
 */
record MeetingItems(HistoryItems history) {
  static final String MEETING = "meeting";
  static final String BOOKING = "booking";
  static final String MEETINGS = "meetings";
  static final String DUE = Table.MEETINGS_DUE;
  static final String ID = "id";
  private static final String OCCASION = "occasion";
  private static final String REVISION = "revision";

  static String partition(String meetingId) {
    return "meeting#" + meetingId;
  }

  static String incident(String incident) {
    return "incident#" + incident;
  }

  /** A digest, since a provider's ids may be longer than a key, and of characters no key has. */
  static String booking(String provider, String bookingId) {
    return "booking#" + EventId.digest(provider, bookingId);
  }

  static Meeting meeting(Map<String, AttributeValue> item) {
    return Wire.read(Values.must(item, JSON), Meeting.class);
  }

  /** What adds it, unless its incident has one of this or a later occasion. */
  List<TransactWriteItem> added(Meeting meeting) {
    List<TransactWriteItem> items = new ArrayList<>();
    items.add(
        write(
            whole(meeting)
                .conditionExpression("attribute_not_exists(#pk) OR #ttl <= :now")
                .expressionAttributeNames(Map.of("#pk", PK, "#ttl", TTL))
                .expressionAttributeValues(Map.of(":now", now()))));
    Map<String, AttributeValue> latest = new HashMap<>();
    latest.put(OCCASION, number(meeting.occasion()));
    items.add(
        write(
            put(incident(meeting.incident()), MEETING, meeting, latest)
                .conditionExpression(
                    "attribute_not_exists(#occasion) OR #occasion < :occasion OR #ttl <= :now")
                .expressionAttributeNames(Map.of("#occasion", OCCASION, "#ttl", TTL))
                .expressionAttributeValues(
                    Map.of(":occasion", number(meeting.occasion()), ":now", now()))));
    items.addAll(found(meeting));
    return items;
  }

  /** What puts it in the place of the one that was read, and has all of it live longer. */
  List<TransactWriteItem> swapped(Meeting read, Meeting next) {
    List<TransactWriteItem> items = new ArrayList<>();
    items.add(
        write(
            whole(next)
                .conditionExpression("#revision = :read")
                .expressionAttributeNames(Map.of("#revision", REVISION))
                .expressionAttributeValues(Map.of(":read", number(read.revision())))));
    items.add(renewed(next));
    due(read)
        .filter(place -> !due(next).equals(Optional.of(place)))
        .ifPresent(place -> items.add(removed(place)));
    items.addAll(found(next));
    return items;
  }

  /** The keys of all of it, but of which meeting is its incident's latest: it may be another. */
  static List<Map<String, AttributeValue>> keys(Meeting meeting) {
    List<Map<String, AttributeValue>> keys = new ArrayList<>();
    due(meeting).ifPresent(place -> keys.add(Values.key(DUE, place)));
    meeting
        .booking()
        .map(MeetingItems::partition)
        .ifPresent(at -> keys.add(Values.key(at, BOOKING)));
    keys.add(Values.key(MEETINGS, Place.of(meeting).text()));
    // Last, since it leads to the others.
    keys.add(Values.key(partition(meeting.id()), MEETING));
    return keys;
  }

  private List<TransactWriteItem> found(Meeting meeting) {
    List<TransactWriteItem> items = new ArrayList<>();
    items.add(write(put(MEETINGS, Place.of(meeting).text(), meeting, Map.of())));
    due(meeting).ifPresent(place -> items.add(write(put(DUE, place, meeting, Map.of()))));
    // What it was booked as before is left: the meeting itself says what it is booked as.
    meeting
        .booking()
        .map(MeetingItems::partition)
        .ifPresent(booking -> items.add(write(put(booking, BOOKING, meeting, Map.of()))));
    return items;
  }

  private Put.Builder whole(Meeting meeting) {
    Map<String, AttributeValue> more =
        Map.of(
            JSON, text(Wire.write(meeting)),
            REVISION, number(meeting.revision()),
            SERVICE, text(HistoryItems.service(MEETING, meeting.about().service())),
            AT, text(Place.of(meeting).text()));
    return put(partition(meeting.id()), MEETING, meeting, more);
  }

  private Put.Builder put(
      String partition, String sort, Meeting meeting, Map<String, AttributeValue> more) {
    Map<String, AttributeValue> item = new HashMap<>(Values.key(partition, sort));
    item.put(ID, text(meeting.id()));
    item.put(TTL, history.end(Kind.MEETINGS));
    item.putAll(more);
    return Put.builder().tableName(history.table()).item(item);
  }

  /** Which meeting is the incident's latest is not touched: it may be a later one by now. */
  private TransactWriteItem renewed(Meeting meeting) {
    return TransactWriteItem.builder()
        .update(
            update ->
                update
                    .tableName(history.table())
                    .key(Values.key(incident(meeting.incident()), MEETING))
                    .updateExpression("SET #ttl = :end")
                    .expressionAttributeNames(Map.of("#ttl", TTL))
                    .expressionAttributeValues(Map.of(":end", history.end(Kind.MEETINGS))))
        .build();
  }

  private TransactWriteItem removed(String due) {
    return TransactWriteItem.builder()
        .delete(delete -> delete.tableName(history.table()).key(Values.key(DUE, due)))
        .build();
  }

  private static String partition(Booking booking) {
    return booking(booking.provider(), booking.id());
  }

  private static Optional<String> due(Meeting meeting) {
    return meeting.due().map(at -> new Place(at, meeting.id()).text());
  }

  private AttributeValue now() {
    return number(history.clock().instant().getEpochSecond());
  }

  private static TransactWriteItem write(Put.Builder put) {
    return TransactWriteItem.builder().put(put.build()).build();
  }
}
