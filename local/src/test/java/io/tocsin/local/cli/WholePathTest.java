package io.tocsin.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.aws.DynamoDbLocal;
import io.tocsin.local.LocalOptions;
import io.tocsin.local.LocalTocsin;
import io.tocsin.local.MendableException;
import io.tocsin.local.queues.LocalQueue;
import io.tocsin.local.sources.LocalSqs;
import io.tocsin.local.standins.DiscordMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;

@Timeout(120)
class WholePathTest {
  private final Path data;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  WholePathTest(@TempDir Path directory) throws IOException {
    this.data = Files.createTempDirectory(directory, "run").resolve("data");
  }

  @Test
  void anAlertArrivesAndIsOnRecordAlsoAfterARestart() {
    try (LocalTocsin tocsin = start(LocalOptions.in(data))) {
      theWholePath(tocsin);
      assertThrows(MendableException.class, () -> start(LocalOptions.in(data)));
    }
    try (LocalTocsin tocsin = start(LocalOptions.in(data))) {
      assertTrue(run(tocsin, "history").contains("plex is down"));
      assertEquals(0, tocsin.standIns().discord().counts().messages());
    }
  }

  @Test
  void theSameHoldsForTablesInDynamoDb() throws Exception {
    DynamoDbLocal dynamoDb = DynamoDbLocal.start();
    try (LocalTocsin tocsin = start(LocalOptions.in(data).withDynamoDb(dynamoDb.endpoint()))) {
      theWholePath(tocsin);
    } finally {
      dynamoDb.close();
    }
  }

  @Test
  void aMessageOnTheQueueIsAnAlertToo() {
    assertEquals(
        "errors",
        arrivesFromTheQueue(
            "{\"version\":1,\"source\":\"test\",\"service\":\"nas\","
                + "\"severity\":\"high\",\"title\":\"disk full\"}"));
  }

  @Test
  void soIsAnAlarmOfCloudWatchThatATopicBrings() {
    assertEquals(
        "critical",
        arrivesFromTheQueue(
            "{\"Type\":\"Notification\",\"MessageId\":\"1\",\"TopicArn\":\"arn:aws:sns:x:1:t\","
                + "\"Message\":\"{\\\"AlarmName\\\":\\\"nas\\\",\\\"NewStateValue\\\":\\\"ALARM\\\","
                + "\\\"AlarmDescription\\\":\\\"severity: critical\\\"}\"}"));
  }

  /** Which webhook a message ends at that is put on the queue of alerts. */
  private String arrivesFromTheQueue(String message) {
    try (LocalTocsin tocsin = start(LocalOptions.in(data));
        SqsClient sqs = LocalSqs.client(tocsin.sqsEndpoint())) {
      sqs.sendMessage(
          request -> request.queueUrl(tocsin.queueUrl(LocalQueue.ALERTS)).messageBody(message));
      return arrived(tocsin, 1).get(0).webhook();
    }
  }

  @Test
  void wrongCommandsSayWhatToMend() {
    assertEquals(2, command(Map.of(), "send", "--service", "x"));
    assertTrue(text(err).contains("--priority"));
    assertEquals(1, command(Map.of(), "history", "--data", data.toString()));
    assertTrue(text(err).contains("./tocsin up"));
    assertEquals(2, command(Map.of(), "up", "--store", "dynamodb"));
    assertTrue(text(err).contains("--endpoint"));
  }

  private void theWholePath(LocalTocsin tocsin) {
    String answer =
        run(
            tocsin,
            "send",
            "--service",
            "plex",
            "--priority",
            // One that is critical becomes a meeting, which is told as well, some time.
            "P2",
            "--title",
            "plex is down",
            "--details",
            "region=eu",
            "--details",
            "rack=7");
    assertTrue(answer.contains("\"accepted\""), answer);
    DiscordMessage message = arrived(tocsin, 1).get(0);
    assertEquals("errors", message.webhook());
    assertEquals(List.of("plex is down"), message.titles());
    assertFalse(message.mayPing());
    awaitDelivered(tocsin);
    assertEquals(0, tocsin.standIns().discord().counts().throttled());
  }

  private void awaitDelivered(LocalTocsin tocsin) {
    String history = run(tocsin, "history");
    while (!history.contains("delivered")) {
      history = run(tocsin, "history");
    }
    assertTrue(history.contains("discord-errors"), history);
  }

  private static List<DiscordMessage> arrived(LocalTocsin tocsin, int count) {
    while (tocsin.standIns().discord().messages().size() < count) {
      Thread.onSpinWait();
    }
    return tocsin.standIns().discord().messages();
  }

  private static LocalTocsin start(LocalOptions options) {
    return LocalTocsin.start(options, part -> {});
  }

  /** What a command prints that succeeds. */
  private String run(LocalTocsin tocsin, String... arguments) {
    out.reset();
    int code = command(Map.of("TOCSIN_URL", tocsin.url().toString()), with(arguments));
    assertEquals(0, code, text(err));
    return text(out);
  }

  private String[] with(String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--data";
    all[arguments.length + 1] = data.toString();
    return all;
  }

  private int command(Map<String, String> environment, String... arguments) {
    return Main.run(
        new Surroundings(
            environment,
            data,
            Clock.systemUTC(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8)),
        arguments);
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
