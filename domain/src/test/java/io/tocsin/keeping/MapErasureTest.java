package io.tocsin.keeping;

import io.tocsin.keys.AesGcmSealer;
import io.tocsin.store.MapEraser;
import io.tocsin.store.MapExchanges;
import io.tocsin.store.MapHistory;
import io.tocsin.store.MapKeys;
import io.tocsin.store.MapLessons;
import io.tocsin.store.MapMeetings;
import io.tocsin.store.MapOutbox;
import io.tocsin.store.MapQuotas;
import io.tocsin.store.Maps;
import io.tocsin.store.MemoryMaps;
import java.security.SecureRandom;
import java.util.Optional;

class MapErasureTest extends ErasureContract {
  private final Maps maps = new MemoryMaps();

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
