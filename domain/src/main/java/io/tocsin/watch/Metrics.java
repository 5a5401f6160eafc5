package io.tocsin.watch;

import java.time.Duration;
import java.util.List;

/**
 * Takes note of what happens, as it happens. Noting costs no call and throws nothing: what is
 * watched must not depend on who watches.
 */
public interface Metrics {
  /** For where nobody looks. */
  Metrics NONE = (metric, value, labels) -> {};

  /**
   * Notes a value.
   *
   * @param value in the unit of the metric's {@link Metric.Kind}
   * @param labels one for each of {@link Metric#labels}, in their order
   */
  void note(Metric metric, double value, List<String> labels);

  /** Notes that it happened once more. */
  default void count(Metric metric, String... labels) {
    note(metric, 1, List.of(labels));
  }

  /**
   * Notes how long something took; less than nothing, which clocks that differ make, is nothing.
   */
  default void time(Metric metric, Duration took, String... labels) {
    note(metric, (double) Math.max(0, took.toMillis()), List.of(labels));
  }

  /** Hands over what was noted; called when an invocation ends. */
  default void flush() {}
}
