package io.tocsin.store;

import io.tocsin.report.Change;
import io.tocsin.report.Counting;
import io.tocsin.report.Counts;
import io.tocsin.report.Line;
import io.tocsin.report.Subject;

/**
 * The counters in an ordered map. They are counted in the work that makes the change, so that there
 * is no change without its count and no count without its change.
 */
record MapCounters(OrderedMap<Row> rows) {

  static MapCounters in(Maps maps) {
    return new MapCounters(maps.map("report-counters", Row.class));
  }

  void count(Change change) {
    Counting.of(change).forEach(this::add);
  }

  private void add(Line line, Counts more) {
    Subject subject = line.subject();
    String key =
        Key.time(line.hour())
            + subject.kind()
            + "/"
            + Key.part(subject.channel())
            + Key.part(subject.name());
    Counts before = rows.get(key).map(Row::counts).orElse(Counts.NONE);
    rows.put(key, new Row(subject, before.plus(more)));
  }
}
