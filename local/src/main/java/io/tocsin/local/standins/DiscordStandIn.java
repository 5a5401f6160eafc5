package io.tocsin.local.standins;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.keys.Secret;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Discord's webhooks, as far as Tocsin uses them: both rate windows, the limits of messages, new
 * and edited messages. Windows slide, which is stricter than Discord's own.
 *
 * <p>May be used by any number of threads.
 */
public final class DiscordStandIn {
  static final int MOST_KEPT = 10_000;
  private static final Instant EPOCH = Instant.parse("2015-01-01T00:00:00Z");

  private final Clock clock;
  private final RandomGenerator random;
  private final DiscordBot bot;
  private final Map<String, DiscordWebhook> byName = new LinkedHashMap<>();
  private final Map<String, DiscordWebhook> byId = new HashMap<>();
  private final Map<String, DiscordChannel> channels = new HashMap<>();
  private final LinkedHashMap<String, DiscordMessage> messages = new LinkedHashMap<>();
  private int number;

  public DiscordStandIn(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
    this.bot = new DiscordBot(this, random);
  }

  /** The bot it knows. */
  public DiscordBot bot() {
    return bot;
  }

  /**
   * Makes a webhook, or finds the one of that name.
   *
   * @param channel the channel behind it; several webhooks may share one
   * @return the path of its address, which is a secret as the real one's is
   */
  public synchronized Secret webhook(String name, String channel) {
    DiscordWebhook webhook =
        byName.computeIfAbsent(
            name,
            any -> {
              String token =
                  Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
              return new DiscordWebhook(
                  name,
                  channels.computeIfAbsent(channel, DiscordChannel::new),
                  snowflake(byName.size()),
                  Secret.of(token));
            });
    byId.put(webhook.id, webhook);
    return Secret.of("/api/webhooks/" + webhook.id + "/" + webhook.token.reveal());
  }

  /** The id of the place of that name, which has a channel to itself. */
  synchronized String idOf(String name) {
    webhook(name, name);
    return named(name).id;
  }

  /** What lets in to the place of that id. */
  synchronized String tokenOf(String id) {
    return Optional.ofNullable(byId.get(id)).map(webhook -> webhook.token.reveal()).orElse("");
  }

  /** Makes one webhook misbehave from now on. */
  public synchronized void fault(String webhook, Fault fault) {
    named(webhook).fault = fault;
  }

  /** Makes all webhooks misbehave from now on. */
  public synchronized void fault(Fault fault) {
    byName.values().forEach(webhook -> webhook.fault = fault);
  }

  /**
   * Has others use up what the webhook's channel takes, from now on and for that long: it answers
   * 429 as Discord does, and says how long.
   */
  public synchronized void useUp(String webhook, Duration time) {
    named(webhook).usedUpUntil = clock.instant().plus(time);
  }

  /** What all webhooks have seen. */
  public synchronized Counts counts() {
    return byName.values().stream()
        .map(webhook -> webhook.counts)
        .reduce(Counts.ZERO, Counts::plus);
  }

  /** What one webhook has seen. */
  public synchronized Counts counts(String webhook) {
    return named(webhook).counts;
  }

  /** What each webhook has seen, by name. */
  synchronized Map<String, Counts> countsByWebhook() {
    Map<String, Counts> counts = new LinkedHashMap<>();
    byName.values().forEach(webhook -> counts.put(webhook.name, webhook.counts));
    return counts;
  }

  /** The latest {@value #MOST_KEPT} messages in the order they arrived. */
  public synchronized List<DiscordMessage> messages() {
    return List.copyOf(messages.values());
  }

  synchronized Fault faultOf(String id) {
    return Optional.ofNullable(byId.get(id)).map(webhook -> webhook.fault).orElse(Fault.NONE);
  }

  /** A new message. */
  synchronized Answer post(String id, String token, boolean wait, String body) {
    return answer(id, token, webhook -> post(webhook, wait, body));
  }

  /** A changed message. */
  synchronized Answer patch(String id, String token, String messageId, String body) {
    return answer(id, token, webhook -> patch(webhook, messageId, body));
  }

  private interface Call {
    Answer on(DiscordWebhook webhook);
  }

  private Answer answer(String id, String token, Call call) {
    DiscordWebhook webhook = byId.get(id);
    if (webhook == null) {
      return DiscordAnswers.error(404, 10015, "Unknown Webhook", List.of());
    }
    Answer answer = answer(webhook, token, call);
    webhook.counts = webhook.counts.answered(answer.status());
    return webhook.fault == Fault.BANNED ? answer : answer.with(Map.of("Via", "1.1 stand-in"));
  }

  private static Answer answer(DiscordWebhook webhook, String token, Call call) {
    if (webhook.fault == Fault.SERVER_ERROR) {
      return DiscordAnswers.error(500, 0, "500: Internal Server Error", List.of());
    }
    if (webhook.fault == Fault.BANNED) {
      return DiscordAnswers.banned();
    }
    if (webhook.fault == Fault.GONE) {
      return DiscordAnswers.error(404, 10015, "Unknown Webhook", List.of());
    }
    return webhook.token.reveal().equals(token)
        ? call.on(webhook)
        : DiscordAnswers.error(401, 50027, "Invalid Webhook Token", List.of());
  }

  private Answer post(DiscordWebhook webhook, boolean wait, String body) {
    Instant now = clock.instant();
    Window hidden = webhook.channel.hidden();
    if (webhook.posts.left(now) == 0) {
      return DiscordAnswers.throttled(webhook.posts, webhook.posts.wait(now), "user", now);
    }
    if (now.isBefore(webhook.usedUpUntil)) {
      return DiscordAnswers.throttled(
          webhook.posts, Duration.between(now, webhook.usedUpUntil), "shared", now);
    }
    if (hidden.left(now) == 0) {
      return DiscordAnswers.throttled(
          webhook.posts, DiscordAnswers.hiddenWait(hidden.wait(now)), "shared", now);
    }
    webhook.posts.take(now);
    hidden.take(now);
    return taken(webhook, wait, body).with(DiscordAnswers.rateHeaders(webhook.posts, now));
  }

  private Answer taken(DiscordWebhook webhook, boolean wait, String body) {
    Instant now = clock.instant();
    return checked(
        body,
        json -> {
          DiscordMessage message =
              new DiscordMessage(
                      ++number,
                      snowflake(number),
                      webhook.name,
                      webhook.channel.name(),
                      now,
                      Optional.empty(),
                      "",
                      List.of(),
                      false)
                  .written(json);
          keep(message);
          webhook.counts = webhook.counts.message(message.embeds().size());
          return wait
              ? Answer.json(200, DiscordJson.message(message, webhook.id))
              : Answer.text(204, "");
        });
  }

  private Answer patch(DiscordWebhook webhook, String messageId, String body) {
    Instant now = clock.instant();
    if (webhook.edits.left(now) == 0) {
      return DiscordAnswers.throttled(webhook.edits, webhook.edits.wait(now), "user", now);
    }
    webhook.edits.take(now);
    DiscordMessage old = messages.get(messageId);
    if (old == null || !old.webhook().equals(webhook.name)) {
      return DiscordAnswers.error(404, 10008, "Unknown Message", List.of());
    }
    return checked(
            body,
            json -> {
              DiscordMessage message = old.written(json).editedAt(now);
              messages.put(messageId, message);
              webhook.counts = webhook.counts.edit();
              return Answer.json(200, DiscordJson.message(message, webhook.id));
            })
        .with(DiscordAnswers.rateHeaders(webhook.edits, now));
  }

  private void keep(DiscordMessage message) {
    messages.put(message.id(), message);
    if (messages.size() > MOST_KEPT) {
      messages.remove(messages.keySet().iterator().next());
    }
  }

  private interface Taking {
    Answer of(JsonNode message);
  }

  private static Answer checked(String body, Taking taking) {
    JsonNode json;
    try {
      json = Wire.parse(body);
    } catch (InvalidJsonException e) {
      return DiscordAnswers.error(400, 50109, "The request body contains invalid JSON.", List.of());
    }
    List<String> mistakes =
        json.isObject() ? DiscordLimits.mistakes(json) : List.of("must be an object");
    if (!mistakes.isEmpty()) {
      return DiscordAnswers.error(400, 50035, "Invalid Form Body", mistakes);
    }
    if (json.path("content").asText("").isEmpty() && json.path("embeds").isEmpty()) {
      return DiscordAnswers.error(400, 50006, "Cannot send an empty message", List.of());
    }
    return taking.of(json);
  }

  private String snowflake(int sequence) {
    long millis = Duration.between(EPOCH, clock.instant()).toMillis();
    return String.valueOf((millis << 22) | (sequence & 0x3FFFFF));
  }

  private DiscordWebhook named(String name) {
    DiscordWebhook webhook = byName.get(name);
    if (webhook == null) {
      throw new IllegalArgumentException("there is no webhook '" + name + "'");
    }
    return webhook;
  }
}
