package io.tocsin.analysis;

import io.tocsin.store.MapLessons;
import io.tocsin.store.MemoryMaps;

class MapLessonsTest extends LessonsContract {
  private final MemoryMaps maps = new MemoryMaps();

  @Override
  protected Lessons lessons() {
    return new MapLessons(maps);
  }
}
