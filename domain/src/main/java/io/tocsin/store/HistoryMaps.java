package io.tocsin.store;

import io.tocsin.alert.Alert;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Delivery.State;
import io.tocsin.history.History.Refusal;
import io.tocsin.report.Change.AlertTaken;
import io.tocsin.report.Change.DeliveryRecorded;
import java.time.Instant;
import java.util.Optional;

/** The maps that hold the history: the outbox writes them, the history and reports read them. */
record HistoryMaps(
    OrderedMap<Alert> alerts,
    OrderedMap<Plan> plans,
    OrderedMap<Entry> timeline,
    OrderedMap<Entry> services,
    OrderedMap<Entry> owners,
    OrderedMap<Entry> deadLetters,
    OrderedMap<Delivery> deliveries,
    OrderedMap<Refusal> refusals,
    MapCounters counters) {

  static HistoryMaps in(Maps maps) {
    return new HistoryMaps(
        maps.map("alerts", Alert.class),
        maps.map("plans", Plan.class),
        maps.map("timeline", Entry.class),
        maps.map("alert-services", Entry.class),
        maps.map("alert-owners", Entry.class),
        maps.map("dead-deliveries", Entry.class),
        maps.map("deliveries", Delivery.class),
        maps.map("refusals", Refusal.class),
        MapCounters.in(maps));
  }

  void add(Alert alert, Plan plan) {
    alerts.put(alert.id(), alert);
    plans.put(alert.id(), plan);
    Entry entry = new Entry(alert.id());
    String place = place(alert.receivedAt(), alert.id());
    timeline.put(place, entry);
    services.put(Key.part(alert.service()) + place, entry);
    alert.owner().ifPresent(owner -> owners.put(Key.part(owner) + place, entry));
    counters.count(new AlertTaken(alert));
  }

  void put(Delivery delivery) {
    counters.count(new DeliveryRecorded(get(delivery), delivery));
    deliveries.put(Key.part(delivery.alertId()) + delivery.target(), delivery);
    // After the place of the alert itself, and before that of any other.
    String dead = place(delivery.since(), delivery.alertId()) + '\u0000' + delivery.target();
    if (delivery.state() == State.DEAD) {
      deadLetters.put(dead, new Entry(delivery.alertId()));
    } else {
      deadLetters.remove(dead);
    }
  }

  /** What is recorded of the delivery of the same alert to the same target. */
  Optional<Delivery> get(Delivery delivery) {
    return deliveries.get(Key.part(delivery.alertId()) + delivery.target());
  }

  /** An alert's place in the timeline. */
  static String place(Instant receivedAt, String alertId) {
    return Key.time(receivedAt) + alertId;
  }
}
