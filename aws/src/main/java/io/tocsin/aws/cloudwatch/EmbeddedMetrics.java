package io.tocsin.aws.cloudwatch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.watch.Metric;
import io.tocsin.watch.Metrics;
import io.tocsin.wire.Wire;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Metrics in the log, from which CloudWatch takes them: no call, no agent. At the end of an
 * invocation there is a line for each set of labels that something was noted with.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">Embedded
 *     metric format</a>
 */
public final class EmbeddedMetrics implements Metrics {
  /** Where CloudWatch shows them. */
  public static final String NAMESPACE = "Tocsin";

  /** A label that every metric has, since one must have a label. */
  private static final String SERVICE = "service";

  private static final String TOCSIN = "tocsin";

  /** The format's own limit for the values of one metric in one line. */
  private static final int MOST_VALUES = 100;

  private final Consumer<String> log;
  private final Clock clock;
  private final Map<Map<String, String>, Map<Metric, List<Double>>> noted = new LinkedHashMap<>();

  /**
   * Writes there.
   *
   * @param log takes a line without its end; what it writes must not be changed on the way
   */
  public EmbeddedMetrics(Consumer<String> log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  @Override
  public synchronized void note(Metric metric, double value, List<String> labels) {
    Map<String, String> dimensions = new LinkedHashMap<>();
    dimensions.put(SERVICE, TOCSIN);
    for (int i = 0; i < metric.labels().size(); i++) {
      dimensions.put(metric.labels().get(i), labels.get(i));
    }
    Map<Metric, List<Double>> metrics =
        noted.computeIfAbsent(dimensions, any -> new EnumMap<>(Metric.class));
    List<Double> values = metrics.computeIfAbsent(metric, any -> new ArrayList<>());
    switch (metric.kind()) {
      case COUNT -> {
        double before = values.isEmpty() ? 0 : values.remove(0);
        values.add(before + value);
      }
      case LEVEL, AGE -> {
        values.clear();
        values.add(value);
      }
      case TIME -> {
        values.add(value);
        if (values.size() == MOST_VALUES) {
          noted.remove(dimensions);
          write(dimensions, metrics);
        }
      }
    }
  }

  @Override
  public synchronized void flush() {
    noted.forEach(this::write);
    noted.clear();
  }

  private void write(Map<String, String> dimensions, Map<Metric, List<Double>> metrics) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    ObjectNode about = line.putObject("_aws");
    about.put("Timestamp", clock.millis());
    ObjectNode directive = about.putArray("CloudWatchMetrics").addObject();
    directive.put("Namespace", NAMESPACE);
    ArrayNode names = directive.putArray("Dimensions").addArray();
    dimensions.keySet().forEach(names::add);
    ArrayNode definitions = directive.putArray("Metrics");
    dimensions.forEach(line::put);
    metrics.forEach(
        (metric, values) -> {
          definitions.addObject().put("Name", metric.word()).put("Unit", unit(metric));
          if (values.size() == 1) {
            line.put(metric.word(), values.get(0));
          } else {
            values.forEach(line.withArray(metric.word())::add);
          }
        });
    log.accept(Wire.write(line));
  }

  private static String unit(Metric metric) {
    return switch (metric.kind()) {
      case COUNT, LEVEL -> "Count";
      case TIME -> "Milliseconds";
      case AGE -> "Seconds";
    };
  }
}
