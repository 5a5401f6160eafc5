package io.tocsin.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.tocsin.aws.TestClients;
import io.tocsin.infra.FunctionRole;
import io.tocsin.keys.Secret;
import io.tocsin.packaged.Lambda.FailedException;
import io.tocsin.packaged.Place.Deployed;
import io.tocsin.packaged.StackTemplate.Mapping;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * A stack in some place, of the template that people deploy, with every function in its own
 * process, and what they speak to. Nothing happens by itself: a test says when a queue is read and
 * when the minute strikes.
 *
 * <p>The environment is the template's, and besides it says where the place's services are, and
 * that this is one machine: for Discord is on loopback, too.
 */
final class Stage implements AutoCloseable {
  static final String KEY = "cm_packaged";
  static final Secret SECRET = Secret.of("the-secret-of-the-packages-test");

  /** The public key of the first test of RFC 8032, section 7.1. */
  private static final String PUBLIC_KEY =
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  /** Only ends a test that would never end. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  final Receiver discord;
  final Door tables;
  final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  final EventSource alerts;
  final EventSource wakes;
  final EventSource meetings;
  final EventSource interactions;

  /** What the history tells those who count and those who file. */
  final StreamSource changes;

  final StreamSource expired;
  private final Place place;
  private final StackTemplate template;
  private final Map<String, String> secrets = new HashMap<>();
  private final Deployed deployed;
  private final DynamoDbStreamsClient streams;
  private final Map<FunctionRole, Lambda> functions = new EnumMap<>(FunctionRole.class);

  /** Makes it, with the functions not started yet. */
  Stage(Place place, Path logs) throws IOException {
    this(place, logs, "on-demand");
  }

  /**
   * The same with functions that start in another way.
   *
   * @param start {@code snap-start}: they stop when they are ready for a snapshot
   */
  Stage(Place place, Path logs, String start) throws IOException {
    this.place = place;
    discord = new Receiver();
    tables = new Door(place.dynamoDb());
    mail.start();
    chooseSecrets();
    template =
        StackTemplate.of(settings(), secrets.keySet(), props -> place.choose(props.archived(true)));
    deployed = place.deploy(template, Map.copyOf(secrets));
    streams = TestClients.streams(place.dynamoDb());
    for (FunctionRole function : FunctionRole.values()) {
      Map<String, String> environment = environment(function);
      environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", start);
      functions.put(function, Lambda.of(function, environment, logs));
    }
    alerts = queue(FunctionRole.ROUTE);
    wakes = queue(FunctionRole.DRAIN);
    meetings = queue(FunctionRole.MEET);
    interactions = queue(FunctionRole.ANSWER);
    changes = stream(FunctionRole.COUNT);
    expired = stream(FunctionRole.ARCHIVE);
  }

  private Map<String, String> settings() {
    return Map.of(
        "DISCORD_PUBLIC_KEY",
        PUBLIC_KEY,
        "TOCSIN_MEETING_ATTENDEES",
        "ann@example.org",
        "TOCSIN_MEETING_MAIL_FROM",
        "alerts@example.org",
        "TOCSIN_MEETING_MAIL_URL",
        "smtp://127.0.0.1:" + mail.getSmtp().getPort());
  }

  private void chooseSecrets() {
    secrets.putAll(place.secrets());
    secrets.put("WEBHOOK_API_KEY", KEY);
    secrets.put("WEBHOOK_SECRET_KEY", SECRET.reveal());
    for (String hook : Set.of("GENERAL", "CRITICAL", "SECURITY", "MONITORING", "TRACKLIST")) {
      secrets.put("DISCORD_WEBHOOK_" + hook, discord.url() + hook(hook));
    }
  }

  /** Where the messages for a default webhook arrive. */
  static String hook(String name) {
    return "/api/webhooks/" + name.hashCode() + "/a-token-of-" + name;
  }

  /** What the function has of the stack, and by which it finds this place. */
  Map<String, String> environment(FunctionRole function) {
    Map<String, String> environment = new HashMap<>(place.variables());
    environment.put("TOCSIN_AWS_ENDPOINT_DYNAMODB", tables.endpoint().toString());
    environment.put("TOCSIN_LOCAL", "true");
    environment.put("DISCORD_API_URL", discord.url() + "/api/v10");
    template
        .environment(function)
        .forEach((name, expression) -> environment.put(name, deployed.value(expression)));
    return environment;
  }

  private EventSource queue(FunctionRole function) {
    Mapping mapping = mapping(function);
    String url = deployed.value(StackTemplate.itself(mapping.source()));
    return new EventSource(place.sqs(), url, mapping, function(function));
  }

  private StreamSource stream(FunctionRole function) {
    Mapping mapping = mapping(function);
    String table = deployed.value(StackTemplate.itself(mapping.source()));
    String stream = streams.listStreams(list -> list.tableName(table)).streams().get(0).streamArn();
    return new StreamSource(streams, stream, mapping, function(function));
  }

  private Mapping mapping(FunctionRole function) {
    return template.mappings().stream()
        .filter(each -> each.function() == function)
        .reduce(
            (one, other) -> {
              throw new AssertionError("two mappings call " + function);
            })
        .orElseThrow(() -> new AssertionError("no mapping calls " + function));
  }

  /** The URL of a queue, as ingest knows it: by the name in its variable. */
  String queue(String name) {
    return environment(FunctionRole.INGEST).getOrDefault("TOCSIN_" + name + "_QUEUE_URL", "");
  }

  /** How often a message of the queue is handed over before it is put away, by the template. */
  int mostReceives(FunctionRole reader) {
    JsonNode queue = template.all("AWS::SQS::Queue").get(mapping(reader).source());
    return Objects.requireNonNull(queue).at("/RedrivePolicy/maxReceiveCount").asInt();
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
        function(template.gateway())
            .invoke(Events.signed("/api/v1/alert", KEY, SECRET, Wire.write(alert)));
    if (answer.path("statusCode").asInt() != 200) {
      throw new AssertionError(answer);
    }
    return Wire.parse(answer.path("body").asText());
  }

  /** Reads from the API. */
  JsonNode read(String path) throws InterruptedException, FailedException, InvalidJsonException {
    JsonNode answer =
        function(template.gateway()).invoke(Events.http("GET", path, Map.of("x-api-key", KEY), ""));
    return Wire.parse(answer.path("body").asText());
  }

  /** What EventBridge does every minute; returns how many lanes were woken. */
  int tick() throws InterruptedException, FailedException {
    return function(template.everyMinute()).invoke(Wire.write(Events.read("scheduled"))).asInt();
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
    Map<String, String> secret = new HashMap<>(secrets);
    // It is a name.
    secret.remove("WEBHOOK_API_KEY");
    return Set.copyOf(secret.values());
  }

  @Override
  public void close() throws IOException {
    functions.values().forEach(Lambda::close);
    deployed.remove();
    streams.close();
    discord.close();
    tables.close();
    mail.stop();
  }
}
