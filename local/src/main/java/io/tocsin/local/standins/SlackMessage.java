package io.tocsin.local.standins;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A message that the Slack stand-in took.
 *
 * @param number 1 for the first that arrived
 * @param webhook the name of the webhook, not its address
 */
public record SlackMessage(
    int number, String webhook, Instant at, String text, List<JsonNode> blocks) {
  public SlackMessage {
    blocks = List.copyOf(blocks);
  }

  /** The texts in its blocks, in order. */
  public List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (JsonNode block : blocks) {
      add(texts, block.path("text"));
      block.path("fields").forEach(field -> add(texts, field));
      block.path("elements").forEach(element -> add(texts, element));
    }
    return texts;
  }

  private static void add(List<String> texts, JsonNode value) {
    JsonNode text = value.isObject() ? value.path("text") : value;
    if (text.isTextual()) {
      texts.add(text.textValue());
    }
  }
}
