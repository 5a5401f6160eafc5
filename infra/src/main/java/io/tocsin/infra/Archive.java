package io.tocsin.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.lambda.EventSourceMappingOptions;
import software.amazon.awscdk.services.lambda.FilterCriteria;
import software.amazon.awscdk.services.lambda.FilterRule;
import software.amazon.awscdk.services.lambda.StartingPosition;
import software.amazon.awscdk.services.lambda.eventsources.SqsDlq;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * Where the history goes when it expires: a bucket, and the function that files there what
 * DynamoDB's stream says it removed. Of that stream nothing else costs an invocation.
 */
final class Archive extends Construct {
  private static final int AT_ONCE = 1000;
  private static final Duration TOGETHER = Duration.minutes(5);

  final Bucket bucket;

  Archive(Construct scope, String id, TocsinProps props, ITable history, Queue failures) {
    super(scope, id);
    bucket =
        Bucket.Builder.create(this, "bucket")
            .encryption(BucketEncryption.S3_MANAGED)
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .enforceSsl(true)
            // Not versioned: what is taken out for somebody must not be there still.
            .removalPolicy(props.disposable() ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN)
            .build();
    LiveFunction function =
        new LiveFunction(
            this,
            FunctionRole.ARCHIVE,
            props,
            Map.of("TOCSIN_ARCHIVE_BUCKET", bucket.getBucketName()));
    function.allow(List.of("s3:PutObject"), List.of(bucket.arnForObjects("kind=*")));
    String stream = String.valueOf(history.getTableStreamArn());
    function.allow(
        List.of(
            "dynamodb:DescribeStream",
            "dynamodb:GetRecords",
            "dynamodb:GetShardIterator",
            "dynamodb:ListStreams"),
        List.of(stream));
    function.alias.addEventSourceMapping(
        "expired",
        EventSourceMappingOptions.builder()
            .eventSourceArn(stream)
            .startingPosition(StartingPosition.TRIM_HORIZON)
            .batchSize(AT_ONCE)
            .maxBatchingWindow(TOGETHER)
            .bisectBatchOnError(true)
            .filters(List.of(expired()))
            // A batch is tried again for as long as the stream has it, which is a day.
            .onFailure(new SqsDlq(failures))
            .build());
  }

  private static Map<String, Object> expired() {
    return FilterCriteria.filter(
        Names.inOrder(
            "eventName",
            FilterRule.isEqual("REMOVE"),
            "userIdentity",
            Names.inOrder(
                "type", FilterRule.isEqual("Service"),
                "principalId", FilterRule.isEqual("dynamodb.amazonaws.com"))));
  }
}
