package io.tocsin.dispatch.channel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.delivery.Budget;
import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Outcome;
import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.delivery.Setting;
import io.tocsin.routing.Target;
import io.tocsin.wire.Wire;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
  private static final int FOOTER = 160;

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
  public Set<Setting> settings() {
    return Set.of(Setting.secretAddress(URL));
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
    List<ObjectNode> digest = digest(content.digest());
    List<ObjectNode> blocks = new ArrayList<>(blocks(first));
    String written = written(title(first), blocks, digest);
    int covers = 1;
    while (covers < notices.size() && blocks.size() + digest.size() + BLOCKS_EACH <= BLOCKS) {
      blocks.addAll(blocks(settings.portrait(notices.get(covers), name())));
      String longer = written(title(first) + " and " + covers + " more", blocks, digest);
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
  private static String written(String summary, List<ObjectNode> blocks, List<ObjectNode> digest) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("text", summary);
    body.putArray("blocks").addAll(blocks).addAll(digest);
    return Wire.write(body);
  }

  private static List<ObjectNode> blocks(Portrait portrait) {
    return List.of(section(section(portrait, SECTION)), context(context(portrait)));
  }

  private static List<ObjectNode> digest(List<DigestLine> digest) {
    return digest.isEmpty()
        ? List.of()
        : List.of(
            context(
                "*" + DigestText.HEADING + "*\n" + DigestText.lines(digest, SlackWebhook::escape)));
  }

  private static ObjectNode section(String text) {
    ObjectNode block = JsonNodeFactory.instance.objectNode().put("type", "section");
    text(block.putObject("text"), text);
    return block;
  }

  private static ObjectNode context(String text) {
    ObjectNode block = JsonNodeFactory.instance.objectNode().put("type", "context");
    text(block.putArray("elements").addObject(), text);
    return block;
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
    String facts = FactLines.of(portrait.facts());
    return Text.cut(facts, FACTS, tail(portrait), SlackWebhook::escape) + "\n" + foot(portrait);
  }

  private static String foot(Portrait portrait) {
    String time = portrait.at().map(at -> " · " + at.truncatedTo(ChronoUnit.SECONDS)).orElse("");
    return Text.cut(portrait.footer(), FOOTER, Text.ELLIPSIS, SlackWebhook::escape) + time;
  }

  private static String tail(Portrait portrait) {
    return Text.ELLIPSIS + "\n" + escape(portrait.pointer());
  }

  /** These three and nothing else, as Slack asks. */
  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private Request request(Target target, String body) {
    return settings.json(
        "POST",
        Optional.ofNullable(target.settings().get(URL)).orElseThrow().reveal(),
        body,
        Map.of());
  }
}
