package io.tocsin.local;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tocsin.watch.Metric;
import io.tocsin.watch.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * Metrics of all functions, kept for Prometheus to fetch; see <a
 * href="https://prometheus.io/docs/instrumenting/exposition_formats/">its text format</a>.
 */
final class PrometheusMetrics implements Metrics {
  private static final String PREFIX = "tocsin.";

  /** What alerts are expected to take, and what they must not. */
  private static final Duration[] STEPS =
      Stream.of(100, 500, 1000, 5000, 30_000, 60_000, 300_000, 900_000, 3_600_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<List<Object>, AtomicReference<Double>> levels = new ConcurrentHashMap<>();

  @Override
  public void note(Metric metric, double value, List<String> labels) {
    List<Tag> tags = new ArrayList<>();
    for (int i = 0; i < metric.labels().size(); i++) {
      tags.add(Tag.of(metric.labels().get(i), labels.get(i)));
    }
    switch (metric.kind()) {
      case COUNT ->
          Counter.builder(PREFIX + metric.word())
              .description(metric.what())
              .tags(tags)
              .register(registry)
              .increment(value);
      case TIME ->
          Timer.builder(PREFIX + metric.word())
              .description(metric.what())
              .tags(tags)
              .serviceLevelObjectives(STEPS)
              .register(registry)
              .record(Duration.ofMillis((long) value));
      case LEVEL, AGE -> level(metric, tags).set(value);
    }
  }

  private AtomicReference<Double> level(Metric metric, List<Tag> tags) {
    return levels.computeIfAbsent(
        List.of(metric, tags),
        any -> {
          AtomicReference<Double> level = new AtomicReference<>(0.0);
          String unit = metric.kind() == Metric.Kind.AGE ? ".seconds" : "";
          Gauge.builder(PREFIX + metric.word() + unit, level, AtomicReference::get)
              .description(metric.what())
              .tags(tags)
              .register(registry);
          return level;
        });
  }

  /** All of them, as Prometheus reads them. */
  String text() {
    return registry.scrape();
  }
}
