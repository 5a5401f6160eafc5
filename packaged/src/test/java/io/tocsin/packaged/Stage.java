package io.tocsin.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.tocsin.aws.DynamoDbLocal;
import io.tocsin.aws.ElasticMq;
import io.tocsin.aws.dynamodb.Tables;
import io.tocsin.infra.FunctionRole;
import io.tocsin.keys.Secret;
import io.tocsin.packaged.Lambda.FailedException;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * A stack on this machine: every function in its own process, queues, tables, and what they speak
 * to. Nothing happens by itself: a test says when a queue is read and when the minute strikes.
 *
 * <p>The environment is the stack's, and besides it says where the queues and tables are, and that
 * this is one machine: for Discord is on loopback, too.
 */
final class Stage implements AutoCloseable {
  static final String KEY = "cm_packaged";
  static final Secret SECRET = Secret.of("the-secret-of-the-packages-test");

  /** The public key of the first test of RFC 8032, section 7.1. */
  private static final String PUBLIC_KEY =
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

  private static final Set<String> WHERE =
      Set.of("TOCSIN_AWS_ENDPOINT_SQS", "TOCSIN_AWS_ENDPOINT_DYNAMODB", "TOCSIN_LOCAL");

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  /** Only ends a test that would never end. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  final Receiver discord;
  final Door tables;
  final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  final TableStream history;
  final EventSource alerts;
  final EventSource wakes;
  final EventSource meetings;
  final EventSource interactions;
  private final ElasticMq queues;
  private final Map<String, String> variables = new HashMap<>();
  private final Map<FunctionRole, Lambda> functions = new EnumMap<>(FunctionRole.class);

  /** Makes it, with the functions not started yet. */
  Stage(ElasticMq queues, DynamoDbLocal dynamoDb, Path logs) throws IOException {
    this(queues, dynamoDb, logs, "on-demand");
  }

  /**
   * The same with functions that start in another way.
   *
   * @param start {@code snap-start}: they stop when they are ready for a snapshot
   */
  Stage(ElasticMq queues, DynamoDbLocal dynamoDb, Path logs, String start) throws IOException {
    this.queues = queues;
    discord = new Receiver();
    tables = new Door(dynamoDb.endpoint());
    mail.start();
    for (String name : Set.of("ALERTS", "WAKES", "MEETINGS", "INTERACTIONS", "DEAD_LETTERS")) {
      variables.put("TOCSIN_" + name + "_QUEUE_URL", queues.freshQueue());
    }
    Tables names = dynamoDb.freshTables();
    history = new TableStream(dynamoDb.endpoint(), names.history());
    choose(names);
    for (FunctionRole function : FunctionRole.values()) {
      Map<String, String> environment = environment(function);
      environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", start);
      functions.put(function, Lambda.of(function, environment, logs));
    }
    alerts = source("ALERTS", 2, 10, FunctionRole.ROUTE);
    wakes = source("WAKES", 2, 1, FunctionRole.DRAIN);
    meetings = source("MEETINGS", 30, 1, FunctionRole.MEET);
    interactions = source("INTERACTIONS", 30, 1, FunctionRole.ANSWER);
  }

  private void choose(Tables names) {
    variables.putAll(
        Map.ofEntries(
            Map.entry("TOCSIN_LOCAL", "true"),
            Map.entry("TOCSIN_AWS_ENDPOINT_SQS", queues.endpoint().toString()),
            Map.entry("TOCSIN_AWS_ENDPOINT_DYNAMODB", tables.endpoint().toString()),
            Map.entry("TOCSIN_KEYS_TABLE", names.keys()),
            Map.entry("TOCSIN_OUTBOX_TABLE", names.outbox()),
            Map.entry("TOCSIN_HISTORY_TABLE", names.history()),
            Map.entry("TOCSIN_ARCHIVE_BUCKET", "archive"),
            Map.entry("TOCSIN_DIRECT_MESSAGES", "false"),
            Map.entry("TOCSIN_SEALING_KEY", "c2VhbHMgdGhlIHNlY3JldHMgb2YgdGhpcyB0ZXN0ISE="),
            Map.entry("WEBHOOK_API_KEY", KEY),
            Map.entry("WEBHOOK_SECRET_KEY", SECRET.reveal()),
            Map.entry("DISCORD_PUBLIC_KEY", PUBLIC_KEY),
            Map.entry("DISCORD_API_URL", discord.url() + "/api/v10"),
            Map.entry("TOCSIN_MEETING_ATTENDEES", "ann@example.org"),
            Map.entry("TOCSIN_MEETING_MAIL_FROM", "alerts@example.org"),
            Map.entry("TOCSIN_MEETING_MAIL_URL", "smtp://127.0.0.1:" + mail.getSmtp().getPort())));
    for (String hook : Set.of("GENERAL", "CRITICAL", "SECURITY", "MONITORING", "TRACKLIST")) {
      variables.put("DISCORD_WEBHOOK_" + hook, discord.url() + hook(hook));
    }
  }

  /** Where the messages for a default webhook arrive. */
  static String hook(String name) {
    return "/api/webhooks/" + name.hashCode() + "/a-token-of-" + name;
  }

  /** What the function has of all variables. */
  Map<String, String> environment(FunctionRole function) {
    Set<String> known =
        Surroundings.with(Surroundings.always(function), Surroundings.chosen(function));
    Map<String, String> environment = new HashMap<>(variables);
    environment.keySet().removeIf(name -> !known.contains(name) && !WHERE.contains(name));
    if (function == FunctionRole.ANSWER) {
      environment.put("DISCORD_API_URL", discord.url() + "/api/v10");
    }
    return environment;
  }

  private EventSource source(String queue, int visibility, int atOnce, FunctionRole function) {
    return EventSource.of(
        queues.client(), queue(queue), Duration.ofSeconds(visibility), atOnce, function(function));
  }

  /** The URL of a queue, by the name in its variable. */
  String queue(String name) {
    return variables.getOrDefault("TOCSIN_" + name + "_QUEUE_URL", "");
  }

  Lambda function(FunctionRole role) {
    Lambda function = functions.get(role);
    if (function == null) {
      throw new IllegalStateException("every role has a function");
    }
    return function;
  }

  /** Starts every function, all of them at the same time. */
  void startAll() throws InterruptedException {
    functions.values().forEach(Lambda::start);
    for (Lambda function : functions.values()) {
      function.start().awaitStart();
    }
  }

  /** Starts every function up to its snapshot. */
  void awaitCheckpoints() throws InterruptedException {
    functions.values().forEach(Lambda::start);
    for (Lambda function : functions.values()) {
      function.start().awaitCheckpoint();
    }
  }

  /** Has every function go on from there. */
  void restoreAll() {
    functions.values().forEach(function -> function.start().restore());
  }

  /** Sends an alert as somebody who has the key; returns the answer, which must be a success. */
  JsonNode send(ObjectNode alert) throws Exception {
    JsonNode answer =
        function(FunctionRole.INGEST)
            .invoke(Events.signed("/api/v1/alert", KEY, SECRET, Wire.write(alert)));
    if (answer.path("statusCode").asInt() != 200) {
      throw new AssertionError(answer);
    }
    return Wire.parse(answer.path("body").asText());
  }

  /** Reads from the API. */
  JsonNode read(String path) throws InterruptedException, FailedException, InvalidJsonException {
    JsonNode answer =
        function(FunctionRole.INGEST)
            .invoke(Events.http("GET", path, Map.of("x-api-key", KEY), ""));
    return Wire.parse(answer.path("body").asText());
  }

  /** What EventBridge does every minute; returns how many lanes were woken. */
  int tick() throws InterruptedException, FailedException {
    return function(FunctionRole.TICK).invoke(Wire.write(Events.read("scheduled"))).asInt();
  }

  /** Hands messages over until that holds. */
  void until(String what, Callable<Boolean> holds) throws Exception {
    for (long waited = 0; !holds.call(); waited += BETWEEN_LOOKS.toMillis()) {
      if (waited > PATIENCE.toMillis()) {
        throw new AssertionError("did not happen: " + what);
      }
      alerts.poll();
      wakes.poll();
      meetings.poll();
      interactions.poll();
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  /** What all functions printed. */
  String output() {
    return functions.values().stream().map(Lambda::output).collect(Collectors.joining("\n"));
  }

  /** Everything that must be in no output. */
  Set<String> secrets() {
    return variables.entrySet().stream()
        .filter(variable -> variable.getKey().matches(".*(SECRET|SEALING|WEBHOOK_[A-Z]+)(_KEY)?"))
        .filter(variable -> !variable.getKey().equals("WEBHOOK_API_KEY"))
        .map(Map.Entry::getValue)
        .collect(Collectors.toSet());
  }

  @Override
  public void close() throws IOException {
    functions.values().forEach(Lambda::close);
    discord.close();
    tables.close();
    mail.stop();
  }
}
