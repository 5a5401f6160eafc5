package io.tocsin.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers a bounded number of values for a bounded time; those not asked for longest go first.
 */
final class Recent<V> {
  private final Duration lifetime;
  private final Map<String, Held<V>> entries;

  private record Held<V>(V value, Instant until) {}

  Recent(int most, Duration lifetime) {
    this.lifetime = lifetime;
    this.entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Held<V>> eldest) {
            return size() > most;
          }
        };
  }

  synchronized Optional<V> get(String name, Instant now) {
    return Optional.ofNullable(entries.get(name))
        .filter(entry -> now.isBefore(entry.until()))
        .map(Held::value);
  }

  synchronized void put(String name, V value, Instant now) {
    entries.put(name, new Held<>(value, now.plus(lifetime)));
  }

  synchronized void forget(String name) {
    entries.remove(name);
  }

  synchronized int size() {
    return entries.size();
  }
}
