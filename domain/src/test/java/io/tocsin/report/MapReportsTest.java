package io.tocsin.report;

import static io.tocsin.store.Samples.NOON;
import static io.tocsin.store.Samples.alert;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tocsin.delivery.Outbox;
import io.tocsin.meeting.Meetings;
import io.tocsin.store.MapMeetings;
import io.tocsin.store.MapOutbox;
import io.tocsin.store.MapReports;
import io.tocsin.store.MemoryMaps;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MapReportsTest extends ReportsContract {
  private final MemoryMaps maps = new MemoryMaps();

  @Test
  void whatIsTakenBackIsNotCounted() {
    assertThrows(
        IllegalStateException.class,
        () ->
            maps.atomically(
                () -> {
                  outbox().accept(alert("a1"), List.of());
                  throw new IllegalStateException("the disk is full");
                }));

    Period hour = Period.covering(NOON, NOON.plus(Duration.ofHours(1)));
    assertEquals(Map.of(), reports().sums(hour));
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
