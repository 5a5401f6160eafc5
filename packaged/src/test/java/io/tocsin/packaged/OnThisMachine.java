package io.tocsin.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.aws.DynamoDbLocal;
import io.tocsin.aws.ElasticMq;
import io.tocsin.aws.dynamodb.Tables;
import io.tocsin.infra.TocsinProps;
import io.tocsin.wire.Wire;
import java.net.URI;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * ElasticMQ for the queues, DynamoDB Local for the tables, and nothing for the rest. The tables are
 * the adapters' own: that the template's are the same, {@code DeploymentTest} sees to.
 */
record OnThisMachine(ElasticMq queues, DynamoDbLocal dynamo) implements Place {

  @Override
  public TocsinProps.Builder choose(TocsinProps.Builder props) {
    return props;
  }

  /** There is no KMS. */
  @Override
  public Map<String, String> secrets() {
    return Map.of("TOCSIN_SEALING_KEY", "c2VhbHMgdGhlIHNlY3JldHMgb2YgdGhpcyB0ZXN0ISE=");
  }

  @Override
  public Deployed deploy(StackTemplate template, Map<String, String> secrets) {
    Map<String, String> names = new HashMap<>();
    Map<String, JsonNode> all = template.all("AWS::SQS::Queue");
    // The others name these.
    all.forEach(
        (id, queue) -> {
          if (!queue.has("RedrivePolicy")) {
            names.put(id, make(queue, Map.of()));
          }
        });
    all.forEach(
        (id, queue) -> {
          if (queue.has("RedrivePolicy")) {
            names.put(id, make(queue, redrive(queue.path("RedrivePolicy"), names)));
          }
        });
    Tables tables = dynamo.freshTables();
    names.put("StoreKeys", tables.keys());
    names.put("StoreOutbox", tables.outbox());
    names.put("StoreHistory", tables.history());
    template.all("AWS::S3::Bucket").keySet().forEach(id -> names.put(id, "a-bucket"));
    return new Named(template, names, secrets);
  }

  private String make(JsonNode queue, Map<QueueAttributeName, String> redrive) {
    Map<QueueAttributeName, String> attributes = new EnumMap<>(QueueAttributeName.class);
    attributes.putAll(redrive);
    String visibility = queue.path("VisibilityTimeout").asText("30");
    attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, visibility);
    return sqs()
        .createQueue(each -> each.queueName("q" + UUID.randomUUID()).attributes(attributes))
        .queueUrl();
  }

  private Map<QueueAttributeName, String> redrive(JsonNode policy, Map<String, String> names) {
    String url = names.get(StackTemplate.target(policy.path("deadLetterTargetArn")));
    String arn =
        sqs()
            .getQueueAttributes(
                ask -> ask.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    ObjectNode resolved = ((ObjectNode) policy.deepCopy()).put("deadLetterTargetArn", arn);
    return Map.of(QueueAttributeName.REDRIVE_POLICY, Wire.write(resolved));
  }

  @Override
  public SqsClient sqs() {
    return queues.client();
  }

  @Override
  public URI dynamoDb() {
    return dynamo.endpoint();
  }

  @Override
  public Map<String, String> variables() {
    return Map.of("TOCSIN_AWS_ENDPOINT_SQS", queues.endpoint().toString());
  }
}
