package io.tocsin.meeting;

import io.tocsin.store.MapExchanges;
import io.tocsin.store.MemoryMaps;

class MapExchangesTest extends ExchangesContract {
  private final MemoryMaps maps = new MemoryMaps();

  @Override
  protected Exchanges exchanges() {
    return new MapExchanges(maps);
  }
}
