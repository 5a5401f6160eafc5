package io.tocsin.local.store;

import io.tocsin.keys.Keys;
import io.tocsin.keys.KeysContract;
import io.tocsin.keys.SealedKey;
import io.tocsin.keys.Sealer;
import io.tocsin.store.MapKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class MvStoreKeysTest extends KeysContract {
  private final MvStoreMaps maps;

  MvStoreKeysTest(@TempDir Path directory) throws IOException {
    maps = MvStoreMaps.open(Files.createTempDirectory(directory, "store").resolve("tables.mv"));
  }

  @AfterEach
  void close() {
    maps.close();
  }

  @Override
  protected Keys keys(Sealer sealer) {
    return new MapKeys(maps, sealer);
  }

  @Override
  protected String stored() {
    return maps.map("keys", SealedKey.class)
        .ascending("", "\uFFFF")
        .map(Object::toString)
        .collect(Collectors.joining("\n"));
  }
}
