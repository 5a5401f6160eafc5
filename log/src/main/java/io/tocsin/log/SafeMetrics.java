package io.tocsin.log;

import io.tocsin.watch.Metric;
import io.tocsin.watch.Metrics;
import java.time.Clock;
import java.util.List;

/** Metrics that throw nothing, whatever those throw that they are handed to. */
public final class SafeMetrics implements Metrics {
  private final Metrics metrics;
  private final Aside aside;

  public SafeMetrics(Metrics metrics, Clock clock) {
    this.metrics = metrics;
    this.aside = new Aside(clock);
  }

  @Override
  public void note(Metric metric, double value, List<String> labels) {
    aside.run(() -> metrics.note(metric, value, labels));
  }

  @Override
  public void flush() {
    aside.run(metrics::flush);
  }
}
