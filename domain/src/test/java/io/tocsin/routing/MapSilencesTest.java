package io.tocsin.routing;

import io.tocsin.store.MapSilences;
import io.tocsin.store.MemoryMaps;

class MapSilencesTest extends SilencesContract {
  private final Silences silences = new MapSilences(new MemoryMaps());

  @Override
  protected Silences silences() {
    return silences;
  }
}
