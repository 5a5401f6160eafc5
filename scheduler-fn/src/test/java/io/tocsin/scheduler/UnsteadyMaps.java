package io.tocsin.scheduler;

import io.tocsin.store.Maps;
import io.tocsin.store.OrderedMap;
import java.util.function.Supplier;

/** Real maps on a disk that fails when told to, and counts what is asked of it. */
final class UnsteadyMaps implements Maps {
  static final String REASON = "the store is away";

  private final Maps maps;
  private int failing;
  private int calls;

  UnsteadyMaps(Maps maps) {
    this.maps = maps;
  }

  @Override
  public <V> OrderedMap<V> map(String name, Class<V> type) {
    return maps.map(name, type);
  }

  @Override
  public <T> T atomically(Supplier<T> work) {
    calls++;
    if (failing > 0) {
      failing--;
      throw new IllegalStateException(REASON);
    }
    return maps.atomically(work);
  }

  void failNext(int times) {
    failing = times;
  }

  void startCounting() {
    calls = 0;
  }

  int calls() {
    return calls;
  }
}
