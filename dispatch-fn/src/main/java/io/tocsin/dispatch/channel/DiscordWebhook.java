package io.tocsin.dispatch.channel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.delivery.Budget;
import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Outcome;
import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.keys.Secret;
import io.tocsin.routing.Target;
import io.tocsin.wire.Wire;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Discord by a channel's webhook ("Execute Webhook" in Discord's documentation): one embed per
 * alert, several in one message, nobody ever pinged.
 */
@Singleton
final class DiscordWebhook implements Channel {
  /** Discord's limits, in characters; here counted in UTF-16 units, which are never fewer. */
  static final int CONTENT = 2000;

  static final int EMBEDS = 10;

  /** Of all text in all embeds of a message. */
  static final int TOTAL = 6000;

  static final int TITLE = 256;
  static final int DESCRIPTION = 4096;
  static final int FIELDS = 25;
  static final int FIELD_NAME = 256;
  static final int FIELD_VALUE = 1024;

  private static final String URL = "url";
  private static final int LONGEST_ID = 100;

  private final ChannelSettings settings;

  DiscordWebhook(ChannelSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "discord";
  }

  @Override
  public Set<String> settings() {
    return Set.of(URL);
  }

  @Override
  public Budget budget() {
    return settings.discord();
  }

  @Override
  public Message render(Target target, Content content) {
    List<Notice> notices = content.notices();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    // Without it, a text such as @everyone would ping everyone.
    body.putObject("allowed_mentions").putArray("parse");
    int covers = content.plain() ? 1 : writeEmbeds(notices, body.putArray("embeds"));
    if (content.plain()) {
      body.put("content", content(notices.get(0)));
    }
    return new Message(request(target, Wire.write(body)), covers);
  }

  @Override
  public Outcome judge(Reply.Answer answer) {
    return DiscordReplies.judge(answer);
  }

  /** Whole alerts from the first on, while they fit together. The first always fits. */
  private int writeEmbeds(List<Notice> notices, ArrayNode embeds) {
    int room = TOTAL;
    for (Notice notice : notices.subList(0, Math.min(notices.size(), EMBEDS))) {
      DiscordEmbed embed = DiscordEmbed.of(notice.alert(), settings.portrait(notice, name()));
      if (embed.size() > room) {
        break;
      }
      embeds.add(embed.json());
      room -= embed.size();
    }
    return embeds.size();
  }

  private String content(Notice notice) {
    Portrait portrait = settings.portrait(notice, name());
    String head = "[" + portrait.severity() + "] " + Text.cut(portrait.title(), TITLE);
    String foot = "Tocsin · " + Text.cut(portrait.deliveryId(), LONGEST_ID);
    String message =
        Text.cut(
            portrait.message(),
            CONTENT - head.length() - foot.length() - 2,
            Text.ELLIPSIS + "\n" + portrait.pointer(),
            UnaryOperator.identity());
    return head + "\n" + (message.isEmpty() ? "" : message + "\n") + foot;
  }

  private Request request(Target target, String body) {
    Secret url = Optional.ofNullable(target.settings().get(URL)).orElseThrow();
    return new Request(
        "POST",
        Secret.of(waiting(url.reveal())),
        Map.of(
            "Content-Type", Secret.of("application/json"),
            "User-Agent", Secret.of("DiscordBot (https://tocsin.io, " + settings.version() + ")")),
        body,
        settings.timeout());
  }

  /**
   * The URL with {@code wait=true}: Discord then answers only when the message is in the channel,
   * and with its id. What else the query holds, such as a thread, is kept.
   */
  private static String waiting(String url) {
    int mark = url.indexOf('?');
    if (mark < 0) {
      return url + "?wait=true";
    }
    String others =
        Arrays.stream(url.substring(mark + 1).split("&", -1))
            .filter(part -> !part.isEmpty() && !part.equals("wait") && !part.startsWith("wait="))
            .map(part -> part + "&")
            .collect(Collectors.joining());
    return url.substring(0, mark) + "?" + others + "wait=true";
  }
}
