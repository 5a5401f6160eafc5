package io.tocsin.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.lambda.FilterCriteria;
import software.amazon.awscdk.services.lambda.FilterRule;
import software.amazon.awscdk.services.lambda.StartingPosition;
import software.amazon.awscdk.services.lambda.eventsources.SqsDlq;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * Tells the function <em>count</em> what was written to the history: alerts with their deliveries,
 * and meetings. Of what the function writes itself it is told nothing, which costs nothing.
 *
 * <p>A batch that fails is halved until what fails is alone. What then fails too often goes to
 * {@code failed}: where in the stream it is, which a day later is gone.
 */
final class ChangeSource extends Construct {
  private static final int AT_ONCE = 100;

  /** Fewer batches cost less, and nobody waits for a report. */
  private static final Duration GATHERED = Duration.seconds(20);

  private static final int MOST_RETRIES = 20;

  ChangeSource(Construct scope, String id, LiveFunction count, ITable history, Queue failed) {
    super(scope, id);
    String stream = String.valueOf(history.getTableStreamArn());
    count.allow(
        List.of(
            "dynamodb:DescribeStream",
            "dynamodb:GetRecords",
            "dynamodb:GetShardIterator",
            "dynamodb:ListStreams"),
        List.of(stream));
    EventSourceMapping.Builder.create(this, "mapping")
        .target(count.alias)
        .eventSourceArn(stream)
        .startingPosition(StartingPosition.TRIM_HORIZON)
        .batchSize(AT_ONCE)
        .maxBatchingWindow(GATHERED)
        .filters(List.of(FilterCriteria.filter(changes())))
        .bisectBatchOnError(true)
        .retryAttempts(MOST_RETRIES)
        .reportBatchItemFailures(true)
        .onFailure(new SqsDlq(failed))
        .build();
  }

  private static Map<String, Object> changes() {
    return Names.inOrder(
        "eventName",
        FilterRule.or("INSERT", "MODIFY"),
        "dynamodb",
        Map.of(
            "Keys",
            Map.of(
                "pk",
                Map.of(
                    "S",
                    List.of(
                        Map.of("prefix", TableSchema.OF_ALERT),
                        Map.of("prefix", TableSchema.OF_MEETING))))));
  }
}
