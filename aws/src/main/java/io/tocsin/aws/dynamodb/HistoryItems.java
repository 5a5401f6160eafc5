package io.tocsin.aws.dynamodb;

import static io.tocsin.aws.dynamodb.Table.PK;
import static io.tocsin.aws.dynamodb.Table.SK;
import static io.tocsin.aws.dynamodb.Table.TTL;
import static io.tocsin.aws.dynamodb.Values.JSON;
import static io.tocsin.aws.dynamodb.Values.number;
import static io.tocsin.aws.dynamodb.Values.text;

import io.tocsin.alert.Alert;
import io.tocsin.alert.EventId;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Delivery.State;
import io.tocsin.delivery.Outbox.Planned;
import io.tocsin.history.Acknowledgement;
import io.tocsin.history.History.Refusal;
import io.tocsin.keeping.Eraser;
import io.tocsin.keeping.Kind;
import io.tocsin.keeping.Retention;
import io.tocsin.store.Plan;
import io.tocsin.wire.AlertJson;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;

/**
 * The items of the history table.
 *
 * <ul>
 *   <li>an alert: {@code pk=alert#ID, sk=alert}, and each of its deliveries that was tried: {@code
 *       pk=alert#ID, sk=delivery#DELIVERY_ID}. In one index they stand together under the alert's
 *       {@code day}, by {@code at}; in another the alert stands under its {@code service}; in a
 *       third on a {@code list}: the alert on its owner's, a dead letter on that of all dead
 *       letters.
 *   <li>a day that has alerts: {@code pk=days, sk=2026-11-21}, so that nobody looks for alerts
 *       where there are none
 *   <li>an incident ({@link Incidents})
 *   <li>a refused message: {@code pk=refusals, sk=TIME#MESSAGE_ID}
 *   <li>what {@link DynamoMeetings}, {@link DynamoExchanges}, {@link DynamoLessons} and {@link
 *       DynamoCounters} keep
 * </ul>
 *
 * All of them expire, each kind after its {@link Retention}: days and incidents like alerts.
 * DynamoDB takes days to remove what has expired, so reads pass it over: a delivery outlives its
 * alert, which decides.
 */
record HistoryItems(String table, Clock clock, Supplier<Retention> retention) {
  static final String ALERT = "alert";
  static final String DELIVERY = "delivery#";
  static final String DAYS = "days";
  static final String REFUSALS = "refusals";
  static final String DAY = "day";
  static final String AT = "at";
  static final String SERVICE = "service";
  static final String LIST = "list";
  static final String DEAD = "dead";

  /** The attribute that says who has taken notice. */
  static final String ACKNOWLEDGED = "acknowledged";

  static final String PLANNED = "planned";

  /** An alert may have been received before it is taken in, so its day is kept for longer. */
  private static final Duration DAY_KEPT_LONGER = Duration.ofDays(3);

  static String partition(String alertId) {
    return "alert#" + alertId;
  }

  /** The key of the delivery of an alert to a target. */
  static Map<String, AttributeValue> key(String alertId, String target) {
    return Values.key(partition(alertId), DELIVERY + EventId.delivery(alertId, target));
  }

  static String day(Instant receivedAt) {
    return LocalDate.ofInstant(receivedAt, ZoneOffset.UTC).toString();
  }

  /**
   * Where in its day an alert and its deliveries stand. The id's digest keeps those of one
   * millisecond apart, of one length whatever the id.
   */
  static String place(Instant receivedAt, String alertId) {
    return time(receivedAt) + "#" + EventId.operator("place", alertId);
  }

  /**
   * Where in the index by service those of one kind stand: a digest, since a service may have a
   * name that no key can.
   */
  static String service(String kind, String service) {
    return kind + "#" + EventId.digest(service);
  }

  /** The list of an owner's alerts: a digest, as for services. */
  static String ownList(String owner) {
    return "owner#" + EventId.digest(owner);
  }

  /** Puts the alert, unless it is there. */
  Put put(Alert alert, Plan plan) {
    Map<String, AttributeValue> item = item(alert.id(), alert.receivedAt(), ALERT);
    item.put(JSON, text(AlertJson.write(alert)));
    item.put(PLANNED, text(Wire.write(plan)));
    item.put(SERVICE, text(service(ALERT, alert.service())));
    alert.owner().ifPresent(owner -> item.put(LIST, text(ownList(owner))));
    return Put.builder()
        .tableName(table)
        .item(item)
        .conditionExpression("attribute_not_exists(#pk) OR #ttl <= :now")
        .expressionAttributeNames(Map.of("#pk", PK, "#ttl", TTL))
        .expressionAttributeValues(Map.of(":now", now()))
        .build();
  }

  /** What stands in the place of an alert that was deleted, so that it does not come again. */
  Map<String, AttributeValue> forgotten(String alertId) {
    Map<String, AttributeValue> item = new HashMap<>(Values.key(partition(alertId), ALERT));
    item.put(PLANNED, text(Wire.write(new Plan(List.of(), Optional.empty()))));
    item.put(TTL, end(Eraser.KNOWN));
    return item;
  }

  static boolean isForgotten(Map<String, AttributeValue> item) {
    return !item.containsKey(JSON);
  }

  Put put(Delivery delivery) {
    Map<String, AttributeValue> item =
        item(delivery.alertId(), delivery.since(), DELIVERY + delivery.id());
    item.put(JSON, text(Wire.write(delivery)));
    if (delivery.state() == State.DEAD) {
      item.put(LIST, text(DEAD));
    }
    return Put.builder().tableName(table).item(item).build();
  }

  private Map<String, AttributeValue> item(String alertId, Instant since, String sort) {
    Map<String, AttributeValue> item = new HashMap<>(Values.key(partition(alertId), sort));
    item.put(DAY, text(day(since)));
    item.put(AT, text(place(since, alertId) + "#" + sort));
    item.put(TTL, end(Kind.ALERTS));
    return item;
  }

  /** Puts the first record of a delivery. */
  Put putNew(Delivery delivery) {
    return put(delivery).toBuilder()
        .conditionExpression("attribute_not_exists(#pk)")
        .expressionAttributeNames(Map.of("#pk", PK))
        .build();
  }

  /** Puts a delivery in the place of just that one. */
  Put replace(Delivery old, Delivery next) {
    return put(next).toBuilder()
        .conditionExpression("#json = :old")
        .expressionAttributeNames(Map.of("#json", JSON))
        .expressionAttributeValues(Map.of(":old", text(Wire.write(old))))
        .build();
  }

  Map<String, AttributeValue> dayItem(String day) {
    return Map.of(
        PK,
        text(DAYS),
        SK,
        text(day),
        TTL,
        end(retention.get().of(Kind.ALERTS).plus(DAY_KEPT_LONGER)));
  }

  Map<String, AttributeValue> item(Refusal refusal) {
    return Map.of(
        PK, text(REFUSALS),
        SK, text(time(refusal.at()) + "#" + EventId.operator("refusal", refusal.messageId())),
        JSON, text(Wire.write(refusal)),
        TTL, end(Kind.REFUSALS));
  }

  boolean live(Map<String, AttributeValue> item) {
    return Values.count(item, TTL) > clock.instant().getEpochSecond();
  }

  static boolean isAlert(Map<String, AttributeValue> item) {
    return Values.must(item, SK).equals(ALERT);
  }

  /**
   * The alert, empty when it cannot be read: that must hold up neither the lane it waits in, whose
   * drainer buries it, nor the page it would be on.
   */
  static Optional<Alert> alert(Map<String, AttributeValue> item) {
    if (isForgotten(item)) {
      return Optional.empty();
    }
    try {
      return Optional.of(AlertJson.read(Values.must(item, JSON), "", Instant.EPOCH));
    } catch (InvalidJsonException e) {
      return Optional.empty();
    }
  }

  static Plan plan(Map<String, AttributeValue> item) {
    return Wire.read(Values.must(item, PLANNED), Plan.class);
  }

  static List<Planned> planned(Map<String, AttributeValue> item) {
    return plan(item).planned();
  }

  static List<Planned> planned(String json) {
    return Wire.read(json, Plan.class).planned();
  }

  static Optional<Acknowledgement> acknowledgement(Map<String, AttributeValue> item) {
    return Values.text(item, ACKNOWLEDGED).map(json -> Wire.read(json, Acknowledgement.class));
  }

  static Delivery delivery(Map<String, AttributeValue> item) {
    return Wire.read(Values.must(item, JSON), Delivery.class);
  }

  /** What the end of an item is held against. */
  AttributeValue now() {
    return number(clock.instant().getEpochSecond());
  }

  /** When something of that kind expires that is written now. */
  AttributeValue end(Kind kind) {
    return end(retention.get().of(kind));
  }

  private AttributeValue end(Duration after) {
    return number(clock.instant().plus(after).getEpochSecond());
  }

  /** What the places of a time begin with. */
  static String time(Instant at) {
    return String.format(Locale.ROOT, "%015d", at.toEpochMilli());
  }
}
