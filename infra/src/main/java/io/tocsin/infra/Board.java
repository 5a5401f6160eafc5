package io.tocsin.infra;

import io.tocsin.watch.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.cloudwatch.CfnDashboard;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * A dashboard: what comes in, what goes out, what waits, and what fails. It is written as
 * CloudWatch reads it, which is half as long as what the CDK makes of the same.
 */
final class Board extends Construct {
  /** Three side by side. */
  private static final int WIDTH = 8;

  private static final String SUM = "Sum";
  private static final String MOST = "Maximum";

  /** Has all that stands before the last word taken from the row above. */
  private static final String AS_ABOVE = "...";

  Board(Construct scope, String id) {
    super(scope, id);
  }

  void over(Queues queues, List<LiveFunction> functions, HttpApi api) {
    List<String> failed =
        Stream.concat(Stream.of(queues.deadLetters), queues.failed.stream())
            .map(Queue::getQueueName)
            .toList();
    List<String> names = functions.stream().map(each -> each.function.getFunctionName()).toList();
    List<Object> graphs =
        List.of(
            graph(
                "Alerts",
                SUM,
                List.of(
                    OwnMetrics.one(Metric.ALERTS_ACCEPTED), OwnMetrics.one(Metric.ALERTS_ROUTED))),
            each("Refused", Metric.ALERTS_REJECTED, SUM),
            graph(
                "API",
                SUM,
                List.of(
                    List.of("AWS/ApiGateway", "4xx", "ApiId", api.getApiId()),
                    List.of("AWS/ApiGateway", "5xx", "ApiId", api.getApiId()))),
            each("Deliveries", Metric.DELIVERIES_ENDED, SUM),
            each("Oldest waiting", Metric.LANES_OLDEST_AGE, MOST),
            each("Lanes failing", Metric.LANES_FAILING, MOST),
            graph(
                "Given up",
                MOST,
                of("AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", failed)),
            graph("Errors", SUM, of("AWS/Lambda", "Errors", "FunctionName", names)),
            graph("Throttled", SUM, of("AWS/Lambda", "Throttles", "FunctionName", names)));
    CfnDashboard.Builder.create(this, "dashboard")
        .dashboardBody(
            Stack.of(this)
                .toJsonString(new TreeMap<>(Map.of("start", "-PT12H", "widgets", graphs))))
        .build();
  }

  /** A line for each of a metric's labels' values. */
  private Object each(String title, Metric metric, String statistic) {
    return graph(
        title,
        statistic,
        List.of(List.of(Map.of("expression", OwnMetrics.search(metric, statistic)))));
  }

  /** The same metric of several things. */
  private static List<List<String>> of(
      String namespace, String metric, String dimension, List<String> values) {
    List<List<String>> rows = new ArrayList<>();
    for (String value : values) {
      rows.add(
          rows.isEmpty() ? List.of(namespace, metric, dimension, value) : List.of(AS_ABOVE, value));
    }
    return rows;
  }

  private Object graph(String title, String statistic, List<?> metrics) {
    // Sorted, so that the same is written each time.
    return new TreeMap<>(
        Map.of(
            "type",
            "metric",
            "width",
            WIDTH,
            "properties",
            new TreeMap<>(
                Map.of(
                    "title", title,
                    "region", Stack.of(this).getRegion(),
                    "stat", statistic,
                    "metrics", metrics))));
  }
}
