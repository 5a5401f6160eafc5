package io.tocsin.local.standins;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.keys.Secret;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Slack's incoming webhooks, as far as Tocsin uses them: one message a second with short bursts,
 * and the limits of messages.
 *
 * <p>May be used by any number of threads.
 */
public final class SlackStandIn {
  /** How many may come at once after a rest. */
  static final int BURST = 5;

  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final int MOST_KEPT = 10_000;

  private final Clock clock;
  private final RandomGenerator random;
  private final Map<String, Webhook> byName = new LinkedHashMap<>();
  private final Map<String, Webhook> byToken = new HashMap<>();
  private final Deque<SlackMessage> messages = new ArrayDeque<>();
  private int number;

  private static final class Webhook {
    final String name;
    final String token;
    Counts counts = Counts.ZERO;
    Fault fault = Fault.NONE;

    /** The time up to which messages have been paid for. */
    Instant paidUntil = Instant.EPOCH;

    Webhook(String name, String token) {
      this.name = name;
      this.token = token;
    }
  }

  public SlackStandIn(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /**
   * Makes a webhook, or finds the one of that name.
   *
   * @return the path of its address, which is a secret as the real one's is
   */
  public synchronized Secret webhook(String name) {
    Webhook webhook =
        byName.computeIfAbsent(name, any -> new Webhook(name, Long.toHexString(random.nextLong())));
    byToken.put(webhook.token, webhook);
    return Secret.of("/services/T00000000/B00000000/" + webhook.token);
  }

  /** Makes one webhook misbehave from now on. */
  public synchronized void fault(String webhook, Fault fault) {
    named(webhook).fault = fault;
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

  /** The latest messages in the order they arrived. */
  public synchronized List<SlackMessage> messages() {
    return List.copyOf(messages);
  }

  synchronized Fault faultOf(String token) {
    return Optional.ofNullable(byToken.get(token)).map(webhook -> webhook.fault).orElse(Fault.NONE);
  }

  synchronized Answer post(String token, String body) {
    Webhook webhook = byToken.get(token);
    if (webhook == null) {
      return Answer.text(404, "no_service");
    }
    Answer answer = post(webhook, body);
    webhook.counts = webhook.counts.answered(answer.status());
    return answer;
  }

  private Answer post(Webhook webhook, String body) {
    if (webhook.fault == Fault.SERVER_ERROR) {
      return Answer.text(500, "server_error");
    }
    if (webhook.fault == Fault.GONE) {
      return Answer.text(404, "no_service");
    }
    Instant now = clock.instant();
    Instant paid = webhook.paidUntil.isAfter(now) ? webhook.paidUntil : now;
    Duration early = Duration.between(now, paid).minus(INTERVAL.multipliedBy(BURST - 1L));
    if (early.compareTo(Duration.ZERO) > 0) {
      String seconds = String.valueOf(early.plusNanos(999_999_999).toSeconds());
      return Answer.text(429, "rate_limited").with(Map.of("Retry-After", seconds));
    }
    webhook.paidUntil = paid.plus(INTERVAL);
    return checked(webhook, body, now);
  }

  private Answer checked(Webhook webhook, String body, Instant now) {
    JsonNode json;
    try {
      json = Wire.parse(body);
    } catch (InvalidJsonException e) {
      return Answer.text(400, "invalid_payload");
    }
    Optional<String> mistake = SlackLimits.mistake(json, body);
    if (mistake.isPresent()) {
      return Answer.text(400, mistake.get());
    }
    keep(webhook, json, now);
    return Answer.text(200, "ok");
  }

  private void keep(Webhook webhook, JsonNode json, Instant now) {
    List<JsonNode> blocks = new ArrayList<>();
    json.path("blocks").forEach(blocks::add);
    messages.addLast(
        new SlackMessage(++number, webhook.name, now, json.path("text").asText(""), blocks));
    if (messages.size() > MOST_KEPT) {
      messages.removeFirst();
    }
    webhook.counts = webhook.counts.message(blocks.size());
  }

  private Webhook named(String name) {
    Webhook webhook = byName.get(name);
    if (webhook == null) {
      throw new IllegalArgumentException("there is no webhook '" + name + "'");
    }
    return webhook;
  }
}
