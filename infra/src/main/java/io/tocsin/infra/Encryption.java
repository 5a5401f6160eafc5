package io.tocsin.infra;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/**
 * The one key for everything, where there is one. Of a key that was given, whoever keeps it has to
 * let the same services use it: docs/deploy.md.
 */
record Encryption(Construct scope, TocsinProps props) {
  private static final List<String> USES =
      List.of(
          "kms:Decrypt",
          "kms:DescribeKey",
          "kms:Encrypt",
          "kms:GenerateDataKey",
          "kms:ReEncryptFrom",
          "kms:ReEncryptTo");

  Optional<IKey> key() {
    return props.kmsKey().map(this::key);
  }

  /**
   * What every function needs for what DynamoDB and SQS encrypt: to use the key through these two,
   * and not by itself.
   */
  Policy use(IKey key) {
    Stack stack = Stack.of(scope);
    return Policy.Builder.create(scope, "key-use")
        .statements(
            List.of(
                PolicyStatement.Builder.create()
                    .actions(USES)
                    .resources(List.of(key.getKeyArn()))
                    .conditions(
                        Map.of(
                            "StringEquals",
                            Map.of(
                                "kms:ViaService",
                                Stream.of("dynamodb.", "sqs.")
                                    .map(name -> name + stack.getRegion() + ".amazonaws.com")
                                    .toList())))
                    .build()))
        .build();
  }

  private IKey key(String arn) {
    return arn.equals(TocsinProps.NEW_KMS_KEY) ? made() : Key.fromKeyArn(scope, "key", arn);
  }

  private Key made() {
    Key key =
        Key.Builder.create(scope, "sealing")
            .description("Seals the secrets of Tocsin's API keys")
            .enableKeyRotation(true)
            .removalPolicy(props.disposable() ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN)
            .build();
    logs(key);
    // Alarms are published to an encrypted topic, and topics put alerts on an encrypted queue.
    props.alarms().ifPresent(any -> let(key, "cloudwatch.amazonaws.com"));
    if (!props.sources().isEmpty()) {
      let(key, "sns.amazonaws.com");
    }
    return key;
  }

  private void logs(Key key) {
    Stack stack = Stack.of(scope);
    String logs = "arn:" + stack.getPartition() + ":logs:" + stack.getRegion() + ":";
    key.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .principals(
                List.of(new ServicePrincipal("logs." + stack.getRegion() + ".amazonaws.com")))
            .actions(USES)
            .resources(List.of("*"))
            .conditions(
                Map.of(
                    "ArnLike",
                    Map.of(
                        "kms:EncryptionContext:aws:logs:arn",
                        logs + stack.getAccount() + ":log-group:*")))
            .build());
  }

  private static void let(Key key, String service) {
    key.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .principals(List.of(new ServicePrincipal(service)))
            .actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
            .resources(List.of("*"))
            .build());
  }
}
