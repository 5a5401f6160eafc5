package io.tocsin.local.standins;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What Discord checks of a message, after https://discord.com/developers/docs/resources/message
 * (embed limits). Lengths are in characters, not bytes.
 */
final class DiscordLimits {
  private static final int EMBEDS = 10;
  private static final int ALL_EMBED_TEXT = 6000;
  private static final int FIELDS = 25;
  private static final int LARGEST_COLOR = 0xFFFFFF;

  private final List<String> mistakes = new ArrayList<>();
  private int embedText;

  private DiscordLimits() {}

  /** The paths of everything that is over a limit or of the wrong type. */
  static List<String> mistakes(JsonNode message) {
    DiscordLimits limits = new DiscordLimits();
    limits.message(message);
    return limits.mistakes;
  }

  private void message(JsonNode message) {
    text(message, "content", 2000, "content");
    text(message, "username", 80, "username");
    JsonNode embeds = message.path("embeds");
    if (list(embeds, EMBEDS, "embeds")) {
      for (int i = 0; i < embeds.size(); i++) {
        embed(embeds.get(i), "embeds[" + i + "]");
      }
    }
    if (embedText > ALL_EMBED_TEXT) {
      mistakes.add("embeds: more than " + ALL_EMBED_TEXT + " characters in all");
    }
    mentions(message.path("allowed_mentions"));
  }

  private void embed(JsonNode embed, String path) {
    embedText += text(embed, "title", 256, path + ".title");
    embedText += text(embed, "description", 4096, path + ".description");
    embedText += text(embed.path("author"), "name", 256, path + ".author.name");
    embedText += text(embed.path("footer"), "text", 2048, path + ".footer.text");
    JsonNode color = embed.path("color");
    if (!absent(color)
        && !(color.isInt() && color.intValue() >= 0 && color.intValue() <= LARGEST_COLOR)) {
      mistakes.add(path + ".color: not a colour");
    }
    time(embed.path("timestamp"), path + ".timestamp");
    JsonNode fields = embed.path("fields");
    if (list(fields, FIELDS, path + ".fields")) {
      for (int i = 0; i < fields.size(); i++) {
        field(fields.get(i), path + ".fields[" + i + "]");
      }
    }
  }

  private void field(JsonNode field, String path) {
    int name = text(field, "name", 256, path + ".name");
    int value = text(field, "value", 1024, path + ".value");
    if (name == 0 || value == 0) {
      mistakes.add(path + ": name and value are required");
    }
    embedText += name + value;
  }

  private void time(JsonNode value, String path) {
    if (absent(value)) {
      return;
    }
    try {
      java.time.OffsetDateTime.parse(value.asText());
    } catch (java.time.format.DateTimeParseException e) {
      mistakes.add(path + ": not an ISO 8601 time");
    }
  }

  private void mentions(JsonNode mentions) {
    if (absent(mentions)) {
      return;
    }
    for (JsonNode kind : mentions.path("parse")) {
      if (!List.of("roles", "users", "everyone").contains(kind.asText())) {
        mistakes.add("allowed_mentions.parse: unknown kind");
      }
    }
  }

  private boolean list(JsonNode value, int most, String path) {
    if (absent(value)) {
      return false;
    }
    if (!value.isArray() || value.size() > most) {
      mistakes.add(path + ": must be a list of at most " + most);
      return false;
    }
    return true;
  }

  /** Checks a text and says how long it is. */
  private int text(JsonNode object, String name, int longest, String path) {
    JsonNode value = object.path(name);
    if (absent(value)) {
      return 0;
    }
    if (!value.isTextual()) {
      mistakes.add(path + ": must be a text");
      return 0;
    }
    int length = value.textValue().codePointCount(0, value.textValue().length());
    if (length > longest) {
      mistakes.add(path + ": must be " + longest + " or fewer in length");
    }
    return length;
  }

  private static boolean absent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }
}
