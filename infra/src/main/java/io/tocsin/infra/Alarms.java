package io.tocsin.infra;

import io.tocsin.watch.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** What tells an operator that something must be done: docs/operations.md says what, for each. */
final class Alarms extends Construct {
  private static final Duration PERIOD = Duration.minutes(5);

  /** Alerts are routed at once; everything else may be tried again, or wait, before it is late. */
  private static final int ALERTS_LATE_SECONDS = 300;

  private static final int LATE_SECONDS = 1800;

  private final AlarmSettings settings;
  private final ITopic topic;

  Alarms(Construct scope, String id, AlarmSettings settings, Optional<IKey> key) {
    super(scope, id);
    this.settings = settings;
    topic =
        settings
            .topic()
            .map(arn -> Topic.fromTopicArn(this, "topic", arn))
            .orElseGet(() -> topic(key));
  }

  /** Makes alarms for what can be late, can fail, or is lying there. */
  void over(Queues queues, List<LiveFunction> functions) {
    MetricOptions most = statistic("Maximum");
    MetricOptions sum = statistic("Sum");
    above("failed-messages", sum(queues.failed, queue -> visible(queue, most)), 0);
    above("dead-letters", queues.deadLetters.metricNumberOfMessagesSent(sum), 0);
    queues.read.forEach(
        (name, queue) ->
            above(
                "late-" + name,
                queue.metricApproximateAgeOfOldestMessage(most),
                queue.equals(queues.alerts) ? ALERTS_LATE_SECONDS : LATE_SECONDS));
    again("errors", sum(functions, each -> each.function.metricErrors(sum)));
    again("throttled", sum(functions, each -> each.function.metricThrottles(sum)));
    above("breaker-open", OwnMetrics.all(Metric.LANES_FAILING, "MAX", PERIOD), 0);
    above(
        "undelivered",
        OwnMetrics.all(Metric.LANES_OLDEST_AGE, "MAX", PERIOD),
        settings.waiting().toSeconds());
    settings.silence().ifPresent(this::silent);
  }

  /** Only what was delivered has a time that it took. */
  private void silent(java.time.Duration time) {
    IMetric delivered =
        OwnMetrics.all(Metric.DELIVERY_TIME, "COUNT", Duration.seconds(time.toSeconds()));
    tell(
        alarm("nothing-delivered", delivered, 1)
            .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
            .evaluationPeriods(1)
            .treatMissingData(TreatMissingData.BREACHING)
            .build());
  }

  private void above(String name, IMetric metric, Number threshold) {
    tell(
        alarm(name, metric, threshold)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
            .evaluationPeriods(1)
            .treatMissingData(TreatMissingData.NOT_BREACHING)
            .build());
  }

  /** Once is mended by trying again, which everything here does. */
  private void again(String name, IMetric metric) {
    tell(
        alarm(name, metric, 0)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
            .datapointsToAlarm(2)
            .evaluationPeriods(3)
            .treatMissingData(TreatMissingData.NOT_BREACHING)
            .build());
  }

  private Alarm.Builder alarm(String name, IMetric metric, Number threshold) {
    return Alarm.Builder.create(this, name)
        .alarmDescription("Tocsin: " + name + ", docs/operations.md")
        .metric(metric)
        .threshold(threshold);
  }

  private void tell(Alarm alarm) {
    alarm.addAlarmAction(new SnsAction(topic));
  }

  private static IMetric visible(Queue queue, MetricOptions options) {
    return queue.metricApproximateNumberOfMessagesVisible(options);
  }

  /** Of all together; the dashboard tells them apart. */
  private static <T> IMetric sum(List<T> all, Function<T, IMetric> metric) {
    Map<String, IMetric> metrics = new LinkedHashMap<>();
    all.forEach(each -> metrics.put("m" + metrics.size(), metric.apply(each)));
    // What is silent counts nothing, and must not keep the others from counting.
    String expression =
        metrics.keySet().stream().map("FILL(%s,0)"::formatted).collect(Collectors.joining("+"));
    return MathExpression.Builder.create()
        .expression(expression)
        .usingMetrics(metrics)
        .label("all")
        .period(PERIOD)
        .build();
  }

  private static MetricOptions statistic(String name) {
    return MetricOptions.builder().period(PERIOD).statistic(name).build();
  }

  /** The topic's policy replaces the one that topics have, by which CloudWatch could publish. */
  private Topic topic(Optional<IKey> key) {
    Topic.Builder plain = Topic.Builder.create(this, "topic").enforceSsl(true);
    Topic made = key.map(plain::masterKey).orElse(plain).build();
    made.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
            .actions(List.of("sns:Publish"))
            .resources(List.of(made.getTopicArn()))
            .conditions(
                Map.of("StringEquals", Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
            .build());
    settings.mail().stream()
        .sorted()
        .forEach(address -> made.addSubscription(new EmailSubscription(address)));
    return made;
  }
}
