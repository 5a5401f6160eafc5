package io.tocsin.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When what is in the maps expires, and an index of that, so that what is over is found without
 * looking at the rest. What is written where nobody keeps time has no end.
 */
final class Ends {
  private final Optional<Keeping> keeping;
  private final OrderedMap<End> ends;
  private final OrderedMap<End> index;

  /** When something expires, and where it is. */
  public record End(Shelf shelf, String key, Instant at) {}

  Ends(Maps maps, Optional<Keeping> keeping) {
    this.keeping = keeping;
    this.ends = maps.map("ends", End.class);
    this.index = maps.map("ends-by-time", End.class);
  }

  /** Has it expire when its kind's time from now is over. */
  void renew(Shelf shelf, String key) {
    keeping.ifPresent(
        time ->
            set(new End(shelf, key, time.retention().end(shelf.kind(), time.clock().instant()))));
  }

  /** Has it expire in so long. */
  void renew(Shelf shelf, String key, Duration left) {
    keeping.ifPresent(time -> set(new End(shelf, key, time.clock().instant().plus(left))));
  }

  /** Has it expire then; of the same thing there is one end. */
  void set(End end) {
    clear(end.shelf(), end.key());
    ends.put(place(end.shelf(), end.key()), end);
    index.put(Key.time(end.at()) + place(end.shelf(), end.key()), end);
  }

  void clear(Shelf shelf, String key) {
    get(shelf, key)
        .ifPresent(
            old -> {
              index.remove(Key.time(old.at()) + place(shelf, key));
              ends.remove(place(shelf, key));
            });
  }

  Optional<End> get(Shelf shelf, String key) {
    return ends.get(place(shelf, key));
  }

  boolean live(Shelf shelf, String key) {
    return keeping
        .flatMap(time -> get(shelf, key).filter(end -> !end.at().isAfter(time.clock().instant())))
        .isEmpty();
  }

  /** What is over, first what has been so for longest. */
  List<End> over(int limit) {
    return keeping
        .map(
            time ->
                index
                    .ascending("", Key.time(time.clock().instant()) + Character.MAX_VALUE)
                    .limit(limit)
                    .map(Map.Entry::getValue)
                    .toList())
        .orElse(List.of());
  }

  private static String place(Shelf shelf, String key) {
    return Key.part(shelf.name()) + key;
  }
}
