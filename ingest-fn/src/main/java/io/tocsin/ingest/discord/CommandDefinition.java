package io.tocsin.ingest.discord;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.wire.Wire;
import java.util.Arrays;
import java.util.List;

/**
 * The commands as Discord wants to be told of them.
 *
 * @see <a href="https://discord.com/developers/docs/interactions/application-commands">Discord:
 *     application commands</a>
 */
public final class CommandDefinition {
  private static final int CHAT_INPUT = 1;
  private static final int SUB_COMMAND = 1;

  private CommandDefinition() {}

  /** The whole list of the application's commands. */
  public static String json() {
    ArrayNode commands = JsonNodeFactory.instance.arrayNode();
    ObjectNode command = commands.addObject();
    command.put("name", Subcommand.COMMAND);
    command.put("type", CHAT_INPUT);
    command.put("description", Subcommand.DESCRIPTION);
    ArrayNode subcommands = command.putArray("options");
    for (Subcommand each : Subcommand.values()) {
      ObjectNode one = subcommands.addObject();
      one.put("type", SUB_COMMAND);
      one.put("name", each.word());
      one.put("description", each.description());
      ArrayNode options = one.putArray("options");
      each.options().forEach(option -> options.add(node(option)));
    }
    return Wire.write(commands);
  }

  /** The same for people: {@code /alert_api list}, and so on. */
  public static List<String> names() {
    return Arrays.stream(Subcommand.values())
        .map(each -> "/" + Subcommand.COMMAND + " " + each.word())
        .toList();
  }

  private static ObjectNode node(Option option) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", option.kind().number);
    json.put("name", option.name());
    json.put("description", option.description());
    json.put("required", option.required());
    if (option.longest() > 0) {
      json.put("max_length", option.longest());
    }
    if (option.suggested()) {
      json.put("autocomplete", true);
    }
    if (!option.choices().isEmpty()) {
      ArrayNode choices = json.putArray("choices");
      option
          .choices()
          .forEach(
              choice ->
                  choices.addObject().put("name", choice.shown()).put("value", choice.value()));
    }
    return json;
  }
}
