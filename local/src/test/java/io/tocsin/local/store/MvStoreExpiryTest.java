package io.tocsin.local.store;

import io.tocsin.store.ExpiryContract;
import io.tocsin.store.Maps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class MvStoreExpiryTest extends ExpiryContract {
  private final MvStoreMaps maps;

  MvStoreExpiryTest(@TempDir Path directory) throws IOException {
    maps = MvStoreMaps.open(Files.createTempDirectory(directory, "store").resolve("tables.mv"));
  }

  @AfterEach
  void close() {
    maps.close();
  }

  @Override
  protected Maps maps() {
    return maps;
  }
}
