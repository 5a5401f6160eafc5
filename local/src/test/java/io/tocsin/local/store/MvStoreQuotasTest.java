package io.tocsin.local.store;

import io.tocsin.keys.Quotas;
import io.tocsin.keys.QuotasContract;
import io.tocsin.store.MapQuotas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class MvStoreQuotasTest extends QuotasContract {
  private final MvStoreMaps maps;

  MvStoreQuotasTest(@TempDir Path directory) throws IOException {
    maps = MvStoreMaps.open(Files.createTempDirectory(directory, "store").resolve("tables.mv"));
  }

  @AfterEach
  void close() {
    maps.close();
  }

  @Override
  protected Quotas quotas() {
    return new MapQuotas(maps);
  }
}
