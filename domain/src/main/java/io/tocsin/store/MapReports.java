package io.tocsin.store;

import io.tocsin.report.Counts;
import io.tocsin.report.Period;
import io.tocsin.report.Reports;
import io.tocsin.report.Subject;
import java.util.HashMap;
import java.util.Map;

/** The counters of ordered maps, as they are at that moment. Keeps everything. */
public final class MapReports implements Reports {
  private final Maps maps;
  private final MapCounters counters;

  public MapReports(Maps maps) {
    this.maps = maps;
    this.counters = MapCounters.in(maps);
  }

  @Override
  public Map<Subject, Counts> sums(Period period) {
    return maps.atomically(
        () -> {
          Map<Subject, Counts> sums = new HashMap<>();
          counters
              .rows()
              .ascending(Key.time(period.from()), Key.time(period.to()))
              .map(Map.Entry::getValue)
              .forEach(row -> sums.merge(row.subject(), row.counts(), Counts::plus));
          return sums;
        });
  }
}
