package io.tocsin.infra;

import io.tocsin.watch.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.constructs.Construct;

/** A dashboard: what comes in, what goes out, what waits, and what fails. */
final class Board extends Construct {
  private static final int WIDTH = 8;

  Board(Construct scope, String id) {
    super(scope, id);
  }

  void over(Queues queues, List<LiveFunction> functions, HttpApi api) {
    List<IMetric> failed = new ArrayList<>();
    failed.add(queues.deadLetters.metricApproximateNumberOfMessagesVisible());
    queues.failed.forEach(each -> failed.add(each.metricApproximateNumberOfMessagesVisible()));
    Dashboard.Builder.create(this, "dashboard")
        .defaultInterval(Duration.hours(12))
        .widgets(
            List.of(
                List.of(
                    graph(
                        "Alerts",
                        List.of(
                            OwnMetrics.one(Metric.ALERTS_ACCEPTED, "Sum"),
                            OwnMetrics.one(Metric.ALERTS_ROUTED, "Sum"))),
                    graph("Refused", List.of(OwnMetrics.each(Metric.ALERTS_REJECTED, "Sum"))),
                    graph("API", List.of(api.metricClientError(), api.metricServerError()))),
                List.of(
                    graph("Deliveries", List.of(OwnMetrics.each(Metric.DELIVERIES_ENDED, "Sum"))),
                    graph(
                        "Oldest waiting",
                        List.of(OwnMetrics.each(Metric.LANES_OLDEST_AGE, "Maximum"))),
                    graph(
                        "Lanes failing",
                        List.of(OwnMetrics.each(Metric.LANES_FAILING, "Maximum")))),
                List.of(
                    graph("Given up", failed),
                    graph("Errors", of(functions, each -> each.function.metricErrors())),
                    graph("Throttled", of(functions, each -> each.function.metricThrottles())))))
        .build();
  }

  private static List<IMetric> of(
      List<LiveFunction> functions, Function<LiveFunction, IMetric> metric) {
    return functions.stream().map(metric).toList();
  }

  private static IWidget graph(String title, List<IMetric> metrics) {
    return GraphWidget.Builder.create().title(title).width(WIDTH).left(metrics).build();
  }
}
