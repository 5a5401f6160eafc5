package io.tocsin.local.store;

import io.tocsin.analysis.Lessons;
import io.tocsin.analysis.LessonsContract;
import io.tocsin.store.MapLessons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class MvStoreLessonsTest extends LessonsContract {
  private final MvStoreMaps maps;

  MvStoreLessonsTest(@TempDir Path directory) throws IOException {
    maps = MvStoreMaps.open(Files.createTempDirectory(directory, "store").resolve("tables.mv"));
  }

  @AfterEach
  void close() {
    maps.close();
  }

  @Override
  protected Lessons lessons() {
    return new MapLessons(maps);
  }
}
