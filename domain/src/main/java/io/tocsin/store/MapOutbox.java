package io.tocsin.store;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Incident;
import io.tocsin.delivery.Lane;
import io.tocsin.delivery.Outbox;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The outbox in ordered maps. */
public final class MapOutbox implements Outbox {
  /** After the name of every lane. */
  private static final String LAST = String.valueOf(Character.MAX_VALUE);

  private final Maps maps;
  private final Ends ends;
  private final HistoryMaps history;
  private final OrderedMap<Delivery> waiting;
  private final OrderedMap<Lane> lanes;
  private final OrderedMap<Entry> due;
  private final OrderedMap<Incident> incidents;
  private final OrderedMap<Entry> opened;

  /** One whose history keeps everything. */
  public MapOutbox(Maps maps) {
    this(maps, Optional.empty());
  }

  public MapOutbox(Maps maps, Keeping keeping) {
    this(maps, Optional.of(keeping));
  }

  MapOutbox(Maps maps, Optional<Keeping> keeping) {
    this.maps = maps;
    this.ends = new Ends(maps, keeping);
    this.history = HistoryMaps.in(maps, ends);
    this.waiting = maps.map("waiting", Delivery.class);
    this.lanes = maps.map("lanes", Lane.class);
    this.due = maps.map("due", Entry.class);
    this.incidents = maps.map("incidents", Incident.class);
    this.opened = maps.map("opened", Entry.class);
  }

  @Override
  public Optional<Accepted> accept(
      Alert alert, List<Delivery> deliveries, Optional<Incident.Change> incident) {
    Outbox.checkCount(deliveries.size());
    return maps.atomically(
        () -> {
          Optional<Plan> known = history.plans().get(alert.id());
          if (known.isPresent()) {
            return Optional.of(new Accepted(false, known.get().planned()));
          }
          if (!incident.map(this::holds).orElse(true)) {
            return Optional.empty();
          }
          Accepted accepted = Accepted.fresh(deliveries);
          Optional<String> episode = incident.flatMap(change -> change.after().episode());
          history.add(alert, new Plan(accepted.planned(), episode));
          deliveries.forEach(this::add);
          incident.ifPresent(
              change -> {
                incidents.put(change.after().key(), change.after());
                ends.renew(Shelf.INCIDENT, change.after().key());
              });
          return Optional.of(accepted);
        });
  }

  /** Whether what was read of an incident is still true. */
  private boolean holds(Incident.Change change) {
    Incident before = change.before();
    Incident now = live(before.key()).orElseGet(() -> Incident.unknown(before.key()));
    return now.stage().equals(before.stage());
  }

  /** What waits is recorded with its first attempt. */
  private void add(Delivery delivery) {
    if (delivery.waits()) {
      waiting.put(place(delivery), delivery);
    } else {
      history.put(delivery);
    }
  }

  @Override
  public Optional<Incident> incident(String key) {
    return maps.atomically(() -> live(key));
  }

  private Optional<Incident> live(String key) {
    return incidents.get(key).filter(any -> ends.live(Shelf.INCIDENT, key));
  }

  @Override
  public void mark(String lane, Instant now) {
    maps.atomically(
        () -> {
          noteMark(lane, now);
          return true;
        });
  }

  private void noteMark(String lane, Instant now) {
    Lane old = stored(lane);
    Optional<Instant> look = old.due().isPresent() ? old.due() : Optional.of(now);
    replace(old, old.stored(old.version(), old.marks() + 1, look));
  }

  @Override
  public List<Lane> lanes(List<String> names) {
    return maps.atomically(() -> names.stream().map(this::stored).toList());
  }

  @Override
  public List<String> laneNames(int limit) {
    return maps.atomically(
        () ->
            lanes.ascending("", LAST).limit(limit).map(found -> found.getValue().name()).toList());
  }

  @Override
  public Optional<Lane> swap(Lane next) {
    return swap(next, false);
  }

  @Override
  public Optional<Lane> swapUnlessMarked(Lane next) {
    return swap(next, true);
  }

  @Override
  public List<Delivery> waiting(String lane, int limit) {
    return placed(Key.part(lane), limit);
  }

  @Override
  public List<Delivery> waiting(String lane, Severity severity, int limit) {
    return placed(Key.part(lane) + Delivery.places(severity), limit);
  }

  private List<Delivery> placed(String part, int limit) {
    return maps.atomically(
        () ->
            waiting
                .ascending(part, Key.after(part))
                .limit(limit)
                .map(Map.Entry::getValue)
                .toList());
  }

  @Override
  public boolean record(List<Delivery> deliveries, List<Delivery> fresh, Instant now) {
    Outbox.checkCount(deliveries.size() + fresh.size());
    return maps.atomically(
        () -> {
          boolean all = deliveries.stream().allMatch(each -> waiting.get(place(each)).isPresent());
          if (all) {
            deliveries.forEach(this::keep);
            fresh.stream().filter(each -> history.get(each).isEmpty()).forEach(this::keep);
            fresh.stream().map(Delivery::lane).distinct().forEach(lane -> noteMark(lane, now));
          }
          return all;
        });
  }

  @Override
  public boolean revive(Delivery dead, Instant now) {
    return maps.atomically(
        () -> {
          boolean unchanged = history.get(dead).equals(Optional.of(dead));
          if (unchanged) {
            keep(dead.revived(now));
            noteMark(dead.lane(), now);
          }
          return unchanged;
        });
  }

  @Override
  public Optional<String> opened(String key) {
    return maps.atomically(() -> opened.get(key).map(Entry::name));
  }

  @Override
  public void keepOpened(String key, String value) {
    maps.atomically(
        () -> {
          opened.put(key, new Entry(value));
          return true;
        });
  }

  @Override
  public void drop(List<Delivery> deliveries) {
    maps.atomically(
        () -> {
          removeWaiting(deliveries);
          return true;
        });
  }

  void removeWaiting(List<Delivery> deliveries) {
    deliveries.forEach(delivery -> waiting.remove(place(delivery)));
  }

  void removeIncident(String key) {
    incidents.remove(key);
    ends.clear(Shelf.INCIDENT, key);
  }

  void removeOpened(String key) {
    opened.remove(key);
  }

  void removeLane(String name) {
    if (placed(Key.part(name), 1).isEmpty()) {
      stored(name).due().ifPresent(at -> due.remove(Key.time(at) + name));
      lanes.remove(name);
    }
  }

  @Override
  public List<String> overdue(Instant before, int limit) {
    return maps.atomically(
        () ->
            due.ascending("", Key.time(before))
                .limit(limit)
                .map(found -> found.getValue().name())
                .toList());
  }

  private Optional<Lane> swap(Lane next, boolean unlessMarked) {
    return maps.atomically(
        () -> {
          Lane old = stored(next.name());
          if (old.version() != next.version() || (unlessMarked && old.marks() != next.marks())) {
            return Optional.empty();
          }
          Lane stored = next.stored(next.version() + 1, old.marks(), next.due());
          replace(old, stored);
          return Optional.of(stored);
        });
  }

  private void replace(Lane old, Lane next) {
    old.due().ifPresent(at -> due.remove(Key.time(at) + old.name()));
    next.due().ifPresent(at -> due.put(Key.time(at) + next.name(), new Entry(next.name())));
    lanes.put(next.name(), next);
  }

  private void keep(Delivery delivery) {
    if (delivery.waits()) {
      waiting.put(place(delivery), delivery);
    } else {
      waiting.remove(place(delivery));
    }
    history.put(delivery);
  }

  private Lane stored(String name) {
    return lanes.get(name).orElseGet(() -> Lane.fresh(name));
  }

  private static String place(Delivery delivery) {
    return Key.part(delivery.lane()) + delivery.place();
  }
}
