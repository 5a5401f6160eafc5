package io.tocsin.local.cli;

import io.tocsin.config.ConfigReader;
import io.tocsin.config.InvalidConfigException;
import io.tocsin.config.RouteCase;
import io.tocsin.config.RouteCases;
import io.tocsin.local.KnownChannels;
import io.tocsin.local.MendableException;
import io.tocsin.routing.Routing;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tocsin routes}. */
@Command(
    name = "routes",
    description = "Tries routes out.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class RoutesCommand implements Runnable {
  private static final int UNUSABLE = 2;

  private final Surroundings surroundings;

  RoutesCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    CommandLine.usage(this, surroundings.out());
  }

  @Command(
      description = {
        "Holds the routes of tocsin.yml against a file of cases, and prints what differs. Secrets"
            + " need not be there.",
        "",
        "Exit codes: 0 all is as expected, 1 something differs, 2 a file cannot be used.",
        ""
      },
      mixinStandardHelpOptions = true)
  int test(
      @Parameters(paramLabel = "FILE", description = "The cases: see docs/routing.md.") Path cases,
      @Option(
              names = "--config",
              paramLabel = "FILE",
              description = "Default: $TOCSIN_CONFIG, else tocsin.yml in this directory.")
          Optional<Path> config) {
    try {
      ConfigFile file = ConfigFile.find(config, surroundings.environment());
      ConfigFile expected = ConfigFile.read(cases);
      ConfigReader.Checked checked =
          KnownChannels.reader(surroundings.environment()).check(file.text());
      file.print(checked.mistakes(), "", surroundings.err());
      return checked.routing().map(routing -> test(expected, routing)).orElse(UNUSABLE);
    } catch (MendableException e) {
      surroundings.err().println(e.getMessage());
      return UNUSABLE;
    }
  }

  private int test(ConfigFile file, Routing routing) {
    List<RouteCase> cases;
    try {
      cases = RouteCases.read(file.text(), routing);
    } catch (InvalidConfigException e) {
      file.print(e.mistakes(), "", surroundings.err());
      return UNUSABLE;
    }
    long differing = cases.stream().filter(one -> differs(file, one, routing)).count();
    surroundings
        .out()
        .println(
            cases.size() + (cases.size() == 1 ? " case, " : " cases, ") + differing + " differing");
    return differing == 0 ? 0 : 1;
  }

  private boolean differs(ConfigFile file, RouteCase one, Routing routing) {
    List<String> differences = one.differences(routing);
    if (!differences.isEmpty()) {
      surroundings.out().println(file.path() + ":" + one.line() + ": " + one.name());
      differences.forEach(difference -> surroundings.out().println("  " + difference));
    }
    return !differences.isEmpty();
  }
}
