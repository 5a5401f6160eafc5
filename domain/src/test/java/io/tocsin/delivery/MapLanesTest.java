package io.tocsin.delivery;

import io.tocsin.store.MapOutbox;
import io.tocsin.store.MemoryMaps;

class MapLanesTest extends LanesContract {
  private final Outbox outbox = new MapOutbox(new MemoryMaps());

  @Override
  protected Outbox outbox() {
    return outbox;
  }
}
