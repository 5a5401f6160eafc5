package io.tocsin.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** One of {@link MemoryMaps}. */
final class MemoryMap<V> implements OrderedMap<V> {
  private final NavigableMap<String, V> entries = new TreeMap<>();
  private final Class<V> type;
  private final ReentrantLock lock;
  private final Deque<Runnable> undo;

  MemoryMap(Class<V> type, ReentrantLock lock, Deque<Runnable> undo) {
    this.type = type;
    this.lock = lock;
    this.undo = undo;
  }

  /** This map, when its values are of that type. */
  <W> MemoryMap<W> of(Class<W> wanted) {
    if (wanted != type) {
      throw new IllegalArgumentException(
          "this map holds " + type.getSimpleName() + ", not " + wanted.getSimpleName());
    }
    // V is W: there is one Class per type.
    @SuppressWarnings("unchecked")
    MemoryMap<W> same = (MemoryMap<W>) this;
    return same;
  }

  @Override
  public Optional<V> get(String key) {
    lock.lock();
    try {
      return Optional.ofNullable(entries.get(key));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void put(String key, V value) {
    remember(key);
    entries.put(key, value);
  }

  @Override
  public void remove(String key) {
    remember(key);
    entries.remove(key);
  }

  @Override
  public Stream<Map.Entry<String, V>> ascending(String from, String to) {
    return range(entries, from, to, false);
  }

  @Override
  public Stream<Map.Entry<String, V>> descending(String from, String to) {
    return range(entries, from, to, true);
  }

  private Stream<Map.Entry<String, V>> range(
      NavigableMap<String, V> all, String from, String to, boolean reverse) {
    lock.lock();
    try {
      if (from.compareTo(to) >= 0) {
        return Stream.empty();
      }
      NavigableMap<String, V> part = all.subMap(from, true, to, false);
      Collection<Map.Entry<String, V>> found = (reverse ? part.descendingMap() : part).entrySet();
      // Outside of atomically() others may change the map while the stream is read.
      return (lock.getHoldCount() > 1 ? found : new ArrayList<>(found)).stream();
    } finally {
      lock.unlock();
    }
  }

  private void remember(String key) {
    if (!lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("a map is changed inside of atomically() only");
    }
    Optional<V> before = Optional.ofNullable(entries.get(key));
    undo.push(
        () -> before.ifPresentOrElse(old -> entries.put(key, old), () -> entries.remove(key)));
  }
}
