package io.tocsin.local.cli;

import io.tocsin.config.InvalidConfigException;
import io.tocsin.local.MendableException;
import io.tocsin.log.LogProvider;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Where {@code ./tocsin} starts. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Surroundings surroundings = Surroundings.ofProcess();
    // Read when the first logger is made. What is logged is for finding faults: it goes to stderr.
    System.setProperty(
        LogProvider.LEVEL, surroundings.environment().getOrDefault("TOCSIN_LOG", "warn"));
    System.exit(run(surroundings, arguments));
  }

  /** Runs a command; the exit code. */
  static int run(Surroundings surroundings, String... arguments) {
    return commands(surroundings).execute(arguments);
  }

  /** All the commands there are. */
  static CommandLine commands(Surroundings surroundings) {
    return new CommandLine(new TocsinCommand(surroundings))
        .addSubcommand(new TemplateCommand(surroundings))
        .addSubcommand(new RedeliverCommand(surroundings))
        .addSubcommand(new AcknowledgeCommand(surroundings))
        .addSubcommand(new SilenceCommand(surroundings))
        .addSubcommand(new ExportCommand(surroundings))
        .addSubcommand(new ForgetCommand(surroundings))
        .addSubcommand(new KeysCommand(surroundings))
        .addSubcommand(new RoutesCommand(surroundings))
        .addSubcommand(new ConfigCommand(surroundings))
        .addSubcommand(new DiscordCommand(surroundings))
        .addSubcommand(new DemoCommand(surroundings))
        .addSubcommand(new MeetingsCommand(surroundings))
        .addSubcommand(new ReportCommand(surroundings))
        .setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
        .setExecutionExceptionHandler(Main::failed);
  }

  private static int failed(Exception failure, CommandLine command, ParseResult parsed) {
    Optional<InvalidConfigException> mistakes =
        Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
            .filter(InvalidConfigException.class::isInstance)
            .map(InvalidConfigException.class::cast)
            .findFirst();
    if (failure instanceof MendableException) {
      command.getErr().println(failure.getMessage());
    } else if (mistakes.isPresent()) {
      command.getErr().println("The configuration has mistakes:");
      command.getErr().println(mistakes.get().getMessage());
    } else {
      failure.printStackTrace(command.getErr());
    }
    return 1;
  }
}
