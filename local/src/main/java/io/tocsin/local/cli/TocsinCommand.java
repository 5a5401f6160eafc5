package io.tocsin.local.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What can be asked for on the command line. */
@Command(
    name = "tocsin",
    description = "Signed alerts in, notifications out at the pace each channel allows.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    version = "Tocsin " + TocsinCommand.VERSION,
    footer = {
      "",
      "Examples:",
      "  ./tocsin up",
      "  ./tocsin send --service plex --priority P1 --title \"plex is down\"",
      "  ./tocsin history --last 5",
      "  ./tocsin report --last 7d",
      "  ./tocsin template preview --channel discord --config tocsin.yml",
      "  ./tocsin silence add --match service=plex --for 2h --reason \"we move it\"",
      "  ./tocsin keys create --owner heimdallr --scope alert",
      "  ./tocsin config check tocsin.yml",
      "  ./tocsin routes test routes-test.yml",
      "  ./tocsin discord register-commands",
      "  ./tocsin analyse alert.json",
      "  ./tocsin demo incident",
      "  ./tocsin export --from 2026-11-01 --to 2026-12-01 --out november.jsonl",
      "  ./tocsin meetings plan --service plex --level high",
      "",
      "Exit codes: 0 it is done; 1 it failed, and the message says what to mend;",
      "2 the command is not written as it should be."
    })
final class TocsinCommand implements Runnable {
  static final String VERSION = "0.1.0";

  private final Surroundings surroundings;

  TocsinCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Without a command: what commands there are. */
  @Override
  public void run() {
    CommandLine.usage(this, surroundings.out());
  }

  /** Which stores hold the tables. */
  enum StoreKind {
    mvstore,
    dynamodb
  }

  @Command(
      description = {
        "Runs everything on this machine until it is stopped.",
        "",
        "Variables such as DISCORD_WEBHOOK_GENERAL, WEBHOOK_API_KEY and TOCSIN_KEY_QUOTA are read"
            + " from the environment. Where no real webhook is set, a stand-in takes its place.",
        "TOCSIN_LOG=info shows more of what happens.",
        ""
      },
      mixinStandardHelpOptions = true)
  int up(
      @Option(
              names = "--port",
              defaultValue = "8080",
              paramLabel = "PORT",
              description = "Port of HTTP; 0: any free one. Default: ${DEFAULT-VALUE}.")
          int port,
      @Option(
              names = "--sqs-port",
              defaultValue = "9324",
              paramLabel = "PORT",
              description = "Port of the queues; 0: any free one. Default: ${DEFAULT-VALUE}.")
          int sqsPort,
      @Option(
              names = "--data",
              paramLabel = "DIR",
              description = "Where everything is kept. Default: .tocsin beside ./tocsin.")
          Optional<Path> data,
      @Option(
              names = "--store",
              defaultValue = "mvstore",
              description =
                  "Where the tables are: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}, a"
                      + " file in the data directory.")
          StoreKind store,
      @Option(
              names = "--endpoint",
              paramLabel = "URL",
              description =
                  "With --store dynamodb: a DynamoDB that accepts any credentials, such as"
                      + " DynamoDB Local.")
          Optional<URI> endpoint,
      @Option(
              names = "--config",
              paramLabel = "FILE",
              description = "tocsin.yml: targets and routes.")
          Optional<Path> config) {
    return new Up(surroundings).run(port, sqsPort, data, store, endpoint, config);
  }

  @Command(
      description = "Signs an alert, sends it, and prints the answer.",
      mixinStandardHelpOptions = true)
  int send(
      @Option(
              names = "--service",
              required = true,
              paramLabel = "NAME",
              description = "What it is about.")
          String service,
      @Option(
              names = "--priority",
              required = true,
              paramLabel = "P1..P4",
              description = "P1 is the most severe.")
          String priority,
      @Option(
              names = "--title",
              required = true,
              paramLabel = "TEXT",
              description = "What happened, in a few words.")
          String title,
      @Option(names = "--message", paramLabel = "TEXT", description = "More about it.")
          Optional<String> message,
      @Option(
              names = "--type",
              paramLabel = "TYPE",
              description = "Such as tracklist, monitoring or security.")
          Optional<String> type,
      @Option(
              names = "--details",
              paramLabel = "KEY=VALUE",
              description = "A detail; may be given many times.")
          @Nullable Map<String, String> details,
      @Option(
              names = "--url",
              paramLabel = "URL",
              description =
                  "Where Tocsin answers. Default: $TOCSIN_URL, else http://127.0.0.1:8080.")
          Optional<URI> url,
      @Option(
              names = "--key",
              paramLabel = "KEY",
              description =
                  "The API key. Default: $WEBHOOK_API_KEY, else the one in the data directory.")
          Optional<String> key,
      @Option(
              names = "--data",
              paramLabel = "DIR",
              description = "Where a local Tocsin keeps its key. Default: .tocsin beside ./tocsin.")
          Optional<Path> data,
      @Option(
              names = "--secret",
              paramLabel = "SECRET",
              description =
                  "Its secret, which others may see in the list of processes; better:"
                      + " $WEBHOOK_SECRET_KEY. Default: the one in the data directory.")
          Optional<String> secret) {
    AlertBody alert =
        new AlertBody(
            service, priority, title, message, type, Optional.ofNullable(details).orElse(Map.of()));
    return new Send(surroundings).run(alert, new Access(surroundings, url, key, secret, data));
  }

  @Command(
      description = "Shows the latest alerts and where each went.",
      mixinStandardHelpOptions = true)
  int history(
      @Option(
              names = "--last",
              defaultValue = "20",
              paramLabel = "N",
              description = "How many, 1 to 100. Default: ${DEFAULT-VALUE}.")
          int last,
      @Option(
              names = "--url",
              paramLabel = "URL",
              description =
                  "Where Tocsin answers. Default: $TOCSIN_URL, else http://127.0.0.1:8080.")
          Optional<URI> url,
      @Option(
              names = "--key",
              paramLabel = "KEY",
              description =
                  "The API key. Default: $WEBHOOK_API_KEY, else the one in the data directory.")
          Optional<String> key,
      @Option(
              names = "--data",
              paramLabel = "DIR",
              description = "Where a local Tocsin keeps its key. Default: .tocsin beside ./tocsin.")
          Optional<Path> data) {
    Access access = new Access(surroundings, url, key, Optional.empty(), data);
    return new HistoryTable(surroundings).run(last, access);
  }

  @Command(
      description = {
        "Says how urgent an alert is, and prints the briefing of the meeting it would become.",
        "",
        "Nothing is sent, kept or scheduled, and nothing has to run.",
        ""
      },
      footer = {
        "",
        "Exit codes: 0 it is printed; 1 the alert or the rules have mistakes, which are named;",
        "2 the command is not written as it should be."
      },
      mixinStandardHelpOptions = true)
  int analyse(
      @Parameters(
              paramLabel = "FILE",
              description =
                  "An alert as the ChatMaster Alert API, ChainSync or docs/alert.schema.json have"
                      + " it; -: standard input.")
          String file,
      @Option(
              names = "--rules",
              paramLabel = "DIR",
              description = "A folder of rules of your own: see docs/analysis.md.")
          Optional<Path> rules,
      @Option(
              names = "--config",
              paramLabel = "FILE",
              description = "tocsin.yml, which may name such a folder. Default: $TOCSIN_CONFIG.")
          Optional<Path> config,
      @Option(
              names = "--model",
              description = "Ask the language model that TOCSIN_MODEL_* name, once.")
          boolean model,
      @Option(
              names = "--as",
              defaultValue = "markdown",
              description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
          Analyse.Form form) {
    return new Analyse(surroundings, System.in).run(file, rules, config, model, form);
  }
}
