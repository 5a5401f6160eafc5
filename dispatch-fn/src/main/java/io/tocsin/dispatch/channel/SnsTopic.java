package io.tocsin.dispatch.channel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.alert.Alert;
import io.tocsin.delivery.Budget;
import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Outcome;
import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.delivery.Setting;
import io.tocsin.keys.Secret;
import io.tocsin.routing.Target;
import io.tocsin.wire.Wire;
import jakarta.inject.Singleton;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A topic of Amazon SNS: one alert in each message, as text for people, and with attributes that
 * subscriptions can filter by.
 */
@Singleton
final class SnsTopic implements Channel {
  /** "Less than 100" characters, of ASCII. */
  static final int SUBJECT = 99;

  /** Of message and attributes together. */
  static final int BYTES = 262_144;

  /**
   * What this channel keeps to itself. All units together are under 50,000, in UTF-8 at most three
   * bytes each.
   */
  private static final int MESSAGE = 40_000;

  private static final int ATTRIBUTE = 256;
  private static final String TOPIC = "topic";
  private static final String FIFO = ".fifo";
  private static final Duration UNTOLD = Duration.ofSeconds(5);

  private static final Set<String> THROTTLED =
      Set.of("Throttled", "Throttling", "ThrottlingException", "KMSThrottling");

  private static final Set<String> GONE =
      Set.of(
          "NotFound",
          "AuthorizationError",
          "AccessDenied",
          "InvalidClientTokenId",
          "InvalidSecurity",
          "SignatureDoesNotMatch",
          "OptInRequired",
          "KMSAccessDenied",
          "KMSDisabled",
          "KMSInvalidState",
          "KMSNotFound",
          "KMSOptInRequired");

  private final ChannelSettings settings;

  SnsTopic(ChannelSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "sns";
  }

  @Override
  public Set<Setting> settings() {
    return Set.of(
        Setting.plain(TOPIC)
            .matching("arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}(\\.fifo)?"));
  }

  /** A topic takes 300 a second in the smallest regions, and 3,000 in a FIFO's group. */
  @Override
  public Budget budget() {
    return Budget.perMinute(600, 10);
  }

  /** Subscriptions filter single alerts, which a digest has none of. */
  @Override
  public int queueSize() {
    return Integer.MAX_VALUE;
  }

  @Override
  public Message render(Target target, Content content) {
    Notice notice = content.notices().get(0);
    Portrait portrait = settings.portrait(notice, name());
    String topic =
        Optional.ofNullable(target.settings().get(TOPIC)).map(Secret::reveal).orElseThrow();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("subject", subject(portrait));
    body.put("message", PlainText.of(portrait, MESSAGE, content.plain()));
    attributes(body.putObject("attributes"), notice.alert());
    if (topic.endsWith(FIFO)) {
      // In the order in which they are sent; and what is sent again within 5 minutes, once.
      body.put("group", target.name());
      body.put("deduplication", notice.delivery().id());
    }
    return new Message(
        new Request(
            "SEND", Secret.of("sns:" + topic), Map.of(), Wire.write(body), settings.timeout()),
        1);
  }

  @Override
  public Outcome judge(Reply.Answer answer) {
    int status = answer.status();
    String code = AwsErrors.code(answer);
    String said = AwsErrors.said(answer);
    if (status == 200) {
      return new Outcome.Delivered(AwsErrors.messageId(answer));
    }
    if (status == 429 || THROTTLED.contains(code)) {
      return new Outcome.Throttled(
          Waits.safely(Waits.header(answer, "retry-after").orElse(UNTOLD)), "rate limit");
    }
    return GONE.contains(code)
        ? new Outcome.Gone("the topic is not there or not allowed: " + said)
        : Statuses.judge(status, said);
  }

  /** ASCII that begins with a letter, a digit or a mark, as SNS asks. */
  private static String subject(Portrait portrait) {
    String plain =
        Normalizer.normalize(PlainText.headline(portrait, Integer.MAX_VALUE), Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .replaceAll("[^ -~]+", "?");
    return plain.length() <= SUBJECT ? plain : plain.substring(0, SUBJECT - 3) + "...";
  }

  private static void attributes(ObjectNode attributes, Alert alert) {
    attribute(attributes, "severity", alert.severity().name().toLowerCase(Locale.ROOT));
    attribute(attributes, "status", alert.status().name().toLowerCase(Locale.ROOT));
    attribute(attributes, "source", alert.source());
    attribute(attributes, "service", alert.service());
    attribute(attributes, "type", alert.type());
  }

  /** An attribute must not be empty. */
  private static void attribute(ObjectNode attributes, String name, String value) {
    String clean = Text.cut(Text.line(value), ATTRIBUTE);
    if (!Text.blank(clean)) {
      attributes.put(name, clean);
    }
  }
}
