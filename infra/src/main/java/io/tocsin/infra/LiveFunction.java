package io.tocsin.infra;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.VersionOptions;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * One function, its log, and its role, which may do nothing at first but write that log.
 *
 * <p>Only published versions start from a snapshot, so everything that calls the function calls
 * {@link #alias}.
 */
final class LiveFunction extends Construct {
  final Alias alias;
  final Function function;
  private final FunctionRole purpose;
  private final Role role;
  private final LogGroup log;

  LiveFunction(
      Construct scope, FunctionRole purpose, TocsinProps props, Map<String, String> resources) {
    super(scope, purpose.id());
    this.purpose = purpose;
    log = log(props);
    Role.Builder plain =
        Role.Builder.create(this, "role").assumedBy(new ServicePrincipal("lambda.amazonaws.com"));
    role = props.functions().rolePath().map(plain::path).orElse(plain).build();
    log.grantWrite(role);
    function = function(purpose, props, resources);
    alias =
        Alias.Builder.create(this, "live")
            .aliasName("live")
            .version(function.getCurrentVersion())
            .build();
  }

  /** All that are in a construct. */
  static List<LiveFunction> in(Construct scope) {
    return scope.getNode().findAll().stream()
        .filter(LiveFunction.class::isInstance)
        .map(LiveFunction.class::cast)
        .toList();
  }

  String name() {
    return getNode().getId();
  }

  /** Gives it the file of a layer, if it looks for one. */
  void add(LayerVersion layer) {
    if (Variables.isRead(Variables.CONFIG, purpose)) {
      function.addLayers(layer);
    }
  }

  /** Encrypts its log with a key, and gives it the policy by which it uses that. */
  void encryptedBy(IKey key, Policy use) {
    encrypt(log, key);
    role.attachInlinePolicy(use);
  }

  static void encrypt(LogGroup log, IKey key) {
    ((CfnLogGroup) log.getNode().getDefaultChild()).setKmsKeyId(key.getKeyArn());
  }

  /** Lets the function do these actions, by their full names, on these resources, by their ARNs. */
  void allow(List<String> actions, List<String> arns) {
    role.addToPolicy(PolicyStatement.Builder.create().actions(actions).resources(arns).build());
  }

  /** Lets it put messages on these queues. */
  void sendTo(Queue... queues) {
    allow(List.of("sqs:SendMessage"), Stream.of(queues).map(Queue::getQueueArn).toList());
  }

  /** Lets it ask how full these queues are. */
  void lookAt(Queue... queues) {
    allow(List.of("sqs:GetQueueAttributes"), Stream.of(queues).map(Queue::getQueueArn).toList());
  }

  /** Lets it do these actions of DynamoDB on a table and its indexes. */
  void use(ITable table, TableSchema schema, String... actions) {
    allow(dynamo(actions), Store.arns(table, schema));
  }

  /** The same on the table alone, and there on the items of one partition only. */
  void useOnly(ITable table, String partition, String... actions) {
    useWhere(table, "ForAllValues:StringEquals", partition, actions);
  }

  /** The same on the items of the partitions whose names are like this, with {@code *} in it. */
  void useOnlyLike(ITable table, String partitions, String... actions) {
    useWhere(table, "ForAllValues:StringLike", partitions, actions);
  }

  private void useWhere(ITable table, String condition, String partitions, String... actions) {
    role.addToPolicy(
        PolicyStatement.Builder.create()
            .actions(dynamo(actions))
            .resources(List.of(table.getTableArn()))
            .conditions(Map.of(condition, Map.of("dynamodb:LeadingKeys", List.of(partitions))))
            .build());
  }

  private static List<String> dynamo(String... actions) {
    return Stream.of(actions).map(action -> "dynamodb:" + action).toList();
  }

  /** Lets it send mail from these identities of SES, if there are any. */
  void sendMailFrom(Set<String> identities) {
    Stack stack = Stack.of(this);
    // In any region: a target may name another than the function's.
    String ses = "arn:" + stack.getPartition() + ":ses:*:" + stack.getAccount() + ":identity/";
    if (!identities.isEmpty()) {
      allow(List.of("ses:SendRawEmail"), identities.stream().sorted().map(ses::concat).toList());
    }
  }

  /** Lets it ask any model of Bedrock that the account has. */
  void askModels() {
    Stack stack = Stack.of(this);
    String bedrock = "arn:" + stack.getPartition() + ":bedrock:*:";
    // An inference profile leads to models in several regions, which must be allowed as well.
    allow(
        List.of("bedrock:InvokeModel"),
        List.of(
            bedrock + ":foundation-model/*",
            bedrock + stack.getAccount() + ":inference-profile/*"));
  }

  /**
   * Lets the function seal and open with a key of KMS, of which each call must say for what: the
   * context that it is made under is the API key's, and nothing else is in it.
   */
  void allowSealing(String keyArn) {
    role.addToPolicy(
        PolicyStatement.Builder.create()
            .actions(List.of("kms:Decrypt", "kms:Encrypt"))
            .resources(List.of(keyArn))
            .conditions(
                Names.inOrder(
                    "ForAllValues:StringEquals",
                    Map.of("kms:EncryptionContextKeys", List.of(TableSchema.SEALED_FOR)),
                    "Null",
                    Map.of("kms:EncryptionContext:" + TableSchema.SEALED_FOR, "false")))
            .build());
  }

  private Function function(
      FunctionRole purpose, TocsinProps props, Map<String, String> resources) {
    FunctionOptions options = props.functions();
    Function.Builder function =
        Function.Builder.create(this, "function")
            .runtime(Runtime.JAVA_25)
            .architecture(Architecture.ARM_64)
            .handler(purpose.handler())
            .code(props.artifacts().packed(purpose.code(props.packages())))
            .memorySize(options.memoryOf(purpose))
            .timeout(Duration.seconds(purpose.timeoutSeconds()))
            .environment(environment(purpose, props, resources))
            .role(role)
            .logGroup(log)
            .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
            .currentVersionOptions(
                VersionOptions.builder()
                    .description("Tocsin " + props.version() + props.revision().orElse(""))
                    .removalPolicy(RemovalPolicy.RETAIN)
                    .build());
    Optional.ofNullable(options.reserved().get(purpose))
        .ifPresent(function::reservedConcurrentExecutions);
    options.network().ifPresent(network -> connect(function, network));
    return function.build();
  }

  /** What Lambda needs to be in a VPC, it does by the function's role. */
  private void connect(Function.Builder function, Network network) {
    function.vpc(network.vpc()).vpcSubnets(network.subnets());
    if (!network.groups().isEmpty()) {
      function.securityGroups(network.groups());
    }
    // These know no narrower resource.
    allow(
        List.of(
            "ec2:AssignPrivateIpAddresses",
            "ec2:CreateNetworkInterface",
            "ec2:DeleteNetworkInterface",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSubnets",
            "ec2:UnassignPrivateIpAddresses"),
        List.of("*"));
  }

  private LogGroup log(TocsinProps props) {
    return LogGroup.Builder.create(this, "log")
        .retention(retention(props.logsKept()))
        .removalPolicy(RemovalPolicy.DESTROY)
        .build();
  }

  private static Map<String, String> environment(
      FunctionRole purpose, TocsinProps props, Map<String, String> resources) {
    Map<String, String> environment = new LinkedHashMap<>(resources);
    props.settings().entrySet().stream()
        .filter(setting -> Variables.isRead(setting.getKey(), purpose))
        .forEach(setting -> environment.put(setting.getKey(), setting.getValue()));
    props
        .secrets()
        .ifPresent(
            secrets ->
                secrets.variables().stream()
                    .filter(name -> Variables.isRead(name, purpose))
                    .forEach(name -> environment.put(name, secrets.reference(name))));
    return environment;
  }

  static RetentionDays retention(java.time.Duration kept) {
    return switch ((int) kept.toDays()) {
      case 1 -> RetentionDays.ONE_DAY;
      case 3 -> RetentionDays.THREE_DAYS;
      case 5 -> RetentionDays.FIVE_DAYS;
      case 7 -> RetentionDays.ONE_WEEK;
      case 14 -> RetentionDays.TWO_WEEKS;
      case 30 -> RetentionDays.ONE_MONTH;
      case 60 -> RetentionDays.TWO_MONTHS;
      case 90 -> RetentionDays.THREE_MONTHS;
      case 180 -> RetentionDays.SIX_MONTHS;
      case 365 -> RetentionDays.ONE_YEAR;
      default ->
          throw new IllegalArgumentException(
              "logs are kept for 1, 3, 5, 7, 14, 30, 60, 90, 180 or 365 days, not for " + kept);
    };
  }
}
