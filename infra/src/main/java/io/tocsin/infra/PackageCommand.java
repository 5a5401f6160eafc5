package io.tocsin.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** {@code ./tocsin package}: writes a {@link Distribution}. */
public final class PackageCommand {
  private static final String USAGE =
      """
      Usage: tocsin package [OPTION]...
      Writes all that it takes to deploy with CloudFormation into a folder: docs/deploy.md.

        --out DIR                   where to; default: dist
        --config FILE               a tocsin.yml, which travels as a layer
        --set NAME=VALUE            a variable of docs/configuration.md; any number of them
        --secret NAME               a variable that is a member of the secret; any number of them.
                                    Default: WEBHOOK_API_KEY, WEBHOOK_SECRET_KEY, and what the file
                                    refers to, or without one DISCORD_WEBHOOK_GENERAL
        --kms-key none|new|ARN      what encrypts, and seals API keys; default: new
        --alarm-mail ADDRESS        who is told of alarms; any number of them
        --source ARN                a topic of SNS whose messages are alerts; any number of them
        --topic ARN                 a topic that alerts may be published to; any number of them
        --mail-from IDENTITY        an identity of SES that mail may come from; any number of them
        --keys-table NAME           a table that is there already, in place of the stack's own
        --outbox-table NAME         the same for what waits
        --history-stream ARN        the same for the history, by the ARN of the table's stream
        --permissions-boundary ARN  a policy that no role goes beyond
        --role-path PATH            the path of the roles
        --tag NAME=VALUE            any number of them
        --logs-kept DAYS            default: 30
      """;

  private static final String VERSION = "0.1.0";
  private static final Set<String> OPTIONS =
      Set.of(
          "root",
          "out",
          "config",
          "set",
          "secret",
          "kms-key",
          "alarm-mail",
          "source",
          "topic",
          "mail-from",
          "keys-table",
          "outbox-table",
          "history-stream",
          "permissions-boundary",
          "role-path",
          "tag",
          "logs-kept");

  private final Map<String, List<String>> given = new LinkedHashMap<>();

  private PackageCommand(String... arguments) {
    for (int i = 0; i < arguments.length; i += 2) {
      String name = arguments[i].replaceFirst("^--", "");
      if (!OPTIONS.contains(name) || i + 1 == arguments.length) {
        throw new IllegalArgumentException(
            arguments[i] + " is no option, or has no value; see ./tocsin package --help");
      }
      given.computeIfAbsent(name, any -> new ArrayList<>()).add(arguments[i + 1]);
    }
  }

  public static void main(String[] arguments) throws IOException {
    if (List.of(arguments).contains("--help")) {
      System.out.print(USAGE);
      return;
    }
    try {
      new PackageCommand(arguments).run();
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private void run() throws IOException {
    Path folder = Path.of(one("out").orElse("dist"));
    for (String name : distribution().write(folder)) {
      Path file = folder.resolve(name);
      System.out.println(file + "  " + Files.size(file));
      if (name.endsWith(".json") && Files.size(file) > Distribution.LARGEST_TEMPLATE) {
        System.out.println("The template needs a bucket: aws cloudformation deploy --s3-bucket …");
      }
    }
  }

  private Distribution distribution() {
    Packages packages = Packages.builtIn(Path.of(one("root").orElse(".")), VERSION).checked();
    Map<String, String> settings = pairs("set");
    Optional<TocsinYml> config = one("config").map(Path::of).map(TocsinYml::at);
    return new Distribution(
        packages, VERSION, settings, secrets(settings, config), config, choice(packages));
  }

  private TocsinProps.Builder choice(Packages packages) {
    FunctionOptions functions = FunctionOptions.NONE;
    functions = one("permissions-boundary").map(functions::within).orElse(functions);
    functions = one("role-path").map(functions::under).orElse(functions);
    TocsinProps.Builder props =
        TocsinProps.of(packages, VERSION)
            .functions(functions)
            .alarms(AlarmSettings.DEFAULT.mailedTo(all("alarm-mail")))
            .sources(all("source"))
            .topics(all("topic"))
            .mailFrom(all("mail-from"))
            .tables(tables())
            .tags(pairs("tag"));
    one("logs-kept").map(Long::valueOf).map(Duration::ofDays).ifPresent(props::logsKept);
    String key = one("kms-key").orElse(TocsinProps.NEW_KMS_KEY);
    return key.equals("none") ? props : props.kmsKey(key);
  }

  private KnownTables tables() {
    KnownTables tables = KnownTables.NONE;
    tables = one("keys-table").map(tables::withKeys).orElse(tables);
    tables = one("outbox-table").map(tables::withOutbox).orElse(tables);
    return one("history-stream").map(tables::withHistory).orElse(tables);
  }

  private Set<String> secrets(Map<String, String> settings, Optional<TocsinYml> config) {
    if (given.containsKey("secret")) {
      return all("secret");
    }
    Set<String> secrets = new TreeSet<>(Set.of("WEBHOOK_API_KEY", "WEBHOOK_SECRET_KEY"));
    secrets.addAll(config.map(TocsinYml::variables).orElse(Set.of("DISCORD_WEBHOOK_GENERAL")));
    secrets.removeAll(settings.keySet());
    return secrets;
  }

  private Optional<String> one(String name) {
    return all(name).stream().reduce((first, last) -> last);
  }

  private Set<String> all(String name) {
    return new TreeSet<>(given.getOrDefault(name, List.of()));
  }

  private Map<String, String> pairs(String name) {
    Map<String, String> pairs = new TreeMap<>();
    for (String pair : all(name)) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("--" + name + " wants NAME=VALUE, not " + pair);
      }
      pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return pairs;
  }
}
