package io.tocsin.local.standins;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A message that the Discord stand-in took.
 *
 * @param number 1 for the first that arrived
 * @param webhook the name of the webhook, not its address
 * @param mayPing whether its sender let its text ping people
 */
public record DiscordMessage(
    int number,
    String id,
    String webhook,
    String channel,
    Instant at,
    Optional<Instant> edited,
    String content,
    List<JsonNode> embeds,
    boolean mayPing) {
  public DiscordMessage {
    embeds = List.copyOf(embeds);
  }

  /** The titles of its embeds. */
  public List<String> titles() {
    return embeds.stream().map(embed -> embed.path("title").asText()).toList();
  }

  DiscordMessage written(JsonNode message) {
    List<JsonNode> list = new ArrayList<>();
    message.path("embeds").forEach(list::add);
    return new DiscordMessage(
        number,
        id,
        webhook,
        channel,
        at,
        edited,
        message.path("content").asText(""),
        list,
        mayPing(message.path("allowed_mentions")));
  }

  DiscordMessage editedAt(Instant time) {
    return new DiscordMessage(
        number, id, webhook, channel, at, Optional.of(time), content, embeds, mayPing);
  }

  private static boolean mayPing(JsonNode mentions) {
    return !mentions.isObject()
        || !mentions.has("parse")
        || !mentions.path("parse").isEmpty()
        || !mentions.path("users").isEmpty()
        || !mentions.path("roles").isEmpty();
  }
}
