package io.tocsin.delivery;

import io.tocsin.history.Acknowledgements;
import io.tocsin.history.History;
import io.tocsin.store.MapAcknowledgements;
import io.tocsin.store.MapHistory;
import io.tocsin.store.MapOutbox;
import io.tocsin.store.MemoryMaps;

class MapAcknowledgementsTest extends AcknowledgementsContract {
  private final MemoryMaps maps = new MemoryMaps();

  @Override
  protected Outbox outbox() {
    return new MapOutbox(maps);
  }

  @Override
  protected History history() {
    return new MapHistory(maps);
  }

  @Override
  protected Acknowledgements acknowledgements() {
    return new MapAcknowledgements(maps);
  }
}
