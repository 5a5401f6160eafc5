package io.tocsin.local.store;

import io.tocsin.routing.Silences;
import io.tocsin.routing.SilencesContract;
import io.tocsin.store.MapSilences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class MvStoreSilencesTest extends SilencesContract {
  private final MvStoreMaps maps;

  MvStoreSilencesTest(@TempDir Path directory) throws IOException {
    maps = MvStoreMaps.open(Files.createTempDirectory(directory, "store").resolve("tables.mv"));
  }

  @AfterEach
  void close() {
    maps.close();
  }

  @Override
  protected Silences silences() {
    return new MapSilences(maps);
  }
}
