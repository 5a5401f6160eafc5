package io.tocsin.dispatch.channel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.delivery.Budget;
import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Outcome;
import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.dispatch.channel.Portrait.Fact;
import io.tocsin.keys.Secret;
import io.tocsin.routing.Target;
import io.tocsin.wire.Wire;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Slack by an incoming webhook: a few blocks per alert, several alerts in one message, nobody ever
 * pinged.
 */
@Singleton
final class SlackWebhook implements Channel {
  /** Slack's limits, in characters; here counted in UTF-16 units, which are never fewer. */
  static final int BLOCKS = 50;

  static final int SECTION = 3000;

  private static final int BLOCKS_EACH = 2;

  /** The whole must stay under 12,000 characters; here that is the request's body. */
  static final int WHOLE = 11_999;

  /**
   * What this channel keeps to itself, so that one alert always fits into the whole, even when
   * every character of it is written as two in JSON.
   */
  private static final int TITLE = 256;

  private static final int FACTS = 1500;
  private static final int FACT_NAME = 100;
  private static final int FACT_VALUE = 300;
  private static final int LONGEST_ID = 100;

  private static final String URL = "url";

  private final ChannelSettings settings;

  SlackWebhook(ChannelSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "slack";
  }

  @Override
  public Set<String> settings() {
    return Set.of(URL);
  }

  /** One a second. Slack lets short bursts through without saying how short, so there are none. */
  @Override
  public Budget budget() {
    return new Budget(1, Duration.ofSeconds(1), 1);
  }

  @Override
  public Message render(Target target, Content content) {
    List<Notice> notices = content.notices();
    Portrait first = settings.portrait(notices.get(0), name());
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (content.plain()) {
      String foot = "\n" + foot(first);
      body.put("text", section(first, SECTION - foot.length()) + foot);
      return new Message(request(target, Wire.write(body)), 1);
    }
    body.put("text", "");
    ArrayNode blocks = body.putArray("blocks");
    write(first, blocks);
    String written = written(body, first, 1);
    int covers = 1;
    while (covers < notices.size() && blocks.size() + BLOCKS_EACH <= BLOCKS) {
      write(settings.portrait(notices.get(covers), name()), blocks);
      String longer = written(body, first, covers + 1);
      if (longer.length() > WHOLE) {
        break;
      }
      written = longer;
      covers++;
    }
    return new Message(request(target, written), covers);
  }

  @Override
  public Outcome judge(Reply.Answer answer) {
    return SlackReplies.judge(answer);
  }

  /** The body with its summary, which is shown where blocks are not, as in notifications. */
  private static String written(ObjectNode body, Portrait first, int alerts) {
    String others = alerts == 1 ? "" : " and " + (alerts - 1) + " more";
    return Wire.write(body.put("text", title(first) + others));
  }

  private static void write(Portrait portrait, ArrayNode blocks) {
    text(blocks.addObject().put("type", "section").putObject("text"), section(portrait, SECTION));
    text(
        blocks.addObject().put("type", "context").putArray("elements").addObject(),
        context(portrait));
  }

  /** Verbatim: Slack then makes neither links nor mentions of what only looks like them. */
  private static void text(ObjectNode element, String text) {
    element.put("type", "mrkdwn").put("text", text).put("verbatim", true);
  }

  private static String title(Portrait portrait) {
    return "["
        + portrait.severity()
        + "] "
        + Text.cut(portrait.title(), TITLE, Text.ELLIPSIS, SlackWebhook::escape);
  }

  private static String section(Portrait portrait, int room) {
    String head = "*" + title(portrait) + "*";
    String message =
        Text.cut(
            portrait.message(), room - head.length() - 1, tail(portrait), SlackWebhook::escape);
    return message.isEmpty() ? head : head + "\n" + message;
  }

  /** The facts that fit, and by what name the delivery is on record. */
  private static String context(Portrait portrait) {
    String facts =
        portrait.facts().stream().map(SlackWebhook::line).collect(Collectors.joining("\n"));
    return Text.cut(facts, FACTS, tail(portrait), SlackWebhook::escape) + "\n" + foot(portrait);
  }

  private static String foot(Portrait portrait) {
    String time = portrait.at().map(at -> " · " + at.truncatedTo(ChronoUnit.SECONDS)).orElse("");
    String id = Text.cut(portrait.deliveryId(), LONGEST_ID, Text.ELLIPSIS, SlackWebhook::escape);
    return "Tocsin · " + id + time;
  }

  private static String tail(Portrait portrait) {
    return Text.ELLIPSIS + "\n" + escape(portrait.pointer());
  }

  private static String line(Fact fact) {
    return Text.cut(fact.name(), FACT_NAME) + ": " + Text.cut(fact.value(), FACT_VALUE);
  }

  /** These three and nothing else, as Slack asks. */
  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private Request request(Target target, String body) {
    return new Request(
        "POST",
        Optional.ofNullable(target.settings().get(URL)).orElseThrow(),
        Map.of(
            "Content-Type", Secret.of("application/json"),
            "User-Agent", Secret.of("Tocsin/" + settings.version())),
        body,
        settings.timeout());
  }
}
