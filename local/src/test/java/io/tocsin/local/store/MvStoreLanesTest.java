package io.tocsin.local.store;

import io.tocsin.delivery.LanesContract;
import io.tocsin.delivery.Outbox;
import io.tocsin.store.MapOutbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class MvStoreLanesTest extends LanesContract {
  private final MvStoreMaps maps;

  MvStoreLanesTest(@TempDir Path directory) throws IOException {
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
}
