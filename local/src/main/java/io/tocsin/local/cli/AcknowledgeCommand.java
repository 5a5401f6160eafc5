package io.tocsin.local.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tocsin acknowledge}. */
@Command(
    name = "acknowledge",
    description = {
      "Says that you see to an alert; the first who does is shown to all.",
      "Routes that set repeat_every do not remind of its incident until it is over or gets worse."
    },
    mixinStandardHelpOptions = true)
final class AcknowledgeCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(paramLabel = "ALERT", description = "The alert's id, as the history has it.")
  private String alert = "";

  @Option(names = "--note", paramLabel = "TEXT", description = "What else there is to say.")
  private Optional<String> note = Optional.empty();

  @Mixin private AccessOptions options = new AccessOptions();

  AcknowledgeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("alert", alert);
    note.ifPresent(text -> json.put("note", text));
    return options.post(surroundings, "/api/v1/acknowledge", json);
  }
}
