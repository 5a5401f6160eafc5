package io.tocsin.local.store;

import io.tocsin.meeting.Exchanges;
import io.tocsin.meeting.ExchangesContract;
import io.tocsin.store.MapExchanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class MvStoreExchangesTest extends ExchangesContract {
  private final MvStoreMaps maps;

  MvStoreExchangesTest(@TempDir Path directory) throws IOException {
    maps = MvStoreMaps.open(Files.createTempDirectory(directory, "store").resolve("tables.mv"));
  }

  @AfterEach
  void close() {
    maps.close();
  }

  @Override
  protected Exchanges exchanges() {
    return new MapExchanges(maps);
  }
}
