package io.tocsin.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tocsin.infra.Template.Resource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Synthesises the stack once, which takes Node and some seconds, and looks at the template. */
class TocsinStackTest {
  private static final String FUNCTION = "AWS::Lambda::Function";
  private static final String ALIAS = "AWS::Lambda::Alias";
  private static final String QUEUE = "AWS::SQS::Queue";
  private static final String TABLE = "AWS::DynamoDB::Table";
  private static final String MAPPING = "AWS::Lambda::EventSourceMapping";

  private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:alerts";

  private static Template template = new Template(Map.of());

  @BeforeAll
  static void synthesise(@TempDir Path folder) throws IOException {
    if (!Template.nodeIsThere()) {
      return;
    }
    template =
        Template.of(
            folder,
            props ->
                props
                    .settings(
                        Map.of(
                            "TOCSIN_KEY_QUOTA",
                            "250",
                            "DISCORD_RATE_LIMIT",
                            "20",
                            "DISCORD_PUBLIC_KEY",
                            "not looked at",
                            "TOCSIN_MEETING_ATTENDEES",
                            "ann@example.org"))
                    .secrets(
                        new SecretSettings(
                            "alerts/tocsin",
                            "v-1",
                            Set.of(
                                "WEBHOOK_SECRET_KEY",
                                "TOCSIN_SEALING_KEY",
                                "DISCORD_WEBHOOK_GENERAL",
                                "OPS_SLACK")))
                    .mailFrom(Set.of("example.org"))
                    .topics(Set.of(TOPIC))
                    .kmsKey(TocsinProps.NEW_KMS_KEY));
  }

  /** For each test, so that each is counted as skipped. */
  @BeforeEach
  void needNode() {
    assumeTrue(Template.nodeIsThere(), "there is no node on the PATH to synthesise the stack with");
  }

  @Test
  void thereAreSevenFunctionsAndEachStartsFromASnapshotOnArm() {
    List<Resource> functions = template.all(FUNCTION);
    assertEquals(7, functions.size());
    for (Resource function : functions) {
      assertEquals("java25", function.at("Runtime"), function.id());
      assertEquals(List.of("arm64"), function.at("Architectures"), function.id());
      assertEquals("PublishedVersions", function.at("SnapStart", "ApplyOn"), function.id());
    }
    assertEquals(
        Stream.of(FunctionRole.values())
            .filter(role -> role != FunctionRole.ARCHIVE)
            .map(FunctionRole::handler)
            .collect(Collectors.toSet()),
        functions.stream().map(each -> each.at("Handler")).collect(Collectors.toSet()));
  }

  @Test
  void everyAliasIsOnAPublishedVersionOfTheRelease() {
    assertEquals(7, template.all(ALIAS).size());
    for (Resource alias : template.all(ALIAS)) {
      assertEquals("live", alias.at("Name"));
      Object version = Template.list(Template.at(alias.at("FunctionVersion"), "Fn::GetAtt")).get(0);
      Resource published = template.byId(String.valueOf(version));
      assertEquals("AWS::Lambda::Version", published.type());
      assertEquals("Tocsin 1.2.3", published.at("Description"));
      assertEquals("Retain", published.whole().get("DeletionPolicy"));
    }
  }

  /** What calls a function and not its alias would start cold. */
  @Test
  void whatCallsAFunctionCallsItsAlias() {
    List<Object> called = new ArrayList<>();
    template.all(MAPPING).forEach(each -> called.add(each.at("FunctionName")));
    template
        .all("AWS::Events::Rule")
        .forEach(rule -> called.add(Template.at(Template.list(rule.at("Targets")).get(0), "Arn")));
    template
        .all("AWS::ApiGatewayV2::Integration")
        .forEach(each -> called.add(each.at("IntegrationUri")));
    template.all("AWS::Lambda::Permission").forEach(each -> called.add(each.at("FunctionName")));

    assertEquals(7 + template.all("AWS::Lambda::Permission").size(), called.size());
    for (Object reference : called) {
      assertEquals(ALIAS, template.byId(Template.target(reference)).type(), reference.toString());
    }
  }

  @Test
  void everyEndpointGoesToIngestWithPayloadVersionTwo() {
    Resource integration = template.only("AWS::ApiGatewayV2::Integration");
    assertEquals("2.0", integration.at("PayloadFormatVersion"));
    assertEquals(
        Endpoint.ALL.stream()
            .map(endpoint -> endpoint.method() + " " + endpoint.path())
            .collect(Collectors.toSet()),
        template.all("AWS::ApiGatewayV2::Route").stream()
            .map(route -> route.at("RouteKey"))
            .collect(Collectors.toSet()));
  }

  @Test
  void theGatewayLogsAndThrottlesAndLogsNoHeader() {
    Resource stage = template.only("AWS::ApiGatewayV2::Stage");
    assertEquals(200, stage.at("DefaultRouteSettings", "ThrottlingRateLimit"));
    String format = String.valueOf(stage.at("AccessLogSettings", "Format"));
    assertTrue(format.contains("$context.routeKey"), format);
    assertFalse(format.contains("header") || format.contains("$context.path"), format);
  }

  @Test
  void queuesAreEncryptedAndTakeNothingUnencrypted() {
    assertEquals(10, template.all(QUEUE).size());
    for (Resource queue : template.all(QUEUE)) {
      assertEquals(key(), Template.target(queue.at("KmsMasterKeyId")), queue.id());
      assertEquals("", queue.at("SqsManagedSseEnabled"), queue.id());
      assertEquals(14 * 24 * 3600, queue.at("MessageRetentionPeriod"), queue.id());
    }
    assertEquals(10, template.all("AWS::SQS::QueuePolicy").size());
    for (Resource policy : template.all("AWS::SQS::QueuePolicy")) {
      assertTrue(policy.at("PolicyDocument").toString().contains("aws:SecureTransport=false"));
    }
  }

  @Test
  void whatFailsAgainAndAgainLeavesItsQueue() {
    for (String name : List.of("alerts", "wakes", "interactions", "meetings")) {
      Resource queue = template.one(QUEUE, "tocsinqueues" + name);
      Resource failed = template.one(QUEUE, "tocsinqueues" + name + "failed");
      Object redrive = queue.at("RedrivePolicy");
      assertEquals(failed.id(), Template.target(Template.at(redrive, "deadLetterTargetArn")));
    }
  }

  @Test
  void aMessageStaysHiddenForSixTimesAsLongAsItsFunctionMayRun() {
    for (Resource mapping : ofQueues()) {
      Resource queue = template.byId(Template.target(mapping.at("EventSourceArn")));
      Resource alias = template.byId(Template.target(mapping.at("FunctionName")));
      Resource function = template.byId(Template.target(alias.at("FunctionName")));
      int visible = (Integer) queue.at("VisibilityTimeout");
      int timeout = (Integer) function.at("Timeout");
      assertTrue(visible >= 6 * timeout, visible + " s, but the function has " + timeout);
    }
  }

  @Test
  void batchesReportWhatFailedInThemAndOnlyAlertsComeTogether() {
    assertEquals(4, ofQueues().size());
    for (Resource mapping : ofQueues()) {
      assertEquals(List.of("ReportBatchItemFailures"), mapping.at("FunctionResponseTypes"));
      String queue = Template.target(mapping.at("EventSourceArn"));
      assertEquals(queue.startsWith("tocsinqueuesalerts") ? 10 : 1, mapping.at("BatchSize"));
      Object most =
          queue.startsWith("tocsinqueueswakes")
              ? 10
              : queue.startsWith("tocsinqueuesmeetings") ? 5 : "";
      assertEquals(most, mapping.at("ScalingConfig", "MaximumConcurrency"), queue);
    }
  }

  private static List<Resource> ofQueues() {
    return template.all(MAPPING).stream()
        .filter(
            each -> template.byId(Template.target(each.at("EventSourceArn"))).type().equals(QUEUE))
        .toList();
  }

  @Test
  void tablesArePaidByTheRequestRestorableAndForget() {
    assertEquals(3, template.all(TABLE).size());
    for (Resource table : template.all(TABLE)) {
      assertEquals("PAY_PER_REQUEST", table.at("BillingMode"), table.id());
      assertEquals(true, table.at("TimeToLiveSpecification", "Enabled"), table.id());
      assertEquals("ttl", table.at("TimeToLiveSpecification", "AttributeName"), table.id());
      assertEquals(
          true, table.at("PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled"));
      assertEquals(true, table.at("DeletionProtectionEnabled"), table.id());
      assertEquals("Retain", table.whole().get("DeletionPolicy"), table.id());
    }
    assertEquals(
        "NEW_AND_OLD_IMAGES",
        template.one(TABLE, "tocsinstorehistory").at("StreamSpecification", "StreamViewType"));
  }

  @Test
  void tablesHaveTheKeysAndIndexesOfTheirSchemas() {
    for (TableSchema schema : List.of(TableSchema.KEYS, TableSchema.OUTBOX, TableSchema.HISTORY)) {
      Resource table = template.one(TABLE, "tocsinstore" + schema.name());
      assertEquals(keys(schema.partition(), schema.sort()), table.at("KeySchema"));
      List<Map<String, Object>> indexes =
          schema.indexes().stream()
              .map(
                  index ->
                      Map.<String, Object>of(
                          "IndexName", index.name(),
                          "KeySchema", keys(index.partition(), index.sort()),
                          "Projection",
                              Map.of("ProjectionType", index.whole() ? "ALL" : "KEYS_ONLY")))
              .toList();
      assertEquals(
          indexes.isEmpty() ? "" : indexes, table.at("GlobalSecondaryIndexes"), schema.name());
    }
  }

  @Test
  void theTickComesEveryMinute() {
    assertEquals("rate(1 minute)", template.only("AWS::Events::Rule").at("ScheduleExpression"));
  }

  @Test
  void everyFunctionHasItsOwnRoleAndALogThatEnds() {
    Set<String> roles = new TreeSet<>();
    for (Resource function : template.all(FUNCTION)) {
      roles.add(Template.target(function.at("Role")));
      String log = Template.target(function.at("LoggingConfig", "LogGroup"));
      assertEquals(30, template.byId(log).at("RetentionInDays"), function.id());
    }
    assertEquals(7, roles.size());
    assertEquals(7, template.all("AWS::IAM::Role").size());
  }

  @Test
  void nobodyMayDoAnythingOnEverythingOrScan() {
    int actions = 0;
    for (Resource policy : template.all("AWS::IAM::Policy")) {
      for (Object statement : Template.list(policy.at("PolicyDocument", "Statement"))) {
        for (Object action : Template.list(Template.at(statement, "Action"))) {
          actions++;
          assertTrue(String.valueOf(action).matches("[a-z0-9]+:[A-Za-z]+"), action.toString());
          assertFalse(String.valueOf(action).endsWith(":Scan"), action.toString());
        }
        assertFalse(Template.list(Template.at(statement, "Resource")).contains("*"), policy.id());
      }
    }
    assertTrue(actions > 20, "the policies were found");
    for (Resource role : template.all("AWS::IAM::Role")) {
      assertEquals("", role.at("ManagedPolicyArns"), role.id() + " takes no policy of AWS's");
    }
  }

  @Test
  void ingestChangesOfTheOutboxTheSilencesOnlyAndLooksAtLanes() {
    String leading = "dynamodb:LeadingKeys";
    assertEquals(
        List.of(
            List.of(
                List.of("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"),
                Map.of("ForAllValues:StringEquals", Map.of(leading, List.of("silences")))),
            List.of(
                List.of("dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:Query"),
                Map.of("ForAllValues:StringLike", Map.of(leading, List.of("lane#*")))),
            List.of(
                List.of("dynamodb:DeleteItem"),
                Map.of("ForAllValues:StringLike", Map.of(leading, List.of("opened#*")))),
            List.of(List.of("dynamodb:Query"), "")),
        ingestOn("tocsinstoreoutbox")
            .map(
                right ->
                    List.of(
                        Template.list(Template.at(right, "Action")),
                        Template.at(right, "Condition")))
            .toList());
    Object index = ingestOn("tocsinstoreoutbox").toList().get(3);
    assertTrue(Template.at(index, "Resource").toString().endsWith("/index/lanes]]}"));
  }

  @Test
  void ofTheHistoryIngestUpdatesAlertsAndIncidentsOnly() {
    List<Object> changes =
        ingestOn("tocsinstorehistory")
            .filter(
                right -> !Template.list(Template.at(right, "Action")).contains("dynamodb:Query"))
            .toList();
    assertEquals(
        List.of("dynamodb:UpdateItem", "dynamodb:UpdateItem"),
        changes.stream().map(right -> Template.at(right, "Action")).toList());
    assertEquals(
        List.of(List.of("alert#*"), List.of("incident#*")),
        changes.stream()
            .map(
                right ->
                    Template.at(
                        right, "Condition", "ForAllValues:StringLike", "dynamodb:LeadingKeys"))
            .toList());
  }

  private static Stream<Object> ingestOn(String resource) {
    return template.rights("ingest").stream()
        .filter(right -> Template.target(Template.at(right, "Resource")).startsWith(resource));
  }

  @Test
  void onlyWhatMakesKeysSealsAndOpensTheirSecretsAndSaysOfWhichKey() {
    Resource key = template.only("AWS::KMS::Key");
    assertEquals(true, key.at("EnableKeyRotation"));
    assertEquals("Retain", key.whole().get("DeletionPolicy"));
    assertEquals(key.id(), Template.target(template.variables("ingest").get("TOCSIN_KMS_KEY_ID")));
    List<Object> granted = new ArrayList<>();
    for (Resource policy : template.all("AWS::IAM::Policy")) {
      for (Object statement : Template.list(policy.at("PolicyDocument", "Statement"))) {
        if (Template.at(statement, "Action").toString().contains("kms:")
            && !Template.at(statement, "Condition").toString().contains("kms:ViaService")) {
          assertTrue(makesKeys(policy), policy.id());
          granted.add(statement);
        }
      }
    }
    assertEquals(2, granted.size());
    for (Object one : granted) {
      assertEquals(List.of("kms:Decrypt", "kms:Encrypt"), Template.at(one, "Action"));
      assertEquals(key.id(), Template.target(Template.at(one, "Resource")));
      assertEquals(
          Map.of(
              "ForAllValues:StringEquals",
              Map.of("kms:EncryptionContextKeys", List.of("tocsin:key")),
              "Null",
              Map.of("kms:EncryptionContext:tocsin:key", "false")),
          Template.at(one, "Condition"));
    }
  }

  private static String key() {
    return template.only("AWS::KMS::Key").id();
  }

  private static boolean makesKeys(Resource policy) {
    return policy.id().startsWith("tocsiningest") || policy.id().startsWith("tocsinanswer");
  }

  @Test
  void ofTheKeysTableWhatMakesKeysReadsAndWritesItemsAndNobodyElseAnything() {
    for (Resource policy : template.all("AWS::IAM::Policy")) {
      for (Object statement : Template.list(policy.at("PolicyDocument", "Statement"))) {
        Object resource = Template.at(statement, "Resource");
        if (resource.toString().contains("tocsinstorekeys")) {
          assertTrue(makesKeys(policy), policy.id());
          Set<Object> actions = new HashSet<>(Template.list(Template.at(statement, "Action")));
          // An owner's keys are deleted over HTTP alone.
          assertEquals(
              policy.id().startsWith("tocsiningest"), actions.remove("dynamodb:DeleteItem"));
          assertEquals(
              Set.of(
                  "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"),
              actions);
        }
      }
    }
  }

  @Test
  void theTickMayOnlyLookAtWhatIsDueAndSayItOnQueues() {
    Set<Object> actions =
        template.rights("tick").stream()
            .flatMap(statement -> Template.list(Template.at(statement, "Action")).stream())
            .filter(action -> !String.valueOf(action).startsWith("kms:"))
            .collect(Collectors.toSet());
    assertEquals(
        Set.of(
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "sqs:SendMessage",
            "dynamodb:GetItem",
            "dynamodb:Query"),
        actions);
  }

  @Test
  void whatAnswersMayChangeKeysAndDeleteNothing() {
    Set<Object> actions =
        template.rights("answer").stream()
            .flatMap(statement -> Template.list(Template.at(statement, "Action")).stream())
            .filter(action -> String.valueOf(action).startsWith("dynamodb:"))
            .collect(Collectors.toSet());
    assertEquals(
        Set.of(
            "dynamodb:BatchGetItem",
            "dynamodb:GetItem",
            "dynamodb:PutItem",
            "dynamodb:Query",
            "dynamodb:UpdateItem"),
        actions);
  }

  @Test
  void onlyTheDrainMaySendMailAndPublishAndOnlyWhereItWasSaid() {
    int granted = 0;
    for (Resource policy : template.all("AWS::IAM::Policy")) {
      for (Object statement : Template.list(policy.at("PolicyDocument", "Statement"))) {
        String actions = Template.list(Template.at(statement, "Action")).toString();
        String resources = Template.list(Template.at(statement, "Resource")).toString();
        if (actions.contains("ses:") || actions.contains("sns:")) {
          assertTrue(policy.id().startsWith("tocsindrain"), policy.id());
          assertTrue(
              actions.equals("[sns:Publish]")
                  ? resources.equals("[" + TOPIC + "]")
                  : actions.equals("[ses:SendRawEmail]")
                      && resources.contains(":identity/example.org"),
              actions + " on " + resources);
          granted++;
        }
      }
    }
    assertEquals(2, granted);
  }

  @Test
  void eachFunctionIsToldWhatItReadsAndNoSecretIsInTheTemplate() {
    Map<?, ?> ingest = template.variables("ingest");
    assertEquals("250", ingest.get("TOCSIN_KEY_QUOTA"));
    assertFalse(ingest.containsKey("DISCORD_WEBHOOK_GENERAL"));
    assertTrue(ingest.containsKey("TOCSIN_ALERTS_QUEUE_URL"));
    assertEquals(
        "{{resolve:secretsmanager:alerts/tocsin:SecretString:WEBHOOK_SECRET_KEY::v-1}}",
        ingest.get("WEBHOOK_SECRET_KEY"));
    assertEquals(
        Set.of(
            "TOCSIN_KEYS_TABLE",
            "TOCSIN_OUTBOX_TABLE",
            "TOCSIN_HISTORY_TABLE",
            "TOCSIN_ALERTS_QUEUE_URL",
            "TOCSIN_INTERACTIONS_QUEUE_URL",
            "TOCSIN_KMS_KEY_ID",
            "TOCSIN_SEALING_KEY"),
        template.variables("answer").keySet());
    assertTrue(ingest.containsKey("TOCSIN_INTERACTIONS_QUEUE_URL"));
    assertTrue(ingest.containsKey("TOCSIN_DEAD_LETTERS_QUEUE_URL"));
    assertEquals("false", ingest.get("TOCSIN_DIRECT_MESSAGES"));
    assertTrue(ingest.containsKey("DISCORD_PUBLIC_KEY"));
    for (String name : List.of("route", "drain")) {
      Map<?, ?> dispatch = template.variables(name);
      assertEquals("20", dispatch.get("DISCORD_RATE_LIMIT"));
      assertFalse(dispatch.containsKey("WEBHOOK_SECRET_KEY"));
      assertTrue(dispatch.containsKey("DISCORD_WEBHOOK_GENERAL"));
      assertTrue(dispatch.containsKey("OPS_SLACK"), "a name that tocsin.yml may use");
    }
    assertEquals(
        Set.of(
            "TOCSIN_KEYS_TABLE",
            "TOCSIN_OUTBOX_TABLE",
            "TOCSIN_HISTORY_TABLE",
            "TOCSIN_WAKES_QUEUE_URL",
            "TOCSIN_MEETINGS_QUEUE_URL"),
        template.variables("tick").keySet());
  }

  private static List<Map<String, String>> keys(
      TableSchema.Attribute partition, TableSchema.Attribute sort) {
    return List.of(
        Map.of("AttributeName", partition.name(), "KeyType", "HASH"),
        Map.of("AttributeName", sort.name(), "KeyType", "RANGE"));
  }
}
