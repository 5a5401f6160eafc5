package io.tocsin.local.cli;

import static io.tocsin.local.cli.Columns.time;

import io.tocsin.keys.AddressRange;
import io.tocsin.keys.KeyRequest;
import io.tocsin.keys.KeySummary;
import io.tocsin.keys.NewKey;
import io.tocsin.keys.Scope;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tocsin keys}. */
@Command(
    name = "keys",
    description = "Makes, lists and changes the keys that alerts are signed with.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class KeysCommand implements Runnable {
  private static final String ID = "As list shows it.";

  private final Surroundings surroundings;
  private final KeysTable table;

  KeysCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.table = new KeysTable(surroundings);
  }

  @Override
  public void run() {
    CommandLine.usage(this, surroundings.out());
  }

  @Command(
      description = "Makes a key and prints it with its secret, which is shown this once.",
      mixinStandardHelpOptions = true)
  int create(
      @Option(
              names = "--owner",
              required = true,
              paramLabel = "NAME",
              description = "Whose it is: a service, or a person.")
          String owner,
      @Option(
              names = "--label",
              defaultValue = "",
              paramLabel = "TEXT",
              description = "To tell it from the owner's other keys.")
          String label,
      @Option(
              names = "--scope",
              split = ",",
              defaultValue = "alert",
              converter = KeyWords.OfScope.class,
              paramLabel = "SCOPE",
              description = "alert, read, intent, admin; several with commas. Default: alert.")
          Set<Scope> scopes,
      @Option(
              names = "--allow",
              split = ",",
              converter = KeyWords.OfRange.class,
              paramLabel = "RANGE",
              description = "Addresses it may be used from, such as 10.0.0.0/8. Default: any.")
          @Nullable List<AddressRange> ranges,
      @Option(
              names = "--quota",
              paramLabel = "N",
              description = "Requests a minute. Default: what the gateway gives every key.")
          Optional<Integer> quota,
      @Option(
              names = "--service",
              paramLabel = "NAME",
              description = "Its owner hears of this service only; may be given many times.")
          @Nullable Set<String> services,
      @Option(
              names = "--pref",
              paramLabel = "NAME=BOOLEAN",
              description = "What its owner is told of, such as p3_alerts=true.")
          @Nullable Map<String, Boolean> preferences,
      @Mixin KeysOptions options) {
    KeyRequest request =
        new KeyRequest(
            owner, label, scopes, orNone(ranges), quota, orNone(services), orNone(preferences));
    try (KeyRegistry keys = options.open(surroundings)) {
      table.show(keys.create(request));
      return 0;
    }
  }

  @Command(
      name = "list",
      description = "Shows the keys, without their secrets, which nobody can read.",
      mixinStandardHelpOptions = true)
  int list(
      @Option(names = "--owner", paramLabel = "NAME", description = "Only that owner's.")
          Optional<String> owner,
      @Mixin KeysOptions options) {
    List<KeySummary> all;
    try (KeyRegistry keys = options.open(surroundings)) {
      all = keys.list(owner);
    }
    table.list(all);
    return 0;
  }

  @Command(
      description = "Gives a key another secret; the old one counts as well for a while.",
      mixinStandardHelpOptions = true)
  int rotate(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Option(
              names = "--grace",
              defaultValue = "24h",
              converter = KeyWords.OfTime.class,
              paramLabel = "TIME",
              description = "How long, 0s to 7d. Default: ${DEFAULT-VALUE}.")
          Duration grace,
      @Mixin KeysOptions options) {
    try (KeyRegistry keys = options.open(surroundings)) {
      NewKey rotated = keys.rotate(id, grace);
      table.show(rotated);
      surroundings
          .err()
          .println(
              rotated
                  .key()
                  .previousUntil()
                  .map(until -> "The old secret counts until " + time(until.toString()) + ".")
                  .orElse("The old secret counts no more, a minute from now at the latest."));
      return 0;
    }
  }

  @Command(
      description = "Ends a key for good; everywhere within a minute.",
      mixinStandardHelpOptions = true)
  int revoke(
      @Parameters(paramLabel = "ID", description = ID) String id, @Mixin KeysOptions options) {
    try (KeyRegistry keys = options.open(surroundings)) {
      table.changed(keys.revoke(id));
      return 0;
    }
  }

  @Command(
      description = "Says which addresses a key may be used from; without any, from everywhere.",
      mixinStandardHelpOptions = true)
  int allow(
      @Parameters(index = "0", paramLabel = "ID", description = ID) String id,
      @Parameters(
              index = "1..*",
              converter = KeyWords.OfRange.class,
              paramLabel = "RANGE",
              description = "IPv4 or IPv6, such as 10.0.0.0/8 or 2001:db8::/32.")
          @Nullable List<AddressRange> ranges,
      @Mixin KeysOptions options) {
    try (KeyRegistry keys = options.open(surroundings)) {
      table.changed(keys.allow(id, orNone(ranges)));
      return 0;
    }
  }

  @Command(
      description = "Sets how many requests a minute a key may make.",
      mixinStandardHelpOptions = true)
  int quota(
      @Parameters(index = "0", paramLabel = "ID", description = ID) String id,
      @Parameters(
              index = "1",
              paramLabel = "N|default",
              description = "1 to 1000000, or default: what the gateway gives every key.")
          String perMinute,
      @Mixin KeysOptions options) {
    boolean usual = perMinute.equals("default");
    if (!usual && !perMinute.matches("[0-9]{1,9}")) {
      surroundings.err().println("The quota must be a number from 1 to 1000000, or default.");
      return 2;
    }
    try (KeyRegistry keys = options.open(surroundings)) {
      table.changed(
          keys.quota(id, usual ? Optional.empty() : Optional.of(Integer.parseInt(perMinute))));
      return 0;
    }
  }

  @Command(
      description = "Changes what a key's owner is told of. What is not named stays as it is.",
      mixinStandardHelpOptions = true)
  int prefs(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Option(
              names = "--pref",
              paramLabel = "NAME=BOOLEAN",
              description =
                  "p1_alerts, p2_alerts, p3_alerts, health_changes or action_results; may be given"
                      + " many times.")
          @Nullable Map<String, Boolean> preferences,
      @Option(
              names = "--service",
              paramLabel = "NAME",
              description = "Hear of this service only; may be given many times.")
          @Nullable Set<String> services,
      @Option(names = "--all-services", description = "Hear of every service.") boolean every,
      @Mixin KeysOptions options) {
    if (every && services != null) {
      surroundings.err().println("Give --service or --all-services, not both.");
      return 2;
    }
    if (!every && services == null && preferences == null) {
      surroundings.err().println("Give --pref, --service or --all-services: what to change.");
      return 2;
    }
    Optional<Set<String>> names =
        every ? Optional.of(Set.of()) : Optional.ofNullable(services).map(Set::copyOf);
    try (KeyRegistry keys = options.open(surroundings)) {
      table.changed(keys.tell(id, orNone(preferences), names));
      return 0;
    }
  }

  private static <T> List<T> orNone(@Nullable List<T> given) {
    return given == null ? List.of() : given;
  }

  private static Set<String> orNone(@Nullable Set<String> given) {
    return given == null ? Set.of() : new HashSet<>(given);
  }

  private static Map<String, Boolean> orNone(@Nullable Map<String, Boolean> given) {
    return given == null ? Map.of() : given;
  }
}
