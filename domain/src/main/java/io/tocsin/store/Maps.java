package io.tocsin.store;

import java.util.function.Supplier;

/** Named maps that change together: in memory ({@link MemoryMaps}), or on a disk. */
public interface Maps {

  /** The map of that name, the same one at every call. */
  <V> OrderedMap<V> map(String name, Class<V> type);

  /**
   * Does work on any of the maps while nobody else does. When it returns, all changes are durable;
   * when it throws, none is made.
   */
  <T> T atomically(Supplier<T> work);
}
