package io.tocsin.local.standins;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What Discord takes as an application's commands.
 *
 * @see <a href="https://discord.com/developers/docs/interactions/application-commands">Discord:
 *     application commands</a>
 */
final class DiscordCommandLimits {
  private static final int MOST_COMMANDS = 100;
  private static final int MOST = 25;
  private static final int LONGEST = 100;
  private static final int LONGEST_OF_ALL = 8000;
  private static final int LONGEST_VALUE = 6000;

  private final List<String> mistakes = new ArrayList<>();
  private int characters;

  private DiscordCommandLimits() {}

  /** The paths of everything that is over a limit or of the wrong type. */
  static List<String> mistakes(JsonNode commands) {
    DiscordCommandLimits limits = new DiscordCommandLimits();
    limits.check(commands.isArray() && commands.size() <= MOST_COMMANDS, "");
    for (JsonNode command : commands) {
      limits.characters = 0;
      limits.named(command, "/" + command.path("name").asText(""));
      limits.check(limits.characters <= LONGEST_OF_ALL, "all of a command's text");
    }
    return limits.mistakes;
  }

  private void named(JsonNode node, String path) {
    String name = node.path("name").asText("");
    String description = node.path("description").asText("");
    characters += name.length() + description.length();
    check(name.matches("[-_\\p{Ll}\\p{N}]{1,32}"), path + ".name");
    check(!description.isEmpty() && description.length() <= LONGEST, path + ".description");
    check(node.path("type").isInt(), path + ".type");
    JsonNode longest = node.path("max_length");
    check(
        longest.isMissingNode() || (longest.asInt() >= 1 && longest.asInt() <= LONGEST_VALUE),
        path + ".max_length");
    choices(node.path("choices"), path);
    check(
        !(node.path("autocomplete").asBoolean() && !node.path("choices").isEmpty()),
        path + ".autocomplete");
    options(node.path("options"), path);
  }

  private void options(JsonNode options, String path) {
    check(options.size() <= MOST, path + ".options");
    boolean optional = false;
    for (JsonNode option : options) {
      named(option, path + "." + option.path("name").asText(""));
      boolean required = option.path("required").asBoolean();
      check(!(required && optional), path + ": required options come first");
      optional |= !required;
    }
  }

  private void choices(JsonNode choices, String path) {
    check(choices.size() <= MOST, path + ".choices");
    for (JsonNode choice : choices) {
      String name = choice.path("name").asText("");
      String value = choice.path("value").asText("");
      characters += name.length() + value.length();
      check(!name.isEmpty() && name.length() <= LONGEST, path + ".choices");
      check(!value.isEmpty() && value.length() <= LONGEST, path + ".choices");
    }
  }

  private void check(boolean holds, String path) {
    if (!holds) {
      mistakes.add(path);
    }
  }
}
