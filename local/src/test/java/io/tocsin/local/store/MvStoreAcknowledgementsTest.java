package io.tocsin.local.store;

import io.tocsin.delivery.AcknowledgementsContract;
import io.tocsin.delivery.Outbox;
import io.tocsin.history.Acknowledgements;
import io.tocsin.history.History;
import io.tocsin.store.MapAcknowledgements;
import io.tocsin.store.MapHistory;
import io.tocsin.store.MapOutbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class MvStoreAcknowledgementsTest extends AcknowledgementsContract {
  private final MvStoreMaps maps;

  MvStoreAcknowledgementsTest(@TempDir Path directory) throws IOException {
    maps = MvStoreMaps.open(Files.createTempDirectory(directory, "store").resolve("tables.mv"));
  }

  @AfterEach
  void close() {
    maps.close();
  }

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
