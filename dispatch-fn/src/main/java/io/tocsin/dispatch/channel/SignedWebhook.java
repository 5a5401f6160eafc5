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
import io.tocsin.wire.AlertJson;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Any receiver that speaks Standard Webhooks: the alert's own JSON, one in each message, signed.
 * The receiver knows a repeat by its {@code webhook-id}, the delivery's. {@code
 * docs/channels/webhook.md}.
 */
@Singleton
final class SignedWebhook implements Channel {
  static final int VERSION = 1;

  private static final String URL = "url";
  private static final String SECRET = "secret";

  /** Of 24 to 64 bytes, as Standard Webhooks asks, in either alphabet of Base64. */
  private static final String SECRET_FORM = "whsec_[A-Za-z0-9+/_-]{32,86}={0,2}";

  private static final Duration UNTOLD = Duration.ofSeconds(60);

  /** What was sent may be sent again: the gateway before the receiver says that it did not come. */
  private static final Set<Integer> THROTTLED = Set.of(429, 502, 504);

  private static final int GONE = 410;
  private static final Pattern HALVES = Pattern.compile("\\p{Cs}");

  private final ChannelSettings settings;
  private final Clock clock;

  SignedWebhook(ChannelSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public Set<Setting> settings() {
    return Set.of(Setting.secretAddress(URL), Setting.secret(SECRET).matching(SECRET_FORM));
  }

  /** Nobody says what a receiver can take; this is more than a person reads. */
  @Override
  public Budget budget() {
    return Budget.perMinute(300, 10);
  }

  /** A program wants each alert by itself. */
  @Override
  public int queueSize() {
    return Integer.MAX_VALUE;
  }

  @Override
  public Message render(Target target, Content content) {
    Notice notice = content.notices().get(0);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("version", VERSION);
    body.put("delivery", notice.delivery().id());
    body.put("target", target.name());
    settings.pages().of(notice.alert()).ifPresent(page -> body.put("page", page));
    body.set("alert", alert(notice.alert(), content.plain()));
    return new Message(request(target, notice.delivery().id(), portable(Wire.write(body))), 1);
  }

  @Override
  public Outcome judge(Reply.Answer answer) {
    int status = answer.status();
    String said = "answered " + status;
    if (status >= 200 && status < 300) {
      return new Outcome.Delivered(Optional.empty());
    }
    if (THROTTLED.contains(status)) {
      Duration told = Waits.headerOrDate(answer, "retry-after", clock.instant()).orElse(UNTOLD);
      return new Outcome.Throttled(Waits.safely(told), said);
    }
    return status == GONE
        ? new Outcome.Gone("the receiver wants no more: " + said)
        : Statuses.judge(status, said);
  }

  /**
   * The alert as everywhere else, but for who signed it, which is nobody's business outside. Plain,
   * it is without what its sender put into it freely.
   */
  private static ObjectNode alert(Alert alert, boolean plain) {
    try {
      ObjectNode json = (ObjectNode) Wire.parse(AlertJson.write(alert));
      json.remove("key");
      if (plain) {
        json.remove("details");
        json.remove("extra");
      }
      return json;
    } catch (InvalidJsonException e) {
      throw new IllegalStateException("what is read of an alert can be read again", e);
    }
  }

  /** Half a surrogate pair has no form in UTF-8: as it is, it would not arrive as it was signed. */
  private static String portable(String json) {
    return HALVES
        .matcher(json)
        .replaceAll(half -> String.format(Locale.ROOT, "\\\\u%04x", (int) half.group().charAt(0)));
  }

  private Request request(Target target, String id, String body) {
    String timestamp = String.valueOf(clock.instant().getEpochSecond());
    String signature = WebhookSignature.sign(setting(target, SECRET).reveal(), id, timestamp, body);
    return settings
        .json(
            "POST",
            setting(target, URL).reveal(),
            body,
            Map.of(
                "webhook-id", id,
                "webhook-timestamp", timestamp,
                "webhook-signature", signature))
        .guard();
  }

  private static Secret setting(Target target, String name) {
    return Optional.ofNullable(target.settings().get(name)).orElseThrow();
  }
}
