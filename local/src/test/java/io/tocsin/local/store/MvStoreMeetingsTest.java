package io.tocsin.local.store;

import io.tocsin.meeting.Meetings;
import io.tocsin.meeting.MeetingsContract;
import io.tocsin.store.MapMeetings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class MvStoreMeetingsTest extends MeetingsContract {
  private final MvStoreMaps maps;

  MvStoreMeetingsTest(@TempDir Path directory) throws IOException {
    maps = MvStoreMaps.open(Files.createTempDirectory(directory, "store").resolve("tables.mv"));
  }

  @AfterEach
  void close() {
    maps.close();
  }

  @Override
  protected Meetings meetings() {
    return new MapMeetings(maps);
  }
}
