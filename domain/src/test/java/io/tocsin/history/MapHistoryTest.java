package io.tocsin.history;

import io.tocsin.delivery.Outbox;
import io.tocsin.store.MapHistory;
import io.tocsin.store.MapOutbox;
import io.tocsin.store.MemoryMaps;

class MapHistoryTest extends HistoryContract {
  private final MemoryMaps maps = new MemoryMaps();

  @Override
  protected Outbox outbox() {
    return new MapOutbox(maps);
  }

  @Override
  protected History history() {
    return new MapHistory(maps);
  }
}
