package io.tocsin.local.store;

import io.tocsin.store.OrderedMap;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/** One of {@link MvStoreMaps}: keys in the order of {@link String#compareTo}, values as JSON. */
final class MvStoreMap<V> implements OrderedMap<V> {
  private final MVMap<String, String> entries;
  private final Codec<V> codec;
  private final ReentrantLock lock;
  private final Deque<Runnable> undo;

  MvStoreMap(
      MVMap<String, String> entries, Codec<V> codec, ReentrantLock lock, Deque<Runnable> undo) {
    this.entries = entries;
    this.codec = codec;
    this.lock = lock;
    this.undo = undo;
  }

  /** This map, when its values are of that type. */
  <W> MvStoreMap<W> of(Class<W> wanted) {
    if (wanted != codec.type()) {
      throw new IllegalArgumentException(
          "this map holds " + codec.type().getSimpleName() + ", not " + wanted.getSimpleName());
    }
    // V is W: there is one Class per type.
    @SuppressWarnings("unchecked")
    MvStoreMap<W> same = (MvStoreMap<W>) this;
    return same;
  }

  @Override
  public Optional<V> get(String key) {
    return Optional.ofNullable(entries.get(key)).map(codec.read());
  }

  @Override
  public void put(String key, V value) {
    remember(key);
    entries.put(key, codec.write().apply(value));
  }

  @Override
  public void remove(String key) {
    remember(key);
    entries.remove(key);
  }

  @Override
  public Stream<Map.Entry<String, V>> ascending(String from, String to) {
    return from.compareTo(to) < 0
        ? read(entries.cursor(from)).takeWhile(before(to)).map(this::decoded)
        : Stream.empty();
  }

  @Override
  public Stream<Map.Entry<String, V>> descending(String from, String to) {
    // The cursor's bounds are inclusive.
    return from.compareTo(to) < 0
        ? read(entries.cursor(to, from, true)).filter(before(to)).map(this::decoded)
        : Stream.empty();
  }

  private static Predicate<Map.Entry<String, String>> before(String to) {
    return entry -> entry.getKey().compareTo(to) < 0;
  }

  private Map.Entry<String, V> decoded(Map.Entry<String, String> entry) {
    return Map.entry(entry.getKey(), codec.read().apply(entry.getValue()));
  }

  /** A cursor sees the map as it was when the cursor was made, whatever is changed since. */
  private static Stream<Map.Entry<String, String>> read(Cursor<String, String> cursor) {
    Iterator<Map.Entry<String, String>> found =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return cursor.hasNext();
          }

          @Override
          public Map.Entry<String, String> next() {
            String key = cursor.next();
            return Map.entry(key, cursor.getValue());
          }
        };
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(found, Spliterator.ORDERED), false);
  }

  private void remember(String key) {
    if (!lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("a map is changed inside of atomically() only");
    }
    Optional<String> before = Optional.ofNullable(entries.get(key));
    undo.push(
        () -> before.ifPresentOrElse(old -> entries.put(key, old), () -> entries.remove(key)));
  }
}
