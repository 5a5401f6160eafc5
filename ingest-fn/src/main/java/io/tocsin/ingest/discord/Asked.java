package io.tocsin.ingest.discord;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.desk.Interaction;
import io.tocsin.keys.DiscordUser;
import io.tocsin.keys.Secret;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.InvalidJsonException.Mistake;
import io.tocsin.wire.Wire;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What Discord sends, as far as it concerns us. */
sealed interface Asked {
  /** Whether anybody is there. */
  record Ping() implements Asked {}

  /** One of our subcommands. */
  record Command(Interaction interaction) implements Asked {}

  /** The beginning of a key's name, to be completed. */
  record Typing(DiscordUser user, String typed) implements Asked {}

  /** Something that nobody here knows, such as a command that was taken back. */
  record Unknown() implements Asked {}

  int PING = 1;
  int COMMAND = 2;
  int AUTOCOMPLETE = 4;

  /**
   * Reads an interaction.
   *
   * @throws InvalidJsonException when it is not written as Discord does
   */
  static Asked read(String body) throws InvalidJsonException {
    JsonNode json = Wire.parse(body);
    int type = json.path("type").asInt();
    if (type == PING) {
      return new Ping();
    }
    JsonNode data = json.path("data");
    JsonNode given = data.path("options").path(0);
    boolean ours =
        data.path("name").asText("").equals(Subcommand.COMMAND)
            && Subcommand.named(given.path("name").asText("")).isPresent();
    if (!ours || (type != COMMAND && type != AUTOCOMPLETE)) {
      return new Unknown();
    }
    try {
      return type == COMMAND ? new Command(interaction(json, given)) : typing(json, given);
    } catch (IllegalArgumentException e) {
      throw new InvalidJsonException(List.of(new Mistake("", String.valueOf(e.getMessage()))));
    }
  }

  private static Interaction interaction(JsonNode json, JsonNode given) {
    Map<String, String> options = new HashMap<>();
    for (JsonNode option : given.path("options")) {
      options.put(option.path("name").asText(""), option.path("value").asText(""));
    }
    return new Interaction(
        json.path("id").asText(""),
        json.path("application_id").asText(""),
        Secret.of(json.path("token").asText("")),
        user(json),
        given.path("name").asText(""),
        options);
  }

  private static Asked typing(JsonNode json, JsonNode given) {
    for (JsonNode option : given.path("options")) {
      if (option.path("focused").asBoolean() && option.path("name").asText("").equals(Option.KEY)) {
        return new Typing(user(json), option.path("value").asText(""));
      }
    }
    return new Unknown();
  }

  /** In a guild it comes with a member, in a direct message by itself. */
  private static DiscordUser user(JsonNode json) {
    String member = json.path("member").path("user").path("id").asText("");
    return new DiscordUser(member.isEmpty() ? json.path("user").path("id").asText("") : member);
  }
}
