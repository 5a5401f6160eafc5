package io.tocsin.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.infra.FunctionRole;
import io.tocsin.keys.Secret;
import io.tocsin.wire.Wire;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestWatcher;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Alerts on their whole way, through functions that are processes of their own. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "Lambda's runtime client is there for Linux only")
@ExtendWith(NeedsNode.class)
@TestInstance(Lifecycle.PER_CLASS)
abstract class WholePathContract<P extends Place> {
  private static final Pattern SHOWN =
      Pattern.compile("Key: `(cm_[0-9a-f]+)`.*Secret: .*?([0-9a-f]{64})");

  private final P place;
  private final Stage stage;
  private final Path logs;

  /** Whatever fails, what the functions printed says why. */
  @RegisterExtension final TestWatcher watcher = new Printed(this::output);

  WholePathContract(P place) throws IOException {
    this.place = place;
    Path folder = Path.of("target", "functions", getClass().getSimpleName());
    logs = Files.createDirectories(folder.toAbsolutePath());
    stage = new Stage(place, logs);
  }

  final Stage stage() {
    return stage;
  }

  final P place() {
    return place;
  }

  private String output() {
    return stage.output();
  }

  @BeforeAll
  void start() throws InterruptedException {
    stage.startAll();
  }

  @AfterAll
  void end() throws IOException {
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
    put("ALERTS", "no alert at all");
    stage.tables.refuse(unlucky);
    assertEquals(1, stage.alerts.poll().size(), "messages that come again");
    assertEquals(List.of("no alert at all"), take("DEAD_LETTERS"));
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

  /** By the template's own redrive policy, and then as an operator does it. */
  @Test
  void whatFailsAgainAndAgainIsPutAwayAndCanBeRedriven() throws Exception {
    String id = send("vault", "P2", "never stored", "security");
    stage.tables.refuse(id);
    int most = stage.mostReceives(FunctionRole.ROUTE);
    for (int i = 0; i < most; i++) {
      assertEquals(1, stage.alerts.poll().size(), "it comes again");
    }
    assertEquals(0, stage.alerts.poll().size(), "it is put away");
    String failed = arn("ALERTS_FAILED");
    stage.tables.accept(id);
    place.sqs().startMessageMoveTask(redrive -> redrive.sourceArn(failed));
    stage.until("it is recorded", () -> delivered(id));
    assertEquals(1, count("SECURITY", "never stored"));
  }

  @Test
  void whatTheStreamTellsIsCountedOnceAndOnlyWhatExpiredIsFiled() throws Exception {
    String id = send("counted", "P3", "to be counted", "news");
    stage.until("it is recorded", () -> delivered(id));
    stage.until("it is counted", () -> stage.changes.poll() == 0 && counted().has("counted"));
    ObjectNode before = counted();
    assertEquals(1, before.path("counted").asInt(), before.toString());
    assertTrue(before.path("delivered").asInt() > 0, before.toString());
    stage.changes.rewind();
    assertTrue(stage.changes.poll() > 0, "told again");
    assertEquals(before, counted());
    assertEquals(0, stage.expired.poll(), "nothing has expired");
  }

  /** How many alerts of each service, and how many deliveries have ended how. */
  private ObjectNode counted() throws Exception {
    JsonNode report = stage.read("/api/v1/reports/deliveries");
    ObjectNode counted = report.at("/total/ended").deepCopy();
    report
        .path("services")
        .forEach(each -> counted.set(each.path("service").asText(), each.path("alerts")));
    return counted;
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

  final String send(String service, String priority, String title, String type) throws Exception {
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

  final boolean delivered(String id) throws Exception {
    JsonNode deliveries = stage.read("/api/v1/alerts/" + id).path("deliveries");
    return !deliveries.findValuesAsText("state").isEmpty()
        && deliveries.findValuesAsText("state").stream().allMatch("delivered"::equals);
  }

  /** How often the webhook was told of that. */
  final long count(String hook, String text) {
    return stage.discord.at(Stage.hook(hook)).stream().filter(body -> body.contains(text)).count();
  }

  private void put(String queue, String body) {
    place.sqs().sendMessage(message -> message.queueUrl(stage.queue(queue)).messageBody(body));
  }

  /** What lies in a queue, of which nothing is left there. */
  private List<String> take(String queue) {
    String url = stage.queue(queue);
    List<Message> messages = place.sqs().receiveMessage(ask -> ask.queueUrl(url)).messages();
    messages.forEach(
        message ->
            place
                .sqs()
                .deleteMessage(
                    request -> request.queueUrl(url).receiptHandle(message.receiptHandle())));
    return messages.stream().map(Message::body).toList();
  }

  private String arn(String queue) {
    QueueAttributeName arn = QueueAttributeName.QUEUE_ARN;
    return String.valueOf(
        place
            .sqs()
            .getQueueAttributes(ask -> ask.queueUrl(stage.queue(queue)).attributeNames(arn))
            .attributes()
            .get(arn));
  }
}
