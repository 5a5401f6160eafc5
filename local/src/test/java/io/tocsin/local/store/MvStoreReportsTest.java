package io.tocsin.local.store;

import io.tocsin.delivery.Outbox;
import io.tocsin.meeting.Meetings;
import io.tocsin.report.Reports;
import io.tocsin.report.ReportsContract;
import io.tocsin.store.MapMeetings;
import io.tocsin.store.MapOutbox;
import io.tocsin.store.MapReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class MvStoreReportsTest extends ReportsContract {
  private final MvStoreMaps maps;

  MvStoreReportsTest(@TempDir Path directory) throws IOException {
    maps = MvStoreMaps.open(Files.createTempDirectory(directory, "store").resolve("tables.mv"));
  }

  @AfterEach
  void close() {
    maps.close();
  }

  @Override
  protected Outbox outbox() {
    return new MapOutbox(maps);
  }

  @Override
  protected Meetings meetings() {
    return new MapMeetings(maps);
  }

  @Override
  protected Reports reports() {
    return new MapReports(maps);
  }

  @Override
  protected void settle() {
    // Counted in the work that makes the change.
  }
}
