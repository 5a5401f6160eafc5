package io.tocsin.local.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.keys.Secret;
import io.tocsin.local.LocalOptions;
import io.tocsin.local.LocalTocsin;
import io.tocsin.local.queues.LocalQueue;
import io.tocsin.local.sources.LocalSqs;
import io.tocsin.local.standins.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Drives every way to fail, and searches everything that is written for the secrets involved. */
@ResourceLock(Resources.SYSTEM_ERR)
class SecretsTest {
  private static final Secret API_SECRET = Secret.of("api-secret-5e1f0a77c2");
  private static final Secret CLOSED = Secret.of("http://127.0.0.1:1/api/webhooks/1/closed-7d2");
  private static final Map<String, String> EXPECTED =
      Map.of(
          "fine", "delivered",
          "gone", "gone",
          "failing", "transient",
          "dropping", "ambiguous",
          "closed", "transient",
          "slack", "delivered");
  private static final String CONFIG =
      """
      version: 1
      targets:
        fine: { channel: discord, url: "${env:FINE_DISCORD}" }
        gone: { channel: discord, url: "${env:GONE_DISCORD}" }
        failing: { channel: discord, url: "${env:FAILING_DISCORD}" }
        dropping: { channel: discord, url: "${env:DROPPING_DISCORD}" }
        closed: { channel: discord, url: "${env:CLOSED}" }
        slack: { channel: slack, url: "${env:MY_SLACK}" }
      routes:
        - { match: { type: fine }, to: [fine] }
        - { match: { type: gone }, to: [gone] }
        - { match: { type: failing }, to: [failing] }
        - { match: { type: dropping }, to: [dropping] }
        - { match: { type: closed }, to: [closed] }
        - { match: { type: slack }, to: [slack] }
        - { match: { type: operator }, to: [fine] }
      """;

  @Test
  void noneIsEverWritten(@TempDir Path folder) throws Exception {
    Path config = Files.writeString(folder.resolve("tocsin.yml"), CONFIG);
    Path data = folder.resolve("data");
    Map<String, String> environment =
        Map.of(
            "WEBHOOK_API_KEY",
            "cm_test",
            "WEBHOOK_SECRET_KEY",
            API_SECRET.reveal(),
            "CLOSED",
            CLOSED.reveal(),
            "TOCSIN_PUBLIC_URL",
            "https://alerts.example.com");
    LocalOptions options = LocalOptions.in(data).withConfig(config).withEnvironment(environment);
    Map<String, String> written = new HashMap<>();
    List<String> secrets = new ArrayList<>(List.of(API_SECRET.reveal(), "closed-7d2"));
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(new Both(before, log), true, StandardCharsets.UTF_8));
    try (LocalTocsin tocsin = LocalTocsin.start(options, any -> {})) {
      secrets.addAll(tokens(tocsin));
      fault(tocsin);
      Client client = Client.of(tocsin.url(), "cm_test", API_SECRET);
      for (String type : EXPECTED.keySet()) {
        String body =
            "{\"service\":\"s\",\"priority\":\"P1\",\"title\":\"t\",\"type\":\"" + type + "\"}";
        assertEquals(200, client.post("/api/v1/alert", body).statusCode());
      }
      unreadable(tocsin);
      Eventually.happens(
          "every outcome is on record", Duration.ofMinutes(2), () -> onRecord(client));
      refusals(client, written, secrets);
      written.put("history", client.get("/alerts/recent?limit=100").body());
      for (String page : List.of("/", "/standins/discord", "/standins/slack")) {
        written.put(page, client.get(page).body());
      }
      written.put("discord.json", client.get("/standins/discord.json").body());
      written.put("slack.json", client.get("/standins/slack.json").body());
      written.put("dead letters", deadLetters(tocsin));
    } finally {
      System.setErr(before);
    }
    written.put("log", log.toString(StandardCharsets.UTF_8));
    stored(data, written);
    assertFalse(written.get("log").isEmpty(), "nothing was logged: the search proves nothing");
    written.forEach(
        (where, text) ->
            secrets.forEach(
                secret -> assertFalse(text.contains(secret), where + " holds a secret")));
  }

  private static List<String> tokens(LocalTocsin tocsin) {
    return Stream.of("fine_discord", "gone_discord", "failing_discord", "dropping_discord")
        .map(name -> tocsin.standIns().discordUrl(name, name).reveal())
        .map(url -> url.substring(url.lastIndexOf('/') + 1))
        .toList();
  }

  private static void fault(LocalTocsin tocsin) {
    tocsin.standIns().discord().fault("gone_discord", Fault.GONE);
    tocsin.standIns().discord().fault("failing_discord", Fault.SERVER_ERROR);
    tocsin.standIns().discord().fault("dropping_discord", Fault.DROP);
  }

  private static void unreadable(LocalTocsin tocsin) {
    try (SqsClient sqs = LocalSqs.client(tocsin.sqsEndpoint())) {
      sqs.sendMessage(
          request ->
              request.queueUrl(tocsin.queueUrl(LocalQueue.ALERTS)).messageBody("this is no alert"));
    }
  }

  private static boolean onRecord(Client client) throws Exception {
    Map<String, String> outcomes = new HashMap<>();
    for (JsonNode alert : client.history()) {
      JsonNode attempt = alert.path("deliveries").path(0).path("attempts").path(0);
      outcomes.put(alert.path("type").asText(), attempt.path("outcome").asText());
    }
    boolean refused = client.get("/alerts/recent").body().contains("\"refused\":[{");
    return refused
        && outcomes.containsKey("operator")
        && EXPECTED.entrySet().stream()
            .allMatch(entry -> entry.getValue().equals(outcomes.get(entry.getKey())));
  }

  /** Requests that fail, each with the signature that would have been right noted as a secret. */
  private static void refusals(Client client, Map<String, String> written, List<String> secrets)
      throws IOException, InterruptedException {
    String body = "{\"service\": 1}";
    String now = Long.toString(Instant.now().getEpochSecond());
    String right =
        io.tocsin.keys.Signature.hex(
            io.tocsin.keys.Signature.sign(API_SECRET, now, body.getBytes(StandardCharsets.UTF_8)));
    secrets.add(right);
    HttpRequest.Builder wrong =
        HttpRequest.newBuilder(client.url().resolve("/api/v1/alert"))
            .header("X-API-Key", "cm_test")
            .header("X-Timestamp", now)
            .header("X-Signature", "0".repeat(64))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    HttpResponse<String> answer =
        client.http().send(wrong.build(), HttpResponse.BodyHandlers.ofString());
    assertEquals(401, answer.statusCode());
    written.put("wrong signature", answer.body());
    HttpResponse<String> invalid = client.post("/api/v1/alert", body);
    assertEquals(400, invalid.statusCode());
    written.put("invalid", invalid.body());
    written.put("no such page", client.get("/" + "nowhere").body());
  }

  private static String deadLetters(LocalTocsin tocsin) throws Exception {
    List<String> found = new ArrayList<>();
    try (SqsClient sqs = LocalSqs.client(tocsin.sqsEndpoint())) {
      Eventually.happens(
          "the dead letters are there",
          Duration.ofMinutes(1),
          () -> {
            List<Message> messages =
                sqs.receiveMessage(
                        request ->
                            request
                                .queueUrl(tocsin.queueUrl(LocalQueue.DEAD_LETTERS))
                                .maxNumberOfMessages(10)
                                .messageAttributeNames("All"))
                    .messages();
            messages.forEach(message -> found.add(message.toString()));
            return found.size() >= 2;
          });
    }
    return String.join("\n", found);
  }

  /** What is on the disk, but for the file whose purpose is to keep the key. */
  private static void stored(Path data, Map<String, String> written) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        written.put(
            "file " + data.relativize(file),
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    assertTrue(written.keySet().stream().anyMatch(name -> name.startsWith("file ")), "no files");
  }

  /** Writes to two places. */
  private static final class Both extends OutputStream {
    private final OutputStream one;
    private final OutputStream other;

    Both(OutputStream one, OutputStream other) {
      this.one = one;
      this.other = other;
    }

    @Override
    public void write(int b) throws IOException {
      one.write(b);
      other.write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      one.write(bytes, from, count);
      other.write(bytes, from, count);
    }
  }
}
