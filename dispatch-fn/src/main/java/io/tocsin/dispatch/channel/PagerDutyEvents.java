package io.tocsin.dispatch.channel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.alert.Status;
import io.tocsin.delivery.Budget;
import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Outcome;
import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Setting;
import io.tocsin.dispatch.channel.Portrait.Fact;
import io.tocsin.keys.Secret;
import io.tocsin.routing.Target;
import io.tocsin.wire.Wire;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * PagerDuty by its Events API v2: one event per alert, which triggers an incident or resolves it.
 * The key of an incident is in every event about it, so that nothing is told twice.
 */
@Singleton
final class PagerDutyEvents implements Channel {
  /** PagerDuty's limits, in characters and, of the body, in bytes. */
  static final int SUMMARY = 1024;

  static final int DEDUP_KEY = 255;

  static final int WHOLE = 512 * 1024;

  /** What this channel keeps to itself, so that an event is always far below the limit. */
  private static final int MESSAGE = 16_384;

  private static final int SOURCE = 255;

  private static final String KEY = "routing_key";
  private static final String URL = "url";

  private final ChannelSettings settings;

  PagerDutyEvents(ChannelSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "pagerduty";
  }

  @Override
  public Set<Setting> settings() {
    return Set.of(
        Setting.secret(KEY).matching("[A-Za-z0-9_+-]{1,64}"), Setting.address(URL).optional());
  }

  /**
   * PagerDuty gives no number any more; it was 120 a minute on one key. With 60 a minute and a
   * burst of 20, any minute holds 80 at most.
   */
  @Override
  public Budget budget() {
    return Budget.perMinute(60, 20);
  }

  /** PagerDuty makes incidents of alerts, and none of their number. */
  @Override
  public int queueSize() {
    return Integer.MAX_VALUE;
  }

  @Override
  public Message render(Target target, Content content) {
    Notice notice = content.notices().get(0);
    Alert alert = notice.alert();
    boolean resolved = alert.status() == Status.RESOLVED;
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put(KEY, value(target, KEY).orElseThrow());
    body.put("event_action", resolved ? "resolve" : "trigger");
    body.put("dedup_key", dedupKey(alert));
    if (!resolved) {
      Portrait portrait = settings.portrait(notice, name());
      describe(portrait, alert, content.plain(), body.putObject("payload"));
      body.put("client", "Tocsin");
      portrait.page().ifPresent(page -> body.put("client_url", page));
    }
    String base = value(target, URL).orElse("https://events.pagerduty.com").replaceFirst("/+$", "");
    return new Message(settings.json("POST", base + "/v2/enqueue", Wire.write(body), Map.of()), 1);
  }

  @Override
  public Outcome judge(Reply.Answer answer) {
    return PagerDutyReplies.judge(answer);
  }

  /** What alerts of one story have in common: who sends them, and what they are called there. */
  private static String dedupKey(Alert alert) {
    String story = alert.name().map(name -> alert.source() + "/" + name).orElse(alert.id());
    String clean = Text.line(story);
    boolean exact = clean.equals(story) && !Text.blank(story) && story.length() <= DEDUP_KEY;
    // A cut or cleaned name might be another story's as well.
    return exact ? story : MessageId.ofStory(story);
  }

  private static void describe(Portrait portrait, Alert alert, boolean plain, ObjectNode payload) {
    payload.put("summary", Text.cut(portrait.title(), SUMMARY));
    payload.put("severity", severity(portrait.severity()));
    payload.put("source", source(alert));
    portrait.at().ifPresent(at -> payload.put("timestamp", at.toString()));
    ObjectNode details = payload.putObject("custom_details");
    String message =
        Text.cut(
            portrait.message(),
            MESSAGE,
            Text.ELLIPSIS + "\n" + portrait.pointer(),
            UnaryOperator.identity());
    if (!message.isEmpty()) {
      details.put("message", message);
    }
    details.put("delivery", portrait.footer());
    if (!plain) {
      payload.put("class", Text.cut(kind(alert), SOURCE));
      portrait.facts().forEach(fact -> put(details, fact));
    }
  }

  /** A name that is taken gets a mark, so that nothing replaces anything. */
  private static void put(ObjectNode details, Fact fact) {
    String name = Text.cut(fact.name(), FactLines.NAME);
    String free = name;
    for (int i = 2; details.has(free); i++) {
      free = name + " (" + i + ")";
    }
    details.put(free, Text.cut(fact.value(), FactLines.VALUE));
  }

  private static String source(Alert alert) {
    String service = Text.cut(Text.line(alert.service()), SOURCE);
    return Text.blank(service) ? "unknown" : service;
  }

  private static String kind(Alert alert) {
    String type = Text.line(alert.type());
    return Text.blank(type) ? Alert.DEFAULT_TYPE : type;
  }

  private static String severity(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "critical";
      case HIGH -> "error";
      case MEDIUM -> "warning";
      case LOW, INFO -> "info";
    };
  }

  private static Optional<String> value(Target target, String setting) {
    return Optional.ofNullable(target.settings().get(setting)).map(Secret::reveal);
  }
}
