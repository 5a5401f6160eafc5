package io.tocsin.local.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tocsin redeliver}. */
@Command(
    name = "redeliver",
    description = {
      "Brings an alert's dead letters back, once what they failed for is mended.",
      "A target that was found to be gone is tried again."
    },
    mixinStandardHelpOptions = true)
final class RedeliverCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(paramLabel = "ALERT", description = "The alert's id, as the history has it.")
  private String alert = "";

  @Option(names = "--target", paramLabel = "NAME", description = "Only to that target.")
  private Optional<String> target = Optional.empty();

  @Mixin private AccessOptions options = new AccessOptions();

  RedeliverCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("alert", alert);
    target.ifPresent(name -> json.put("target", name));
    return options.post(surroundings, "/api/v1/redeliver", json);
  }
}
