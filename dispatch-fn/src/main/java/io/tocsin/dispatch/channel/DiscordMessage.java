package io.tocsin.dispatch.channel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.delivery.Channel.Content;
import io.tocsin.delivery.Channel.Notice;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A message as Discord takes it from webhooks and bots alike: one embed per alert, several in one
 * message, nobody ever pinged.
 *
 * @param covers how many of the notices are in it
 */
record DiscordMessage(ObjectNode json, int covers) {
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

  static DiscordMessage of(Function<Notice, Portrait> portraits, Content content) {
    ObjectNode json = empty();
    if (content.plain()) {
      json.put("content", text(portraits.apply(content.notices().get(0))));
      return new DiscordMessage(json, 1);
    }
    return new DiscordMessage(json, writeEmbeds(portraits, content, json.putArray("embeds")));
  }

  /** What takes the place of a message about one alert. A plain message becomes an embed, too. */
  static ObjectNode amended(Function<Notice, Portrait> portraits, Notice notice) {
    ObjectNode json = empty().putNull("content");
    json.putArray("embeds")
        .add(DiscordEmbed.of(notice.alert(), portraits.apply(notice), TOTAL).json());
    return json;
  }

  private static ObjectNode empty() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    // Without it, a text such as @everyone would ping everyone; on a change, too.
    json.putObject("allowed_mentions").putArray("parse");
    return json;
  }

  /**
   * Whole alerts from the first on, while they fit together beside the digest. The first always
   * fits.
   */
  private static int writeEmbeds(
      Function<Notice, Portrait> portraits, Content content, ArrayNode embeds) {
    List<DiscordEmbed> digest =
        content.digest().isEmpty() ? List.of() : List.of(DiscordEmbed.of(content.digest()));
    int most = TOTAL - digest.stream().mapToInt(DiscordEmbed::size).sum();
    int room = most;
    List<Notice> notices = content.notices();
    for (Notice notice : notices.subList(0, Math.min(notices.size(), EMBEDS - digest.size()))) {
      DiscordEmbed embed = DiscordEmbed.of(notice.alert(), portraits.apply(notice), most);
      if (embed.size() > room) {
        break;
      }
      embeds.add(embed.json());
      room -= embed.size();
    }
    int covers = embeds.size();
    digest.forEach(embed -> embeds.add(embed.json()));
    return covers;
  }

  private static String text(Portrait portrait) {
    String head = "[" + portrait.severity() + "] " + Text.cut(portrait.title(), TITLE);
    String message =
        Text.cut(
            portrait.message(),
            CONTENT - head.length() - portrait.footer().length() - 2,
            Text.ELLIPSIS + "\n" + portrait.pointer(),
            UnaryOperator.identity());
    return head + "\n" + (message.isEmpty() ? "" : message + "\n") + portrait.footer();
  }
}
