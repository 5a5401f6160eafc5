package io.tocsin.keys;

import io.tocsin.store.MapKeys;
import io.tocsin.store.MemoryMaps;
import java.util.stream.Collectors;

class MapKeysTest extends KeysContract {
  private final MemoryMaps maps = new MemoryMaps();

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
