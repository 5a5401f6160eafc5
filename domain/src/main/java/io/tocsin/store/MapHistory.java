package io.tocsin.store;

import io.tocsin.alert.Alert;
import io.tocsin.delivery.Delivery;
import io.tocsin.history.Cursor;
import io.tocsin.history.History;
import io.tocsin.history.Page;
import io.tocsin.history.Story;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The history in ordered maps. Keeps everything: what is in memory or on one disk has no TTL. */
public final class MapHistory implements History {
  /** After every time and every alert. */
  private static final String END = "9";

  private final Maps maps;
  private final HistoryMaps history;

  public MapHistory(Maps maps) {
    this.maps = maps;
    this.history = HistoryMaps.in(maps);
  }

  @Override
  public Map<String, Alert> alerts(Collection<String> ids) {
    return maps.atomically(
        () -> {
          Map<String, Alert> found = new HashMap<>();
          ids.forEach(id -> history.alerts().get(id).ifPresent(alert -> found.put(id, alert)));
          return found;
        });
  }

  @Override
  public Optional<Story> story(String alertId) {
    return maps.atomically(() -> history.alerts().get(alertId).map(this::story));
  }

  @Override
  public Page<Story> recent(int limit, Optional<String> cursor) {
    Page.checkLimit(limit);
    String to =
        cursor
            .map(Cursor::parse)
            .map(last -> HistoryMaps.place(last.receivedAt(), last.alertId()))
            .orElse(END);
    return maps.atomically(
        () ->
            Page.of(
                history
                    .timeline()
                    .descending("", to)
                    .limit(limit + 1L)
                    .flatMap(found -> history.alerts().get(found.getValue().name()).stream())
                    .map(this::story)
                    .toList(),
                limit,
                last -> Cursor.at(last.alert()).text()));
  }

  @Override
  public List<Alert> ofService(String service, int limit) {
    Page.checkLimit(limit);
    String part = Key.part(service);
    return maps.atomically(
        () ->
            history
                .services()
                .descending(part, Key.after(part))
                .limit(limit)
                .flatMap(found -> history.alerts().get(found.getValue().name()).stream())
                .toList());
  }

  @Override
  public void refused(Refusal refusal) {
    maps.atomically(
        () -> {
          history.refusals().put(Key.time(refusal.at()) + refusal.messageId(), refusal);
          return true;
        });
  }

  @Override
  public List<Refusal> refusals(int limit) {
    return maps.atomically(
        () ->
            history.refusals().descending("", END).limit(limit).map(Map.Entry::getValue).toList());
  }

  private Story story(Alert alert) {
    String part = Key.part(alert.id());
    List<Delivery> recorded =
        history.deliveries().ascending(part, Key.after(part)).map(Map.Entry::getValue).toList();
    return Story.of(
        alert, history.plans().get(alert.id()).map(Plan::planned).orElse(List.of()), recorded);
  }
}
