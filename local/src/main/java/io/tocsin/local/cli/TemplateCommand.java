package io.tocsin.local.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tocsin template}. */
@Command(
    name = "template",
    description = "Shows what templates make of an alert.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class TemplateCommand implements Runnable {
  private final Surroundings surroundings;

  TemplateCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Without a command: what commands there are. */
  @Override
  public void run() {
    CommandLine.usage(this, surroundings.out());
  }

  @Command(
      description = {
        "Prints the body of the request that a channel would send about an alert.",
        "",
        "Nothing is sent, and nothing has to run. Of the file only the templates are read, so no"
            + " variable has to be set.",
        ""
      },
      footer = {
        "",
        "Exit codes: 0 it is printed; 1 the file or the alert has mistakes, which are named;",
        "2 the command is not written as it should be."
      },
      mixinStandardHelpOptions = true)
  int preview(
      @Option(
              names = "--channel",
              required = true,
              paramLabel = "NAME",
              description = "Such as discord.")
          String channel,
      @Option(
              names = "--type",
              paramLabel = "TYPE",
              description = "The alert's type. Default: alert, or what --alert says.")
          Optional<String> type,
      @Option(
              names = "--config",
              paramLabel = "FILE",
              description =
                  "tocsin.yml. Default: $TOCSIN_CONFIG, else the message without templates.")
          Optional<Path> config,
      @Option(
              names = "--alert",
              paramLabel = "FILE",
              description = "An alert as docs/alert.schema.json has it. Default: an ordinary one.")
          Optional<Path> alert) {
    return new Preview(surroundings).run(channel, type, config, alert);
  }
}
