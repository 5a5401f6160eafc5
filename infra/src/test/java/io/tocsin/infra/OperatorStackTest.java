package io.tocsin.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tocsin.infra.Template.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stack for which everything that an operator may wish for was chosen. */
class OperatorStackTest {
  private static final String FUNCTION = "AWS::Lambda::Function";
  private static final String TOPIC = "AWS::SNS::Topic";
  private static final String SOURCE = "arn:aws:sns:eu-central-1:123456789012:billing";
  private static final String BOUNDARY = "arn:aws:iam::123456789012:policy/boundary";
  private static final String CERTIFICATE =
      "arn:aws:acm:eu-central-1:123456789012:certificate/0a1b-2c";

  private static final String YML =
      """
      version: 1
      targets:
        ops: { channel: discord, url: "${env:OPS_DISCORD}" }
        desk: { channel: meeting }
      routes:
        - to: [ops, desk]
      """;

  private static Template template = new Template(Map.of());

  @BeforeAll
  static void synthesise(@TempDir Path folder) throws IOException {
    if (!Template.nodeIsThere()) {
      return;
    }
    TocsinYml yml = TocsinYml.at(Files.writeString(folder.resolve("tocsin.yml"), YML));
    template =
        Template.of(
            folder,
            props ->
                props
                    .config(yml)
                    .secrets(new SecretSettings("tocsin", "v-1", Set.of("OPS_DISCORD")))
                    .settings(Map.of("DISCORD_PUBLIC_KEY", "not looked at"))
                    .kmsKey(TocsinProps.NEW_KMS_KEY)
                    .sources(Set.of(SOURCE))
                    .domain(new CustomDomain("alerts.example.org", CERTIFICATE))
                    .alarms(
                        AlarmSettings.DEFAULT
                            .mailedTo(Set.of("ops@example.org"))
                            .silentFor(Duration.ofMinutes(90)))
                    .logsKept(Duration.ofDays(7))
                    .tags(Map.of("team", "ops"))
                    .functions(
                        FunctionOptions.NONE
                            .within(BOUNDARY)
                            .under("/tocsin/")
                            .withMemory(FunctionRole.MEET, 2048)
                            .withReserved(FunctionRole.DRAIN, 20)));
  }

  @BeforeEach
  void needNode() {
    assumeTrue(Template.nodeIsThere(), "there is no node on the PATH to synthesise the stack with");
  }

  @Test
  void thereAreTheseAlarmsAllToldOnOneTopicAndInTheRunbook() throws IOException {
    Set<String> names = new TreeSet<>();
    for (Resource alarm : template.all("AWS::CloudWatch::Alarm")) {
      String description = String.valueOf(alarm.at("AlarmDescription"));
      names.add(description.replaceFirst("Tocsin: (.*),.*", "$1"));
      assertEquals(only(TOPIC), Template.target(alarm.at("AlarmActions")), alarm.id());
    }
    assertEquals(
        new TreeSet<>(
            Set.of(
                "failed-messages",
                "dead-letters",
                "late-alerts",
                "late-wakes",
                "late-interactions",
                "late-meetings",
                "errors",
                "throttled",
                "breaker-open",
                "undelivered",
                "nothing-delivered")),
        names);
    assertEquals(names, explained());
  }

  /** The alarms that the runbook says what to do about. */
  private static Set<String> explained() throws IOException {
    String runbook = Files.readString(Path.of("..", "docs", "operations.md"));
    return runbook
        .substring(runbook.indexOf("| alarm |"), runbook.indexOf("## Costs"))
        .lines()
        .filter(line -> line.startsWith("| `"))
        .flatMap(line -> Pattern.compile("`([a-z-]+)`").matcher(line.split("\\|", -1)[1]).results())
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void noFunctionAndNoQueueForWhatFailedIsLeftOutOfThem() {
    assertEquals(ids(FUNCTION, "function"), watched("errors", "FunctionName"));
    assertEquals(ids(FUNCTION, "function"), watched("throttled", "FunctionName"));
    Set<String> failed = ids("AWS::SQS::Queue", "failed");
    assertEquals(6, failed.size());
    assertEquals(failed, watched("failedmessages", "QueueName"));
  }

  private static Set<String> ids(String type, String ending) {
    return template.all(type).stream()
        .map(Resource::id)
        .filter(id -> id.matches(".*" + ending + "[0-9A-F]{8}"))
        .collect(Collectors.toSet());
  }

  private static Set<String> watched(String alarm, String dimension) {
    return Template.list(alarm(alarm).at("Metrics")).stream()
        .flatMap(
            metric ->
                Template.list(Template.at(metric, "MetricStat", "Metric", "Dimensions")).stream())
        .filter(each -> Template.at(each, "Name").equals(dimension))
        .map(Template::target)
        .collect(Collectors.toSet());
  }

  @Test
  void alarmsOfItsOwnMetricsAskForThemByName() {
    assertEquals(
        "SELECT MAX(lanes_failing) FROM SCHEMA(\"Tocsin\", service, channel)"
            + " WHERE service = 'tocsin'",
        asked("breakeropen"));
    assertEquals(
        "SELECT MAX(lanes_oldest_age) FROM SCHEMA(\"Tocsin\", service, channel)"
            + " WHERE service = 'tocsin'",
        asked("undelivered"));
    assertEquals(
        "SELECT COUNT(delivery_time) FROM SCHEMA(\"Tocsin\", service, channel)"
            + " WHERE service = 'tocsin'",
        asked("nothingdelivered"));
    Resource silent = alarm("nothingdelivered");
    assertEquals("breaching", silent.at("TreatMissingData"));
    assertEquals(5400, Template.at(Template.list(silent.at("Metrics")).get(0), "Period"));
    assertEquals(1800, alarm("undelivered").at("Threshold"));
  }

  private static Object asked(String alarm) {
    return Template.at(Template.list(alarm(alarm).at("Metrics")).get(0), "Expression");
  }

  private static Resource alarm(String name) {
    return template.one("AWS::CloudWatch::Alarm", "tocsinalarms" + name);
  }

  @Test
  void cloudWatchMayPublishAndDecryptAndNobodyUnencrypted() {
    assertEquals(key(), Template.target(template.only(TOPIC).at("KmsMasterKeyId")));
    String policy = template.only("AWS::SNS::TopicPolicy").at("PolicyDocument").toString();
    assertTrue(policy.contains("Service=cloudwatch.amazonaws.com"), policy);
    assertTrue(policy.contains("aws:SourceAccount={Ref=AWS::AccountId}"), policy);
    assertTrue(policy.contains("aws:SecureTransport=false"), policy);
    List<String> services = List.of("cloudwatch.amazonaws.com", "sns.amazonaws.com", "logs.");
    String keys = template.only("AWS::KMS::Key").at("KeyPolicy").toString();
    services.forEach(service -> assertTrue(keys.contains(service), service));
    assertEquals(
        Set.of("ops@example.org"),
        template.all("AWS::SNS::Subscription").stream()
            .filter(each -> each.at("Protocol").equals("email"))
            .map(each -> each.at("Endpoint"))
            .collect(Collectors.toSet()));
  }

  @Test
  void oneKeyEncryptsTablesQueuesAndLogs() {
    for (Resource table : template.all("AWS::DynamoDB::Table")) {
      assertEquals(key(), Template.target(table.at("SSESpecification", "KMSMasterKeyId")));
    }
    for (Resource queue : template.all("AWS::SQS::Queue")) {
      assertEquals(key(), Template.target(queue.at("KmsMasterKeyId")), queue.id());
    }
    List<Resource> logs = template.all("AWS::Logs::LogGroup");
    assertEquals(8, logs.size());
    for (Resource log : logs) {
      assertEquals(key(), Template.target(log.at("KmsKeyId")), log.id());
      assertEquals(7, log.at("RetentionInDays"), log.id());
    }
  }

  @Test
  void everyFunctionUsesTheKeyThroughTablesAndQueuesOnly() {
    Resource policy = template.one("AWS::IAM::Policy", "tocsinkeyuse");
    assertEquals(7, Template.list(policy.at("Roles")).size());
    for (Object use : Template.list(policy.at("PolicyDocument", "Statement"))) {
      String where = Template.at(use, "Condition").toString();
      assertTrue(where.contains("kms:ViaService") && where.contains("sqs."), where);
      assertEquals(key(), Template.target(Template.at(use, "Resource")));
    }
  }

  @Test
  void whatTopicsSayGoesOnTheQueueOfAlertsInTheirEnvelope() {
    Resource subscription =
        template.all("AWS::SNS::Subscription").stream()
            .filter(each -> each.at("Protocol").equals("sqs"))
            .findFirst()
            .orElseThrow();
    assertEquals(SOURCE, subscription.at("TopicArn"));
    assertEquals("", subscription.at("RawMessageDelivery"), "in the envelope, whose id is known");
    Resource alerts = template.one("AWS::SQS::Queue", "tocsinqueuesalerts");
    assertEquals(alerts.id(), Template.target(subscription.at("Endpoint")));
    Resource failed = template.one("AWS::SQS::Queue", "tocsinqueuessourcesfailed");
    assertEquals(
        failed.id(), Template.target(subscription.at("RedrivePolicy", "deadLetterTargetArn")));
    for (Resource policy : template.all("AWS::SQS::QueuePolicy")) {
      String queue = Template.target(policy.at("Queues"));
      boolean open = Set.of(alerts.id(), failed.id()).contains(queue);
      String document = policy.at("PolicyDocument").toString();
      assertEquals(open, document.contains("sns.amazonaws.com"), queue);
      assertEquals(open, document.contains("aws:SourceArn=" + SOURCE), queue);
    }
  }

  @Test
  void theFileTravelsAsALayerToThoseThatReadIt() {
    Resource layer = template.only("AWS::Lambda::LayerVersion");
    for (String reads : List.of("ingest", "route", "drain", "meet")) {
      assertEquals(layer.id(), Template.target(function(reads).at("Layers")), reads);
      assertEquals("/opt/tocsin.yml", template.variables(reads).get("TOCSIN_CONFIG"));
    }
    for (String other : List.of("answer", "tick")) {
      assertEquals("", function(other).at("Layers"), other);
      assertFalse(template.variables(other).containsKey("TOCSIN_CONFIG"), other);
    }
  }

  @Test
  void aTargetThatIsTheMeetingDeskIsEnoughForMeetings() {
    assertEquals("io.tocsin.scheduler.MeetingsFunction", function("meet").at("Handler"));
  }

  @Test
  void aNameOfOnesOwnIsWhereItIsReached() {
    assertEquals(
        "alerts.example.org", template.only("AWS::ApiGatewayV2::DomainName").at("DomainName"));
    assertEquals(1, template.all("AWS::ApiGatewayV2::ApiMapping").size());
    assertEquals(
        "https://alerts.example.org", template.variables("drain").get("TOCSIN_PUBLIC_URL"));
    assertTrue(Template.at(template.root(), "Outputs").toString().contains("DomainTarget"));
  }

  @Test
  void rolesStayWithinTheBoundaryAndUnderThePath() {
    assertEquals(7, template.all("AWS::IAM::Role").size());
    for (Resource role : template.all("AWS::IAM::Role")) {
      assertEquals(BOUNDARY, role.at("PermissionsBoundary"), role.id());
      assertEquals("/tocsin/", role.at("Path"), role.id());
    }
  }

  @Test
  void memoryAndReservedInvocationsAreThoseChosen() {
    assertEquals(2048, function("meet").at("MemorySize"));
    assertEquals(512, function("tick").at("MemorySize"));
    assertEquals(20, function("drain").at("ReservedConcurrentExecutions"));
    assertEquals("", function("route").at("ReservedConcurrentExecutions"));
  }

  @Test
  void everythingThatCanBeTaggedIs() {
    for (String type : List.of(FUNCTION, "AWS::SQS::Queue", "AWS::DynamoDB::Table", TOPIC)) {
      for (Resource each : template.all(type)) {
        assertTrue(each.at("Tags").toString().contains("{Key=team, Value=ops}"), each.id());
      }
    }
  }

  @Test
  void theDashboardShowsWhatWaitsAndWhatFails() {
    String body = template.only("AWS::CloudWatch::Dashboard").at("DashboardBody").toString();
    for (String shown :
        List.of("lanes_oldest_age", "lanes_failing", "deliveries_ended", "Errors")) {
      assertTrue(body.contains(shown), shown);
    }
  }

  @Test
  void ingestAsksHowFullTheQueuesAreThatAnAlertPassesThrough() {
    List<Object> asked =
        template.rights("ingest").stream()
            .filter(right -> Template.at(right, "Action").equals("sqs:GetQueueAttributes"))
            .flatMap(right -> Template.list(Template.at(right, "Resource")).stream())
            .toList();
    assertEquals(9, asked.size());
    assertTrue(asked.stream().anyMatch(queue -> queue.toString().contains("deadletters")));
    assertEquals(4, asked.stream().filter(queue -> queue.toString().contains("failed")).count());
    for (String name : List.of("ALERTS", "WAKES", "MEETINGS", "INTERACTIONS")) {
      assertTrue(
          template.variables("ingest").containsKey("TOCSIN_" + name + "_FAILED_QUEUE_URL"), name);
    }
    assertTrue(
        template.rights("ingest").stream()
            .filter(right -> Template.at(right, "Action").equals("sqs:SendMessage"))
            .noneMatch(right -> right.toString().contains("deadletters")));
  }

  /** With names of their own, there could be no second one in an account. */
  @Test
  void nothingHasANameOfItsOwn() {
    Set<String> names =
        Set.of(
            "QueueName",
            "TableName",
            "TopicName",
            "LogGroupName",
            "RoleName",
            "AlarmName",
            "DashboardName",
            "LayerName",
            "BucketName");
    for (Resource resource : template.resources().toList()) {
      names.forEach(name -> assertEquals("", resource.at(name), resource.id() + " " + name));
    }
    template.all(FUNCTION).forEach(each -> assertEquals("", each.at("FunctionName"), each.id()));
  }

  private static Resource function(String name) {
    return template.one(FUNCTION, "tocsin" + name + "function");
  }

  private static String key() {
    return only("AWS::KMS::Key");
  }

  private static String only(String type) {
    return template.only(type).id();
  }
}
