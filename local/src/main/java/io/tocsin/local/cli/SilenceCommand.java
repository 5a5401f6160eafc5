package io.tocsin.local.cli;

import static io.tocsin.local.cli.Columns.cut;
import static io.tocsin.local.cli.Columns.plain;
import static io.tocsin.local.cli.Columns.text;
import static io.tocsin.local.cli.Columns.time;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.config.Durations;
import io.tocsin.wire.Wire;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tocsin silence}. */
@Command(
    name = "silence",
    description = "Has alerts told to nobody for a while; they are recorded all the same.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class SilenceCommand implements Runnable {
  private static final String PATH = "/api/v1/silences";

  private final Surroundings surroundings;

  SilenceCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    CommandLine.usage(this, surroundings.out());
  }

  @Command(
      description = "Silences the alerts that match; it works within 10 seconds.",
      mixinStandardHelpOptions = true)
  int add(
      @Option(
              names = "--match",
              required = true,
              paramLabel = "MATCHER",
              description = {
                "service=plex, labels.team!=db, 'title=~.*timeout.*', 'service!~test-.*' or"
                    + " 'severity>=high'. Given several times, all must match."
              })
          List<String> matchers,
      @Option(
              names = "--for",
              required = true,
              paramLabel = "TIME",
              description = "How long, such as 30m, 2h or 1d.")
          String time,
      @Option(
              names = "--reason",
              required = true,
              paramLabel = "TEXT",
              description = "Why, for others to read.")
          String reason,
      @Option(
              names = "--author",
              paramLabel = "NAME",
              description = "Who says so. Default: the key's owner.")
          Optional<String> author,
      @Mixin AccessOptions options) {
    Optional<Duration> length = Durations.parse(time).filter(one -> !one.isZero());
    if (length.isEmpty()) {
      surroundings.err().println("--for must be a time such as 30m, 2h or 1d.");
      return 2;
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    var all = json.putArray("matchers");
    matchers.forEach(all::add);
    json.put("reason", reason);
    author.ifPresent(name -> json.put("author", name));
    json.put("ends_at", surroundings.clock().instant().plus(length.get()).toString());
    return post(PATH, json, options);
  }

  @Command(
      description = "Ends a silence now; it stays on record for some days.",
      mixinStandardHelpOptions = true)
  int end(
      @Parameters(paramLabel = "ID", description = "As list shows it.") String id,
      @Mixin AccessOptions options) {
    return post(PATH + "/end", JsonNodeFactory.instance.objectNode().put("id", id), options);
  }

  @Command(
      description = "Shows the silences that are active, or will be.",
      mixinStandardHelpOptions = true)
  int list(
      @Option(names = "--all", description = "Those that are over as well.") boolean all,
      @Mixin AccessOptions options) {
    Access access = options.access(surroundings);
    HttpResponse<String> response = access.send(access.request(PATH + "?all=" + all).GET().build());
    if (response.statusCode() != 200) {
      return refused(response);
    }
    List<String[]> rows = new ArrayList<>();
    for (JsonNode silence : HistoryTable.parse(response.body()).path("silences")) {
      rows.add(row(silence));
    }
    if (rows.isEmpty()) {
      surroundings.out().println("No silences. Make one with ./tocsin silence add.");
    } else {
      rows.add(0, new String[] {"ID", "STATE", "FROM", "UNTIL", "AUTHOR", "REASON", "MATCHES"});
      Columns.print(rows, surroundings.out());
    }
    return 0;
  }

  private static String[] row(JsonNode silence) {
    return new String[] {
      text(silence, "id"),
      text(silence, "state"),
      time(text(silence, "starts_at")),
      time(text(silence, "ends_at")),
      cut(text(silence, "author")),
      cut(text(silence, "reason")),
      StreamSupport.stream(silence.path("matchers").spliterator(), false)
          .map(matcher -> plain(matcher.asText()))
          .collect(Collectors.joining(", "))
    };
  }

  private int post(String path, ObjectNode json, AccessOptions options) {
    HttpResponse<String> response =
        options
            .access(surroundings)
            .post(path, Wire.write(json).getBytes(StandardCharsets.UTF_8), surroundings.clock());
    if (response.statusCode() != 200) {
      return refused(response);
    }
    surroundings.out().println(response.body());
    return 0;
  }

  private int refused(HttpResponse<String> response) {
    surroundings.err().println("Refused (" + response.statusCode() + "): " + response.body());
    return 1;
  }
}
