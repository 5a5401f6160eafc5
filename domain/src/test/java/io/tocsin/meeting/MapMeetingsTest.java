package io.tocsin.meeting;

import io.tocsin.store.MapMeetings;
import io.tocsin.store.MemoryMaps;

class MapMeetingsTest extends MeetingsContract {
  private final MemoryMaps maps = new MemoryMaps();

  @Override
  protected Meetings meetings() {
    return new MapMeetings(maps);
  }
}
