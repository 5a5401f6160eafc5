package io.tocsin.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.aws.DynamoDbLocal;
import io.tocsin.aws.DynamoDbLocalExtension;
import io.tocsin.aws.ElasticMq;
import io.tocsin.aws.ElasticMqExtension;
import io.tocsin.infra.FunctionRole;
import io.tocsin.keys.Secret;
import io.tocsin.wire.Wire;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Alerts on their whole way, through functions that are processes of their own. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "Lambda's runtime client is there for Linux only")
@ExtendWith({ElasticMqExtension.class, DynamoDbLocalExtension.class})
class WholePathTest {
  private static final Pattern SHOWN =
      Pattern.compile("Key: `(cm_[0-9a-f]+)`.*Secret: .*?([0-9a-f]{64})");

  private static Path logs;
  private static Stage stage;
  private static SqsClient sqs;

  /** Whatever fails, what the functions printed says why. */
  @RegisterExtension static final TestWatcher WATCHER = new Printed(() -> stage.output());

  @BeforeAll
  static void start(ElasticMq queues, DynamoDbLocal dynamoDb, @TempDir Path folder)
      throws IOException, InterruptedException {
    logs = folder;
    sqs = queues.client();
    stage = new Stage(queues, dynamoDb, logs);
    stage.startAll();
  }

  @AfterAll
  static void end() throws IOException {
    String printed = stage.output();
    stage.close();
    assertTrue(printed.contains("\"level\""), "the functions print their log");
    stage.secrets().forEach(secret -> assertFalse(printed.contains(secret), "a secret is printed"));
  }

  @Test
  void anAlertGoesFromTheGatewayToItsChannelAndIsOnRecord() throws Exception {
    String id = send("plex", "P3", "general news", "news");
    stage.until("it arrives", () -> count("GENERAL", "general news") == 1);
    stage.until("it is recorded", () -> delivered(id));
    JsonNode alert = stage.read("/api/v1/alerts/" + id);
    assertEquals("general news", alert.path("title").asText(), alert.toString());
    assertEquals(1, count("GENERAL", "general news"));
  }

  @Test
  void theSameAlertTwiceIsToldOnce() throws Exception {
    ObjectNode alert = alert("plex", "P3", "twice", "news");
    alert.putObject("details").put("alert_id", "the-same-one");
    String id = stage.send(alert).path("id").asText();
    assertEquals(id, stage.send(alert).path("id").asText());
    stage.until("it is recorded", () -> delivered(id));
    stage.alerts.poll();
    stage.wakes.poll();
    assertEquals(1, count("GENERAL", "twice"));
  }

  @Test
  void ofABatchOnlyWhatFailedComesAgain() throws Exception {
    String lucky = send("vault", "P2", "stored at once", "security");
    String unlucky = send("vault", "P2", "not stored at first", "security");
    sqs.sendMessage(
        message -> message.queueUrl(stage.queue("ALERTS")).messageBody("no alert at all"));
    stage.tables.refuse(unlucky);
    assertEquals(1, stage.alerts.poll().size(), "messages that come again");
    List<Message> dead =
        sqs.receiveMessage(message -> message.queueUrl(stage.queue("DEAD_LETTERS"))).messages();
    assertEquals(List.of("no alert at all"), dead.stream().map(Message::body).toList());
    stage.tables.accept(unlucky);
    stage.until("the one is recorded", () -> delivered(lucky));
    stage.until("and the other", () -> delivered(unlucky));
    assertEquals(1, count("SECURITY", "stored at once"));
    assertEquals(1, count("SECURITY", "not stored at first"));
  }

  @Test
  void whatADrainerHadWhenItWasKilledIsSentAgain() throws Exception {
    stage.discord.fallSilent(Stage.hook("MONITORING"));
    String id = send("disk", "P2", "killed while sending", "monitoring");
    stage.alerts.poll();
    CompletableFuture<Void> killer =
        CompletableFuture.runAsync(
            () -> {
              while (count("MONITORING", "killed while sending") == 0) {
                Thread.onSpinWait();
              }
              stage.function(FunctionRole.DRAIN).kill();
            });
    int before = stage.function(FunctionRole.DRAIN).processes();
    // A wake of another lane may come first.
    while (stage.wakes.poll().isEmpty()) {
      assertFalse(delivered(id));
    }
    killer.join();
    assertFalse(delivered(id));
    stage.discord.speakAgain(Stage.hook("MONITORING"));
    // The lease of the dead must end first; then the tick finds the lane.
    stage.until(
        "it is sent again",
        () -> {
          stage.tick();
          return count("MONITORING", "killed while sending") == 2;
        });
    stage.until("it is recorded", () -> delivered(id));
    assertEquals(before + 1, stage.function(FunctionRole.DRAIN).processes());
  }

  @Test
  void aLostWakeIsMadeUpForByTheTick() throws Exception {
    String id = send("mixer", "P4", "nobody is woken", "tracklist");
    stage.alerts.poll();
    stage.wakes.purge();
    stage.until("the tick finds it", () -> stage.tick() > 0);
    stage.until("it arrives", () -> count("TRACKLIST", "nobody is woken") == 1);
    stage.until("it is recorded", () -> delivered(id));
  }

  @Test
  void aCriticalAlertBecomesAMeetingToWhichPeopleAreInvited() throws Exception {
    String id = send("database", "P1", "all is lost", "outage");
    stage.until("people are invited", () -> stage.mail.getReceivedMessages().length == 1);
    MimeMessage invitation = stage.mail.getReceivedMessages()[0];
    assertEquals("ann@example.org", invitation.getAllRecipients()[0].toString());
    stage.until("it is told", () -> count("CRITICAL", "all is lost") == 1);
    stage.until("the meeting is announced", () -> count("GENERAL", "Meeting set") > 0);
    assertFalse(stage.read("/api/v1/alerts/" + id).path("meeting").isMissingNode());
  }

  @Test
  void aSlashCommandIsPromisedAnAnswerByOneProcessAndGivenItByAnother() throws Exception {
    JsonNode promised =
        stage
            .function(FunctionRole.INGEST)
            .invoke(SlashCommand.event("register", "label", "my server"));
    assertEquals(5, Wire.parse(promised.path("body").asText()).path("type").asInt());
    String answers = "/api/v10/webhooks/77/";
    stage.until("it is answered", () -> !stage.discord.at(answers).isEmpty());
    Matcher shown = SHOWN.matcher(stage.discord.at(answers).get(0));
    assertTrue(shown.find(), "a key is shown with its secret");
    String alert = Wire.write(alert("plex", "P4", "with the new key", "news"));
    JsonNode taken =
        stage
            .function(FunctionRole.INGEST)
            .invoke(
                Events.signed("/api/v1/alert", shown.group(1), Secret.of(shown.group(2)), alert));
    assertEquals(200, taken.path("statusCode").asInt(), taken::toString);
  }

  @Test
  void whatTheStreamTellsIsCountedOnceAndOnlyWhatExpiredIsFiled() throws Exception {
    String id = send("counted", "P3", "to be counted", "news");
    stage.until("it is recorded", () -> delivered(id));
    String told = stage.history.told("alert#" + id);
    for (int i = 0; i < 2; i++) {
      JsonNode answer = stage.function(FunctionRole.COUNT).invoke(told);
      assertEquals(0, answer.path("batchItemFailures").size(), answer.toString());
    }
    JsonNode report = stage.read("/api/v1/reports/deliveries");
    assertEquals("counted", report.at("/services/0/service").asText(), report.toString());
    assertEquals(1, report.at("/services/0/alerts").asInt(), report.toString());
    assertEquals(1, report.at("/total/ended/delivered").asInt(), report.toString());
    assertEquals(0, stage.function(FunctionRole.ARCHIVE).invoke(told).asInt());
  }

  @Test
  void theEntryBehindARestApiAnswers() throws Exception {
    try (Lambda rest =
        Lambda.of(
            FunctionRole.INGEST,
            "io.tocsin.ingest.IngestRestFunction",
            stage.environment(FunctionRole.INGEST),
            logs)) {
      JsonNode answer = rest.invoke(Wire.write(Events.read("http-v1")));
      assertEquals(200, answer.path("statusCode").asInt(), rest::output);
      assertEquals("{\"status\":\"up\"}", answer.path("body").asText());
    }
  }

  private static String send(String service, String priority, String title, String type)
      throws Exception {
    return stage.send(alert(service, priority, title, type)).path("id").asText();
  }

  private static ObjectNode alert(String service, String priority, String title, String type) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("service", service)
        .put("priority", priority)
        .put("title", title)
        .put("type", type);
  }

  private static boolean delivered(String id) throws Exception {
    JsonNode deliveries = stage.read("/api/v1/alerts/" + id).path("deliveries");
    return !deliveries.findValuesAsText("state").isEmpty()
        && deliveries.findValuesAsText("state").stream().allMatch("delivered"::equals);
  }

  /** How often the webhook was told of that. */
  private static long count(String hook, String text) {
    return stage.discord.at(Stage.hook(hook)).stream().filter(body -> body.contains(text)).count();
  }
}
