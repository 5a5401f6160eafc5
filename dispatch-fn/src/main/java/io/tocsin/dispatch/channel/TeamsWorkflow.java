package io.tocsin.dispatch.channel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.delivery.Budget;
import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Outcome;
import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Setting;
import io.tocsin.dispatch.channel.Portrait.Fact;
import io.tocsin.routing.Target;
import io.tocsin.wire.Wire;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Microsoft Teams by a workflow's webhook ("When a Teams webhook request is received"): one
 * Adaptive Card, a container in it per alert.
 */
@Singleton
final class TeamsWorkflow implements Channel {
  /**
   * Teams takes about 28 KB, and does not say in which encoding: here neither UTF-8 nor UTF-16 is
   * over it.
   */
  static final int WHOLE = 28_000;

  /** What this channel keeps to itself, so that one alert and a digest always fit. */
  private static final int TITLE = 256;

  private static final int MESSAGE = 2500;
  private static final int FACTS = 1500;

  private static final String URL = "url";
  private static final String BREAK = "\n\n";

  private final ChannelSettings settings;

  TeamsWorkflow(ChannelSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "teams";
  }

  @Override
  public Set<Setting> settings() {
    return Set.of(Setting.secretAddress(URL));
  }

  /**
   * Teams takes 4 requests a second, but the workflow behind the address answers before it has
   * posted, and its own Teams connection is allowed far less in the long run. So: 20 a minute, 3 at
   * once.
   */
  @Override
  public Budget budget() {
    return Budget.perMinute(20, 3);
  }

  @Override
  public Message render(Target target, Content content) {
    List<Notice> notices = content.notices();
    List<ObjectNode> digest = digest(content);
    List<ObjectNode> alerts = new ArrayList<>();
    alerts.add(container(settings.portrait(notices.get(0), name()), content.plain()));
    String written = written(alerts, digest);
    int covers = 1;
    while (!content.plain() && covers < notices.size()) {
      alerts.add(container(settings.portrait(notices.get(covers), name()), false));
      String longer = written(alerts, digest);
      if (size(longer) > WHOLE) {
        break;
      }
      written = longer;
      covers++;
    }
    String url = Optional.ofNullable(target.settings().get(URL)).orElseThrow().reveal();
    return new Message(settings.json("POST", url, written, Map.of()), covers);
  }

  @Override
  public Outcome judge(Reply.Answer answer) {
    return TeamsReplies.judge(answer);
  }

  /** The larger of what the text takes in UTF-8 and in UTF-16. */
  static int size(String text) {
    return Math.max(text.getBytes(StandardCharsets.UTF_8).length, 2 * text.length());
  }

  private static String written(List<ObjectNode> alerts, List<ObjectNode> digest) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "message");
    ObjectNode card =
        json.putArray("attachments")
            .addObject()
            .put("contentType", "application/vnd.microsoft.card.adaptive")
            .putObject("content")
            .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
            .put("type", "AdaptiveCard")
            // What every Teams client shows; of later versions nothing is needed.
            .put("version", "1.4");
    card.putArray("body").addAll(alerts).addAll(digest);
    card.putObject("msteams").put("width", "Full");
    return Wire.write(json);
  }

  private static ObjectNode container(Portrait portrait, boolean plain) {
    ObjectNode container =
        JsonNodeFactory.instance.objectNode().put("type", "Container").put("separator", true);
    ArrayNode items = container.putArray("items");
    text(items, "[" + portrait.severity() + "] " + Text.cut(linkless(portrait.title()), TITLE))
        .put("weight", "Bolder")
        .put("color", colour(portrait));
    String message = message(portrait);
    if (!message.isEmpty()) {
      text(items, message);
    }
    if (!plain) {
      facts(portrait, items);
    }
    String time = portrait.at().map(at -> " · " + at.truncatedTo(ChronoUnit.SECONDS)).orElse("");
    text(items, portrait.footer() + time).put("isSubtle", true).put("size", "Small");
    return container;
  }

  /** Paragraphs: a single line break is none in a card. */
  private static String message(Portrait portrait) {
    return Text.cut(
        linkless(portrait.message().replace("\n", BREAK)),
        MESSAGE,
        Text.ELLIPSIS + BREAK + portrait.pointer(),
        UnaryOperator.identity());
  }

  private static void facts(Portrait portrait, ArrayNode items) {
    ArrayNode facts = JsonNodeFactory.instance.arrayNode();
    int room = FACTS - 2 * FactLines.VALUE;
    int left = portrait.facts().size();
    for (Fact fact : portrait.facts()) {
      String name = Text.cut(linkless(fact.name()), FactLines.NAME);
      String value = Text.cut(linkless(fact.value()), FactLines.VALUE);
      room -= name.length() + value.length();
      if (room < 0) {
        facts.addObject().put("title", left + " more").put("value", portrait.pointer());
        break;
      }
      facts.addObject().put("title", name).put("value", value);
      left--;
    }
    if (!facts.isEmpty()) {
      items.addObject().put("type", "FactSet").set("facts", facts);
    }
  }

  private static List<ObjectNode> digest(Content content) {
    if (content.digest().isEmpty() || content.plain()) {
      return List.of();
    }
    ObjectNode container =
        JsonNodeFactory.instance.objectNode().put("type", "Container").put("separator", true);
    ArrayNode items = container.putArray("items");
    text(items, DigestText.HEADING).put("weight", "Bolder");
    String lines = DigestText.lines(content.digest(), TeamsWorkflow::linkless);
    text(items, lines.replace("\n", BREAK));
    return List.of(container);
  }

  private static ObjectNode text(ArrayNode items, String text) {
    return items.addObject().put("type", "TextBlock").put("text", text).put("wrap", true);
  }

  /** A card's text may hold links of another name than their address: an alert's may not. */
  private static String linkless(String text) {
    return text.replace("](", "]\u2060(");
  }

  private static String colour(Portrait portrait) {
    return switch (portrait.severity()) {
      case CRITICAL -> "Attention";
      case HIGH, MEDIUM -> "Warning";
      case LOW, INFO -> "Default";
    };
  }
}
