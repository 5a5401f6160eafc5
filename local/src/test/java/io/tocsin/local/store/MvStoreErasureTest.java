package io.tocsin.local.store;

import io.tocsin.keeping.ErasureContract;
import io.tocsin.keys.AesGcmSealer;
import io.tocsin.store.MapEraser;
import io.tocsin.store.MapExchanges;
import io.tocsin.store.MapHistory;
import io.tocsin.store.MapKeys;
import io.tocsin.store.MapLessons;
import io.tocsin.store.MapMeetings;
import io.tocsin.store.MapOutbox;
import io.tocsin.store.MapQuotas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class MvStoreErasureTest extends ErasureContract {
  private final MvStoreMaps maps;

  MvStoreErasureTest(@TempDir Path directory) throws IOException {
    maps = MvStoreMaps.open(Files.createTempDirectory(directory, "store").resolve("tables.mv"));
  }

  @AfterEach
  void close() {
    maps.close();
  }

  @Override
  protected Stores stores() {
    AesGcmSealer sealer = new AesGcmSealer(new byte[AesGcmSealer.KEY_LENGTH], new SecureRandom());
    return new Stores(
        new MapOutbox(maps),
        new MapHistory(maps),
        new MapMeetings(maps),
        new MapExchanges(maps),
        new MapLessons(maps),
        new MapKeys(maps, sealer),
        new MapQuotas(maps),
        new MapEraser(maps, Optional.empty(), sealer));
  }
}
