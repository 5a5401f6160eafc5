package io.tocsin.ingest;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.micronaut.function.aws.proxy.MockLambdaContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A front desk with a Discord that takes its answers. Users are Discord's ids. */
final class Counter implements AutoCloseable {
  private static final Pattern SHOWN =
      Pattern.compile("Key: `(cm_[0-9a-f]+)`\nSecret: \\|\\|`([0-9a-f]{64})`\\|\\|");

  final FakeDiscord discord = new FakeDiscord();
  final Scene scene =
      new Scene(
          Map.of(
              "DISCORD_PUBLIC_KEY",
              DiscordCall.PUBLIC_KEY,
              "DISCORD_API_URL",
              discord.url(),
              "TOCSIN_LOCAL",
              "true"));
  private final Gateway gateway = scene.gateway();
  private final InteractionsFunction function = new InteractionsFunction(scene.context);
  private int given;

  /** A key and its secret, as they were shown. */
  record Shown(String key, String secret) {}

  /** Has a user give a command; what comes of it is on the queue. */
  void give(String user, String name, Object... options) {
    String id = DiscordCall.id(scene.clock.instant(), ++given);
    Call call =
        DiscordCall.signed(
            DiscordCall.json(DiscordCall.command(id, user, name, options)), scene.clock.seconds());
    Reply reply = gateway.send(call);
    if (!reply.body().contains("\"type\":5")) {
      throw new AssertionError("not deferred: " + reply);
    }
  }

  /** Carries out everything that is on the queue now. */
  void work() {
    List<String> messages = new ArrayList<>(scene.deferred.messages);
    scene.deferred.messages.clear();
    scene.deferred.delays.clear();
    messages.forEach(message -> handle(message));
  }

  /** Hands a message to the function; whether it must come again. */
  boolean handle(String message) {
    SQSMessage record = new SQSMessage();
    record.setMessageId("m1");
    record.setBody(message);
    SQSEvent event = new SQSEvent();
    event.setRecords(List.of(record));
    SQSBatchResponse response = function.handleRequest(event, new MockLambdaContext());
    return !response.getBatchItemFailures().isEmpty();
  }

  /** The answer to a command, carried out at once. */
  String ask(String user, String name, Object... options) {
    give(user, name, options);
    work();
    return discord.last().content();
  }

  Shown shown() {
    return shown(discord.last().content());
  }

  static Shown shown(String content) {
    Matcher matcher = SHOWN.matcher(content);
    if (!matcher.find()) {
      throw new AssertionError("no secret in: " + content);
    }
    return new Shown(matcher.group(1), matcher.group(2));
  }

  /** The status of an alert that is signed so, with nothing remembered of the key. */
  int signs(Shown key) {
    KnownKeys known = new KnownKeys(scene.context.getBean(Settings.class), scene.keys, scene.clock);
    Instant now = scene.clock.instant();
    return known
        .find(key.key())
        .filter(found -> found.activeAt(now))
        .filter(
            found ->
                found.secretsAt(now).stream()
                    .anyMatch(secret -> secret.reveal().equals(key.secret())))
        .map(found -> 200)
        .orElse(401);
  }

  /** The status of an alert that is sent with it over HTTP. */
  int sends(Shown key) {
    String body = "{\"service\":\"plex\",\"priority\":\"P1\",\"title\":\"down\"}";
    return gateway
        .send(
            Call.signed(
                "/api/v1/alert", Call.utf8(body), key.key(), key.secret(), scene.clock.seconds()))
        .status();
  }

  @Override
  public void close() {
    scene.close();
    discord.close();
  }
}
