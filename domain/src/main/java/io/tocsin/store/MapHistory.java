package io.tocsin.store;

import io.tocsin.alert.Alert;
import io.tocsin.history.Cursor;
import io.tocsin.history.History;
import io.tocsin.history.Page;
import io.tocsin.history.Search;
import io.tocsin.history.Sieve;
import io.tocsin.history.Story;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The history in ordered maps. What has expired is passed over until {@link MapExpiry} removes it.
 */
public final class MapHistory implements History {
  /** After every time and every alert. */
  private static final String END = "9";

  private final Maps maps;
  private final HistoryMaps history;

  /** One that keeps everything. */
  public MapHistory(Maps maps) {
    this(maps, Optional.empty());
  }

  public MapHistory(Maps maps, Keeping keeping) {
    this(maps, Optional.of(keeping));
  }

  private MapHistory(Maps maps, Optional<Keeping> keeping) {
    this.maps = maps;
    this.history = HistoryMaps.in(maps, new Ends(maps, keeping));
  }

  @Override
  public Map<String, Alert> alerts(Collection<String> ids) {
    return maps.atomically(
        () -> {
          Map<String, Alert> found = new HashMap<>();
          ids.forEach(id -> history.alert(id).ifPresent(alert -> found.put(id, alert)));
          return found;
        });
  }

  @Override
  public Optional<Story> story(String alertId) {
    return maps.atomically(() -> told(alertId));
  }

  @Override
  public Page<Story> find(Search search, int limit, Optional<String> cursor) {
    Page.checkLimit(limit);
    Optional<String> place =
        cursor.map(Cursor::parse).map(last -> HistoryMaps.place(last.receivedAt(), last.alertId()));
    return maps.atomically(
        () ->
            Sieve.page(
                entries(search, place)
                    .map(found -> found.getValue().name())
                    // An alert stands there once for each of its dead letters.
                    .distinct()
                    .flatMap(id -> told(id).stream())
                    .iterator(),
                search,
                limit));
  }

  private Stream<Map.Entry<String, Entry>> entries(Search search, Optional<String> cursor) {
    if (search.owner().isPresent()) {
      return latest(history.owners(), Key.part(search.owner().get()), search, cursor);
    }
    if (search.service().isPresent()) {
      return latest(history.services(), Key.part(search.service().get()), search, cursor);
    }
    return latest(
        search.forDeadLetters() ? history.deadLetters() : history.timeline(), "", search, cursor);
  }

  /** The entries whose keys begin so, from before the cursor back to the time they are sought. */
  private static Stream<Map.Entry<String, Entry>> latest(
      OrderedMap<Entry> index, String part, Search search, Optional<String> cursor) {
    String end = part.isEmpty() ? END : Key.after(part);
    String to =
        Stream.of(search.before().map(Key::time), cursor)
            .flatMap(Optional::stream)
            .map(bound -> part + bound)
            .min(Comparator.naturalOrder())
            .orElse(end);
    return index.descending(part + search.from().map(Key::time).orElse(""), to);
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
                .flatMap(found -> history.alert(found.getValue().name()).stream())
                .limit(limit)
                .toList());
  }

  @Override
  public void refused(Refusal refusal) {
    maps.atomically(
        () -> {
          String place = Key.time(refusal.at()) + refusal.messageId();
          history.refusals().put(place, refusal);
          history.ends().renew(Shelf.REFUSAL, place);
          return true;
        });
  }

  @Override
  public List<Refusal> refusals(int limit) {
    return maps.atomically(
        () ->
            history
                .refusals()
                .descending("", END)
                .filter(found -> history.ends().live(Shelf.REFUSAL, found.getKey()))
                .limit(limit)
                .map(Map.Entry::getValue)
                .toList());
  }

  @Override
  public boolean forgotten(String alertId) {
    return maps.atomically(() -> history.forgotten(alertId));
  }

  private Optional<Story> told(String id) {
    return history.alert(id).flatMap(alert -> history.story(alert.id()));
  }
}
