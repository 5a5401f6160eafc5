package io.tocsin.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
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

/** A stack that makes meetings, by Slotify and mail, with the help of a model. */
class MeetingsStackTest {
  private static final String QUEUE_URL = "TOCSIN_MEETINGS_QUEUE_URL";

  private static final Map<String, String> SETTINGS =
      Map.of(
          "SLOTIFY_API_URL", "https://slotify.example.org/v1",
          "CHAINSYNC_API_URL", "https://chainsync.example.org",
          "TOCSIN_MEETING_MAIL_URL", "ses:eu-central-1",
          "TOCSIN_MEETING_MAIL_FROM", "alerts@example.org",
          "TOCSIN_MODEL_PROVIDER", "bedrock",
          "TOCSIN_MODEL_NAME", "a model");

  private static final Set<String> SECRETS =
      Set.of(
          "SLOTIFY_API_KEY",
          "CHAINSYNC_API_KEY",
          "TOCSIN_MEETING_MAIL_PASSWORD",
          "TOCSIN_MODEL_KEY");

  private static Template template = new Template(Map.of());

  @BeforeAll
  static void synthesise(@TempDir Path folder) throws IOException {
    if (Template.nodeIsThere()) {
      template =
          Template.of(
              folder,
              props ->
                  props
                      .settings(SETTINGS)
                      .secrets(new SecretSettings("alerts/tocsin", "v-1", SECRETS))
                      .mailFrom(Set.of("example.org")));
    }
  }

  /** For each test, so that each is counted as skipped. */
  @BeforeEach
  void needNode() {
    assumeTrue(Template.nodeIsThere(), "there is no node on the PATH to synthesise the stack with");
  }

  @Test
  void whatMakesMeetingsMayDoThisAndNoMore() {
    String meetings = " on tocsinqueuesmeetings";
    assertEquals(
        new TreeSet<>(
            Set.of(
                "logs:CreateLogStream on tocsinmeetlog",
                "logs:PutLogEvents on tocsinmeetlog",
                "sqs:ReceiveMessage" + meetings,
                "sqs:ChangeMessageVisibility" + meetings,
                "sqs:GetQueueUrl" + meetings,
                "sqs:DeleteMessage" + meetings,
                "sqs:GetQueueAttributes" + meetings,
                "sqs:SendMessage on tocsinqueuesalerts",
                "sqs:SendMessage" + meetings,
                "dynamodb:BatchGetItem on tocsinstorehistory",
                "dynamodb:DeleteItem on tocsinstorehistory",
                "dynamodb:GetItem on tocsinstorehistory",
                "dynamodb:PutItem on tocsinstorehistory",
                "dynamodb:Query on tocsinstorehistory",
                "dynamodb:UpdateItem on tocsinstorehistory",
                "dynamodb:UpdateItem on tocsinstorekeys where [quota#language-model]",
                "bedrock:InvokeModel on :bedrock:*::foundation-model/*",
                "bedrock:InvokeModel on :bedrock:*:ACCOUNT:inference-profile/*",
                "ses:SendRawEmail on :ses:*:ACCOUNT:identity/example.org")),
        rights(template, "meet"));
  }

  @Test
  void withAModelElsewhereAndAMailServerOfOnesOwnNeitherBedrockNorSesIsAllowed(@TempDir Path folder)
      throws IOException {
    Map<String, String> settings =
        Map.of(
            "TOCSIN_MEETING_MAIL_URL", "smtps://mail.example.org:465",
            "TOCSIN_MEETING_MAIL_FROM", "alerts@example.org",
            "TOCSIN_MODEL_PROVIDER", "openai",
            "TOCSIN_MODEL_NAME", "a model");
    Template other =
        Template.of(folder, props -> props.settings(settings).mailFrom(Set.of("example.org")));
    Set<String> less = rights(template, "meet");
    less.removeIf(right -> right.matches("(bedrock|ses):.*"));
    assertEquals(less, rights(other, "meet"));
  }

  @Test
  void ofTheHistoryTheTickSeesOnlyWhichMeetingsAreDue() {
    assertEquals(
        Set.of("dynamodb:Query on tocsinstorehistory where [meetings-due]"),
        rights(template, "tick").stream()
            .filter(right -> right.contains("tocsinstorehistory"))
            .collect(Collectors.toSet()));
  }

  @Test
  void whatSendsToTheDeskMayAndKnowsWhereItIs() {
    for (String function : List.of("ingest", "drain", "meet", "tick")) {
      assertEquals(
          template.one("AWS::SQS::Queue", "tocsinqueuesmeetings").id(),
          Template.target(template.variables(function).get(QUEUE_URL)),
          function);
    }
    assertEquals(Set.of("drain", "ingest", "meet", "tick"), having(QUEUE_URL));
    assertEquals(
        Set.of("drain", "ingest", "meet", "tick"),
        functions()
            .filter(
                one -> rights(template, one).contains("sqs:SendMessage on tocsinqueuesmeetings"))
            .collect(Collectors.toSet()));
  }

  /** A secret nobody knows is taken for a webhook, and these are known. */
  @Test
  void onlyWhatMakesMeetingsHasTheSecretsForIt() {
    for (String secret : SECRETS) {
      assertEquals(Set.of("meet"), having(secret), secret);
      assertEquals(
          "{{resolve:secretsmanager:alerts/tocsin:SecretString:" + secret + "::v-1}}",
          template.variables("meet").get(secret));
    }
  }

  @Test
  void eachFunctionIsToldOfMeetingsWhatItReads() {
    assertEquals(Set.of("drain", "ingest", "meet", "route"), having("SLOTIFY_API_URL"));
    assertEquals(Set.of("drain", "ingest", "meet", "route"), having("TOCSIN_MEETING_MAIL_FROM"));
    assertEquals(Set.of("ingest", "meet"), having("TOCSIN_MODEL_PROVIDER"));
    assertEquals(Set.of("meet"), having("CHAINSYNC_API_URL"));
    assertEquals(Set.of("meet"), having("TOCSIN_MEETING_MAIL_URL"));
  }

  private static Set<String> having(String variable) {
    return functions()
        .filter(function -> template.variables(function).containsKey(variable))
        .collect(Collectors.toSet());
  }

  private static Stream<String> functions() {
    return Stream.of("ingest", "route", "drain", "tick", "meet");
  }

  private static Set<String> rights(Template of, String function) {
    Set<String> rights = new TreeSet<>();
    for (Object statement : of.rights(function)) {
      Object where =
          Template.at(statement, "Condition", "ForAllValues:StringEquals", "dynamodb:LeadingKeys");
      for (Object action : Template.list(Template.at(statement, "Action"))) {
        for (Object resource : Template.list(Template.at(statement, "Resource"))) {
          String right = action + " on " + name(resource);
          rights.add(where.equals("") ? right : right + " where " + Template.list(where));
        }
      }
    }
    return rights;
  }

  /** Of ours without the CDK's hash, or the ARN as far as it is not the account's. */
  private static String name(Object resource) {
    String id = Template.target(resource);
    if (id.startsWith("tocsin")) {
      return id.substring(0, id.length() - 8);
    }
    return Template.list(Template.list(Template.at(resource, "Fn::Join")).get(1)).stream()
        .skip(2)
        .map(part -> part instanceof String text ? text : "ACCOUNT")
        .collect(Collectors.joining());
  }
}
