package io.tocsin.local.standins;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * What Slack checks of a message, after https://api.slack.com/reference/block-kit/blocks: lengths
 * are in characters.
 */
final class SlackLimits {
  private static final int BLOCKS = 50;
  private static final int WHOLE = 12_000;
  private static final int FIELDS = 10;
  private static final int FIELD = 2000;

  /** The longest text of a block, by its type. */
  private static final Map<String, Integer> TEXTS =
      Map.of("section", 3000, "header", 150, "context", 2000);

  private SlackLimits() {}

  /** The word Slack would answer, if there is a mistake. */
  static Optional<String> mistake(JsonNode message, String body) {
    if (!message.isObject()) {
      return Optional.of("invalid_payload");
    }
    JsonNode blocks = message.path("blocks");
    if (message.path("text").asText("").isEmpty() && blocks.isEmpty()) {
      return Optional.of("no_text");
    }
    if (length(body) >= WHOLE) {
      return Optional.of("invalid_payload");
    }
    if (blocks.size() > BLOCKS || !(blocks.isMissingNode() || blocks.isArray())) {
      return Optional.of("invalid_blocks");
    }
    for (JsonNode block : blocks) {
      if (!sound(block)) {
        return Optional.of("invalid_blocks");
      }
    }
    return Optional.empty();
  }

  private static boolean sound(JsonNode block) {
    String type = block.path("type").asText("");
    int longest = TEXTS.getOrDefault(type, FIELD);
    if (type.isEmpty()
        || block.path("fields").size() > FIELDS
        || !fits(block.path("text"), longest)) {
      return false;
    }
    if (type.equals("section")
        && block.path("text").isMissingNode()
        && block.path("fields").isEmpty()) {
      return false;
    }
    for (JsonNode field : block.path("fields")) {
      if (!fits(field, FIELD)) {
        return false;
      }
    }
    for (JsonNode element : block.path("elements")) {
      if (type.equals("context") && !fits(element, longest)) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(JsonNode text, int longest) {
    if (text.isMissingNode()) {
      return true;
    }
    int length = length(text.path("text").asText(""));
    return length > 0 && length <= longest;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
