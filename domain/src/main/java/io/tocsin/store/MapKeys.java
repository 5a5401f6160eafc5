package io.tocsin.store;

import io.tocsin.keys.ApiKey;
import io.tocsin.keys.Keys;
import io.tocsin.keys.SealedKey;
import io.tocsin.keys.Sealer;
import java.util.Optional;

/** The keys in an ordered map, their secrets sealed. */
public final class MapKeys implements Keys {
  private final Maps maps;
  private final Sealer sealer;
  private final OrderedMap<SealedKey> keys;

  public MapKeys(Maps maps, Sealer sealer) {
    this.maps = maps;
    this.sealer = sealer;
    this.keys = maps.map("keys", SealedKey.class);
  }

  @Override
  public Optional<ApiKey> find(String id) {
    return maps.atomically(() -> keys.get(id)).map(key -> key.open(sealer));
  }

  @Override
  public void save(ApiKey key) {
    SealedKey closed = SealedKey.seal(key, sealer);
    maps.atomically(
        () -> {
          keys.put(closed.id(), closed);
          return true;
        });
  }
}
