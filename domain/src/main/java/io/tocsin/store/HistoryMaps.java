package io.tocsin.store;

import io.tocsin.alert.Alert;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Delivery.State;
import io.tocsin.delivery.Outbox.Planned;
import io.tocsin.history.Acknowledgement;
import io.tocsin.history.History.Refusal;
import io.tocsin.history.Story;
import io.tocsin.keeping.Piece;
import io.tocsin.report.Change.AlertTaken;
import io.tocsin.report.Change.DeliveryRecorded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The maps that hold the history: the outbox writes them, the history and reports read them. */
record HistoryMaps(
    OrderedMap<Alert> alerts,
    OrderedMap<Plan> plans,
    OrderedMap<Entry> timeline,
    OrderedMap<Entry> services,
    OrderedMap<Entry> owners,
    OrderedMap<Entry> deadLetters,
    OrderedMap<Delivery> deliveries,
    OrderedMap<Acknowledgement> acknowledgements,
    OrderedMap<Refusal> refusals,
    Ends ends,
    MapCounters counters) {

  static HistoryMaps in(Maps maps, Ends ends) {
    return new HistoryMaps(
        maps.map("alerts", Alert.class),
        maps.map("plans", Plan.class),
        maps.map("timeline", Entry.class),
        maps.map("alert-services", Entry.class),
        maps.map("alert-owners", Entry.class),
        maps.map("dead-deliveries", Entry.class),
        maps.map("deliveries", Delivery.class),
        maps.map("acknowledgements", Acknowledgement.class),
        maps.map("refusals", Refusal.class),
        ends,
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
    ends.renew(Shelf.ALERT, alert.id());
    counters.count(new AlertTaken(alert));
  }

  /** The alert, unless it has expired. One of which a delivery waits never has. */
  Optional<Alert> alert(String id) {
    return alerts.get(id).filter(any -> ends.live(Shelf.ALERT, id) || waits(id));
  }

  /** The alert with its deliveries, whether or not it has expired. */
  Optional<Story> story(String id) {
    return alerts
        .get(id)
        .map(alert -> Story.of(alert, planned(id), recorded(id), acknowledgements.get(id)));
  }

  boolean waits(String id) {
    return story(id).stream()
        .flatMap(story -> story.deliveries().stream())
        .anyMatch(Delivery::waits);
  }

  /** What there is of an alert: of one that was deleted, nothing. */
  Stream<Piece> pieces(String id) {
    return Stream.concat(
        alerts.get(id).stream()
            .map(alert -> new Piece.OfAlert(alert, planned(id), acknowledgements.get(id))),
        recorded(id).stream().map(Piece.OfDelivery::new));
  }

  private List<Planned> planned(String id) {
    return plans.get(id).map(Plan::planned).orElse(List.of());
  }

  private List<Delivery> recorded(String id) {
    String part = Key.part(id);
    return deliveries.ascending(part, Key.after(part)).map(Map.Entry::getValue).toList();
  }

  void remove(String id) {
    alerts
        .get(id)
        .ifPresent(
            alert -> {
              String place = place(alert.receivedAt(), id);
              timeline.remove(place);
              services.remove(Key.part(alert.service()) + place);
              alert.owner().ifPresent(owner -> owners.remove(Key.part(owner) + place));
            });
    for (Delivery delivery : recorded(id)) {
      deadLetters.remove(dead(delivery));
      deliveries.remove(Key.part(id) + delivery.target());
    }
    acknowledgements.remove(id);
    plans.remove(id);
    alerts.remove(id);
    ends.clear(Shelf.ALERT, id);
  }

  /** Removes an alert, whose id is known for a while still. */
  void forget(String id, Duration known) {
    remove(id);
    plans.put(id, new Plan(List.of(), Optional.empty()));
    ends.renew(Shelf.ALERT, id, known);
  }

  boolean forgotten(String id) {
    return plans.get(id).isPresent() && alerts.get(id).isEmpty();
  }

  void removeRefusal(String place) {
    refusals.remove(place);
    ends.clear(Shelf.REFUSAL, place);
  }

  void put(Delivery delivery) {
    counters.count(new DeliveryRecorded(get(delivery), delivery));
    deliveries.put(Key.part(delivery.alertId()) + delivery.target(), delivery);
    if (delivery.state() == State.DEAD) {
      deadLetters.put(dead(delivery), new Entry(delivery.alertId()));
    } else {
      deadLetters.remove(dead(delivery));
    }
  }

  /** After the place of the alert itself, and before that of any other. */
  private static String dead(Delivery delivery) {
    return place(delivery.since(), delivery.alertId()) + '\u0000' + delivery.target();
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
