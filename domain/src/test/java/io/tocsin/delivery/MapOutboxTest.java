package io.tocsin.delivery;

import io.tocsin.history.History;
import io.tocsin.store.MapHistory;
import io.tocsin.store.MapOutbox;
import io.tocsin.store.MemoryMaps;

class MapOutboxTest extends OutboxContract {
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
