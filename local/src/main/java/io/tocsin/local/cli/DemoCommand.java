package io.tocsin.local.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tocsin demo}. */
@Command(
    name = "demo",
    description = "Shows what Tocsin does, on one that is running.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Runnable {
  private static final int MOST_REPEATS = 100;

  private final Surroundings surroundings;

  DemoCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Without a command: what there is to be shown. */
  @Override
  public void run() {
    CommandLine.usage(this, surroundings.out());
  }

  @Command(
      description = {
        "Plays an incident: it fires, repeats, gets worse and is over.",
        "",
        "Prints what happened where: the answers, the meeting, who was told. The alerts are real:"
            + " whoever the routes name is told of them.",
        ""
      },
      mixinStandardHelpOptions = true)
  int incident(
      @Option(
              names = "--repeats",
              defaultValue = "5",
              paramLabel = "N",
              description = "How often it is repeated, 0 to 100. Default: ${DEFAULT-VALUE}.")
          int repeats,
      @Mixin AccessOptions access) {
    if (repeats < 0 || repeats > MOST_REPEATS) {
      surroundings.err().println("--repeats is a number from 0 to 100.");
      return 2;
    }
    return new Incident(surroundings, access.access(surroundings)).play(repeats);
  }
}
