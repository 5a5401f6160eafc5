package io.tocsin.local.cli;

import io.tocsin.config.ConfigReader;
import io.tocsin.config.InvalidConfigException;
import io.tocsin.config.InvalidConfigException.Mistake;
import io.tocsin.config.InvalidRulesException.InFile;
import io.tocsin.local.KnownChannels;
import io.tocsin.local.MendableException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tocsin config}. */
@Command(
    name = "config",
    description = "Looks at tocsin.yml.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class ConfigCommand implements Runnable {
  private final Surroundings surroundings;

  ConfigCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    CommandLine.usage(this, surroundings.out());
  }

  @Command(
      description = {
        "Checks tocsin.yml, and the rules it names, and names every mistake with its place.",
        "",
        "Secrets need not be there: a variable that is not set is a warning, unless --with-secrets"
            + " is given.",
        "",
        "Exit codes: 0 it can be used, 1 it has mistakes, 2 there is no such file.",
        ""
      },
      mixinStandardHelpOptions = true)
  int check(
      @Parameters(
              arity = "0..1",
              paramLabel = "FILE",
              description = "Default: $TOCSIN_CONFIG, else tocsin.yml in this directory.")
          Optional<Path> path,
      @Option(names = "--with-secrets", description = "A variable that is not set is a mistake.")
          boolean withSecrets) {
    ConfigFile file;
    try {
      file = ConfigFile.find(path, surroundings.environment());
    } catch (MendableException e) {
      surroundings.err().println(e.getMessage());
      return 2;
    }
    ConfigReader reader = KnownChannels.reader(surroundings.environment());
    ConfigReader.Checked checked = withSecrets ? strictly(reader, file) : reader.check(file.text());
    file.print(checked.mistakes(), "", surroundings.out());
    file.print(checked.warnings(), "warning: ", surroundings.out());
    List<InFile> inRules = checked.mistakes().isEmpty() ? TeamRules.mistakes(file) : List.of();
    inRules.forEach(surroundings.out()::println);
    if (!checked.warnings().isEmpty()) {
      surroundings
          .err()
          .println("What these variables will hold was not checked, since they are not set here.");
    }
    surroundings.err().println(summary(file, checked));
    if (!inRules.isEmpty()) {
      surroundings.err().println("The rules it names have mistakes.");
    }
    return checked.mistakes().isEmpty() && inRules.isEmpty() ? 0 : 1;
  }

  private static ConfigReader.Checked strictly(ConfigReader reader, ConfigFile file) {
    try {
      return new ConfigReader.Checked(Optional.of(reader.read(file.text())), List.of(), List.of());
    } catch (InvalidConfigException e) {
      return new ConfigReader.Checked(Optional.empty(), e.mistakes(), List.of());
    }
  }

  private static String summary(ConfigFile file, ConfigReader.Checked checked) {
    List<Mistake> mistakes = checked.mistakes();
    return file.path()
        + (mistakes.isEmpty()
            ? " can be used."
            : " has " + mistakes.size() + (mistakes.size() == 1 ? " mistake." : " mistakes."));
  }
}
