package io.tocsin.local.cli;

import static io.tocsin.local.cli.Columns.cut;
import static io.tocsin.local.cli.Columns.plain;
import static io.tocsin.local.cli.Columns.time;

import io.tocsin.keys.KeySummary;
import io.tocsin.keys.NewKey;
import io.tocsin.keys.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Keys on the console. */
record KeysTable(Surroundings surroundings) {

  /** All of them, one in a line. */
  void list(List<KeySummary> all) {
    if (all.isEmpty()) {
      surroundings.out().println("No keys. Make one with ./tocsin keys create.");
      return;
    }
    Instant now = surroundings.clock().instant();
    List<String[]> rows = new ArrayList<>();
    rows.add(
        new String[] {
          "ID", "STATE", "OWNER", "LABEL", "SCOPES", "QUOTA", "ALLOWED FROM", "MADE", "NOTE"
        });
    all.forEach(key -> rows.add(row(key, now)));
    Columns.print(rows, surroundings.out());
  }

  /** As variables, which {@code tocsin send} and a service's environment take as they are. */
  void show(NewKey made) {
    surroundings.out().println("WEBHOOK_API_KEY=" + made.key().id());
    surroundings.out().println("WEBHOOK_SECRET_KEY=" + made.secret().reveal());
    surroundings
        .err()
        .println("Keep the secret now: it is shown this once, and nobody can read it again.");
  }

  void changed(KeySummary key) {
    String services = key.services().stream().sorted().collect(Collectors.joining(", "));
    surroundings.out().println(key.id() + " is " + state(key, surroundings.clock().instant()));
    surroundings.out().println("quota: " + quota(key));
    surroundings.out().println("allowed from: " + ranges(key));
    surroundings.out().println("services: " + (services.isEmpty() ? "all" : plain(services)));
    surroundings.out().println("told of: " + toldOf(key));
  }

  private static String toldOf(KeySummary key) {
    String names =
        key.preferences().entrySet().stream()
            .filter(Map.Entry::getValue)
            .map(Map.Entry::getKey)
            .sorted()
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "nothing" : names;
  }

  private static String[] row(KeySummary key, Instant now) {
    return new String[] {
      plain(key.id()),
      state(key, now),
      cut(plain(key.owner())),
      cut(plain(key.label())),
      key.scopes().stream().sorted().map(Scope::word).collect(Collectors.joining(",")),
      quota(key),
      cut(ranges(key)),
      time(key.createdAt().toString()),
      note(key, now)
    };
  }

  private static String state(KeySummary key, Instant now) {
    return key.activeAt(now) ? "active" : "revoked";
  }

  private static String quota(KeySummary key) {
    return key.quotaPerMinute().map(String::valueOf).orElse("default");
  }

  private static String ranges(KeySummary key) {
    return key.allowList().isEmpty()
        ? "anywhere"
        : key.allowList().stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static String note(KeySummary key, Instant now) {
    return key.revokedAt()
        .map(at -> "revoked " + time(at.toString()))
        .or(
            () ->
                key.previousUntil()
                    .filter(now::isBefore)
                    .map(until -> "old secret until " + time(until.toString())))
        .orElse("");
  }
}
