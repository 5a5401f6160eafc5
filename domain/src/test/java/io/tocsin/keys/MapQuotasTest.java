package io.tocsin.keys;

import static io.tocsin.store.Samples.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.store.MapQuotas;
import io.tocsin.store.MemoryMaps;
import org.junit.jupiter.api.Test;

class MapQuotasTest extends QuotasContract {
  private final MemoryMaps maps = new MemoryMaps();
  private final Quotas quotas = new MapQuotas(maps);

  @Override
  protected Quotas quotas() {
    return quotas;
  }

  @Test
  void oldCountersDoNotPileUp() {
    for (int i = 0; i < 600; i++) {
      quotas.lease("address#" + i, 10, 1, NOON.plusSeconds(i));
    }

    long kept = maps.map("quotas", MapQuotas.Count.class).ascending("", "9").count();

    assertEquals(120, kept, "this minute's and those of the minute before");
  }
}
