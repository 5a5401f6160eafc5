package io.tocsin.store;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A map ordered by its keys, all that the stores here need of a place to keep things in. Changes
 * are made inside {@link Maps#atomically} only; values are immutable.
 */
public interface OrderedMap<V> {

  Optional<V> get(String key);

  void put(String key, V value);

  void remove(String key);

  /** Entries with {@code from <= key < to}, in order. Read to the end, or to a limit, at once. */
  Stream<Map.Entry<String, V>> ascending(String from, String to);

  /** Entries with {@code from <= key < to}, in reverse. Read to the end, or to a limit, at once. */
  Stream<Map.Entry<String, V>> descending(String from, String to);
}
