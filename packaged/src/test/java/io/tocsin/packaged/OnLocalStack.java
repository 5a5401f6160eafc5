package io.tocsin.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.aws.LocalStack;
import io.tocsin.aws.TestClients;
import io.tocsin.infra.FunctionRole;
import io.tocsin.infra.TocsinProps;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.w3c.dom.Document;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * LocalStack, whose CloudFormation makes of the template what it can without Docker for Lambda:
 * queues, tables, the key, the bucket, and the subscription to a topic that was there before.
 * Functions, roles, logs and the HTTP API it does not make; the functions run beside it.
 */
final class OnLocalStack implements Place, AutoCloseable {
  private static final Set<String> MADE =
      Set.of(
          "AWS::DynamoDB::Table",
          "AWS::KMS::Key",
          "AWS::S3::Bucket",
          "AWS::S3::BucketPolicy",
          "AWS::SNS::Subscription",
          "AWS::SQS::Queue",
          "AWS::SQS::QueuePolicy");

  private static final Pattern SECRET =
      Pattern.compile("\\{\\{resolve:secretsmanager:([^:]+):SecretString:([^:]+)::([^:}]+)}}");

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  /** Only ends a test that would never end. */
  private static final int TRIES = 600;

  private final LocalStack localStack;
  private final Plainly calls;
  private final SnsClient sns;
  private final String topic;

  OnLocalStack(LocalStack localStack) {
    this.localStack = localStack;
    calls = new Plainly(localStack.endpoint());
    sns =
        SnsClient.builder()
            .endpointOverride(localStack.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(TestClients.ANYBODY)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    topic = sns.createTopic(make -> make.name("billing-" + UUID.randomUUID())).topicArn();
  }

  @Override
  public TocsinProps.Builder choose(TocsinProps.Builder props) {
    return props.kmsKey(TocsinProps.NEW_KMS_KEY).sources(Set.of(topic));
  }

  @Override
  public Map<String, String> secrets() {
    return Map.of();
  }

  String topic() {
    return topic;
  }

  /** Has somebody's message on the topic whose messages are alerts. */
  void publish(String message) {
    sns.publish(publish -> publish.topicArn(topic).message(message));
  }

  /** The names of what is in a bucket. */
  List<String> objects(String bucket) {
    return calls.objects(bucket);
  }

  @Override
  public Deployed deploy(StackTemplate template, Map<String, String> secrets) {
    String name = "tocsin-" + UUID.randomUUID();
    String version = UUID.randomUUID().toString();
    calls.secret(
        "CreateSecret",
        Map.of("Name", name, "ClientRequestToken", version, "SecretString", Wire.write(secrets)));
    Map<JsonNode, String> outputs = outputs(template);
    calls.stack(
        "CreateStack",
        name,
        Map.of(
            "TemplateBody", Wire.write(withOutputs(template, outputs)),
            "Parameters.member.1.ParameterKey", "ArtifactBucket",
            "Parameters.member.1.ParameterValue", "not-looked-into",
            "Parameters.member.2.ParameterKey", "SecretName",
            "Parameters.member.2.ParameterValue", name,
            "Parameters.member.3.ParameterKey", "SecretVersion",
            "Parameters.member.3.ParameterValue", version));
    return new Made(name, outputs, awaitStack(name));
  }

  /** What each of its outputs is, as soon as it is there. */
  private Map<String, String> awaitStack(String name) {
    for (int i = 0; i < TRIES; i++) {
      Document stack = calls.stack("DescribeStacks", name, Map.of());
      String status = Plainly.texts(stack, "StackStatus").get(0);
      if (status.equals("CREATE_COMPLETE")) {
        List<String> keys = Plainly.texts(stack, "OutputKey");
        List<String> values = Plainly.texts(stack, "OutputValue");
        if (keys.size() != values.size()) {
          throw new AssertionError("an output has no value: " + keys + values);
        }
        Map<String, String> outputs = new HashMap<>();
        for (int each = 0; each < keys.size(); each++) {
          outputs.put(keys.get(each), values.get(each));
        }
        return outputs;
      }
      if (!status.equals("CREATE_IN_PROGRESS")) {
        throw new AssertionError(
            Plainly.texts(
                calls.stack("DescribeStackEvents", name, Map.of()), "ResourceStatusReason"));
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    throw new AssertionError("the stack is not there: " + name);
  }

  /** A name for each expression that a function is given, or that is one of the queues. */
  private static Map<JsonNode, String> outputs(StackTemplate template) {
    Map<JsonNode, String> outputs = new LinkedHashMap<>();
    Stream.concat(
            Stream.of(FunctionRole.values())
                .flatMap(role -> template.environment(role).values().stream()),
            Stream.of("AWS::SQS::Queue", "AWS::DynamoDB::Table")
                .flatMap(type -> template.all(type).keySet().stream())
                .map(StackTemplate::itself))
        .forEach(expression -> outputs.putIfAbsent(expression, "Value" + outputs.size()));
    return outputs;
  }

  /** So it is CloudFormation that says what each of them is. */
  private static ObjectNode withOutputs(StackTemplate template, Map<JsonNode, String> outputs) {
    ObjectNode body = template.only(MADE);
    ObjectNode all = body.putObject("Outputs");
    outputs.forEach((expression, name) -> all.putObject(name).set("Value", expression));
    return body;
  }

  /** A stack that is there. */
  private final class Made implements Deployed {
    private final String name;
    private final Map<JsonNode, String> outputs;
    private final Map<String, String> values;

    Made(String name, Map<JsonNode, String> outputs, Map<String, String> values) {
      this.name = name;
      this.outputs = outputs;
      this.values = values;
    }

    @Override
    public String value(JsonNode expression) {
      String value = values.get(outputs.getOrDefault(expression, ""));
      if (value == null) {
        throw new AssertionError("the stack does not say what this is: " + expression);
      }
      Matcher reference = SECRET.matcher(value);
      return reference.matches() ? secret(reference) : value;
    }

    /** CloudFormation puts it in where a function is made, and not into an output. */
    private String secret(Matcher reference) {
      String members =
          calls
              .secret(
                  "GetSecretValue",
                  Map.of("SecretId", reference.group(1), "VersionId", reference.group(3)))
              .path("SecretString")
              .asText();
      try {
        return Wire.parse(members).path(reference.group(2)).asText();
      } catch (InvalidJsonException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void remove() {
      calls.stack("DeleteStack", name, Map.of());
      calls.secret("DeleteSecret", Map.of("SecretId", name, "ForceDeleteWithoutRecovery", true));
    }
  }

  @Override
  public SqsClient sqs() {
    return localStack.sqs();
  }

  @Override
  public URI dynamoDb() {
    return localStack.endpoint();
  }

  @Override
  public Map<String, String> variables() {
    String endpoint = localStack.endpoint().toString();
    return Map.of(
        "TOCSIN_AWS_ENDPOINT_SQS", endpoint,
        "TOCSIN_AWS_ENDPOINT_KMS", endpoint,
        "TOCSIN_AWS_ENDPOINT_S3", endpoint);
  }

  @Override
  public void close() {
    sns.deleteTopic(gone -> gone.topicArn(topic));
    sns.close();
  }
}
