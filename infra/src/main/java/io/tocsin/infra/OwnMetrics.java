package io.tocsin.infra;

import io.tocsin.watch.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;

/** The metrics that Tocsin writes itself, as CloudWatch is asked for them. */
public final class OwnMetrics {
  /** Where they are. */
  public static final String NAMESPACE = "Tocsin";

  /** The label that all have. */
  public static final String SERVICE = "service";

  /** Its value. */
  public static final String TOCSIN = "tocsin";

  private OwnMetrics() {}

  /** A metric that has no label of its own, as a dashboard names it. */
  static List<String> one(Metric metric) {
    if (!metric.labels().isEmpty()) {
      throw new IllegalArgumentException(metric + " is many, one for each " + metric.labels());
    }
    return List.of(NAMESPACE, metric.word(), SERVICE, TOCSIN);
  }

  /** A metric with all its labels' values taken together, for an alarm. */
  static IMetric all(Metric metric, String function, Duration period) {
    return MathExpression.Builder.create()
        .expression(
            "SELECT %s(%s) FROM SCHEMA(\"%s\", %s) WHERE %s = '%s'"
                .formatted(
                    function,
                    metric.word(),
                    NAMESPACE,
                    String.join(", ", labels(metric)),
                    SERVICE,
                    TOCSIN))
        .usingMetrics(Map.of())
        .label(metric.word())
        .period(period)
        .build();
  }

  /** A metric with a line for each of its labels' values, as a dashboard looks for it. */
  static String search(Metric metric, String statistic) {
    return "SEARCH('{%s,%s} MetricName=\"%s\" %s=\"%s\"', '%s')"
        .formatted(
            NAMESPACE, String.join(",", labels(metric)), metric.word(), SERVICE, TOCSIN, statistic);
  }

  private static List<String> labels(Metric metric) {
    List<String> labels = new ArrayList<>(List.of(SERVICE));
    labels.addAll(metric.labels());
    return labels;
  }
}
