package io.tocsin.watch;

import java.util.ArrayList;
import java.util.List;

/** Keeps what was noted, to be looked at. */
public final class Noted implements Metrics {
  private final List<Value> values = new ArrayList<>();
  private int flushes;

  private record Value(Metric metric, double value, List<String> labels) {}

  @Override
  public synchronized void note(Metric metric, double value, List<String> labels) {
    if (metric.labels().size() != labels.size()) {
      throw new AssertionError(metric + " has the labels " + metric.labels() + ", not " + labels);
    }
    values.add(new Value(metric, value, List.copyOf(labels)));
  }

  @Override
  public synchronized void flush() {
    flushes++;
  }

  public synchronized int flushes() {
    return flushes;
  }

  public synchronized int size() {
    return values.size();
  }

  public synchronized void forget() {
    values.clear();
  }

  /** All values noted under these labels, together. */
  public synchronized double sum(Metric metric, String... labels) {
    return of(metric, labels).stream().mapToDouble(Double::doubleValue).sum();
  }

  /** The last value. */
  public synchronized double last(Metric metric, String... labels) {
    List<Double> all = of(metric, labels);
    if (all.isEmpty()) {
      throw new AssertionError(metric + " was not noted under " + List.of(labels));
    }
    return all.get(all.size() - 1);
  }

  private List<Double> of(Metric metric, String... labels) {
    return values.stream()
        .filter(each -> each.metric() == metric && each.labels().equals(List.of(labels)))
        .map(Value::value)
        .toList();
  }
}
