package io.tocsin.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tocsin report}. */
@Command(
    name = "report",
    description = {
      "Shows what became of deliveries, alerts and meetings, in whole hours.",
      "",
      "A key that may not administer is told no names of services and persons.",
      ""
    },
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  private static final int UNUSABLE = 2;

  private final Surroundings surroundings;

  @Option(
      names = "--last",
      paramLabel = "TIME",
      description = "How far back: hours, days or weeks, as in 24h, 7d or 4w. Default: 7d.")
  private Optional<String> last = Optional.empty();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Where it begins instead, as in 2026-11-21T08:00:00Z.")
  private Optional<String> from = Optional.empty();

  @Option(names = "--to", paramLabel = "TIME", description = "Where it ends. Default: now.")
  private Optional<String> to = Optional.empty();

  @Option(names = "--csv", description = "Print one table of comma-separated values.")
  private boolean csv;

  @Mixin private AccessOptions access = new AccessOptions();

  ReportCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (last.isPresent() && (from.isPresent() || to.isPresent())) {
      return unusable("Give either --last or --from and --to.");
    }
    Map<String, String> query = new LinkedHashMap<>();
    from.ifPresent(time -> query.put("from", time));
    to.ifPresent(time -> query.put("to", time));
    if (last.isPresent()) {
      Optional<Duration> back = duration(last.get());
      if (back.isEmpty()) {
        return unusable("--last must be hours, days or weeks, as in 24h, 7d or 4w.");
      }
      Clock clock = surroundings.clock();
      query.put("from", clock.instant().minus(back.get()).toString());
    }
    query.put("format", csv ? "csv" : "json");
    return print(access.access(surroundings), query);
  }

  private int unusable(String why) {
    surroundings.err().println(why);
    return UNUSABLE;
  }

  /** Hours, days or weeks, at least one. */
  static Optional<Duration> duration(String text) {
    if (!text.matches("[1-9][0-9]{0,4}[hdw]")) {
      return Optional.empty();
    }
    int number = Integer.parseInt(text.substring(0, text.length() - 1));
    return Optional.of(
        switch (text.charAt(text.length() - 1)) {
          case 'h' -> Duration.ofHours(number);
          case 'd' -> Duration.ofDays(number);
          default -> Duration.ofDays(7L * number);
        });
  }

  private int print(Access access, Map<String, String> query) {
    String asked =
        query.entrySet().stream()
            .map(
                each ->
                    each.getKey()
                        + "="
                        + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    HttpResponse<String> response =
        access.send(access.request("/api/v1/reports/deliveries?" + asked).GET().build());
    if (response.statusCode() != 200) {
      surroundings.err().println("Refused (" + response.statusCode() + "): " + response.body());
      return 1;
    }
    if (csv) {
      surroundings.out().print(response.body());
      surroundings.out().flush();
    } else {
      JsonNode report = HistoryTable.parse(response.body());
      new ReportTable(surroundings.out(), blocks()).print(report);
    }
    return 0;
  }

  /** Whether bars may be of blocks: not on a terminal that shows no more than plain text. */
  private boolean blocks() {
    Map<String, String> environment = surroundings.environment();
    Optional<String> locale =
        Optional.ofNullable(environment.get("LC_ALL"))
            .filter(text -> !text.isEmpty())
            .or(() -> Optional.ofNullable(environment.get("LC_CTYPE")))
            .filter(text -> !text.isEmpty())
            .or(() -> Optional.ofNullable(environment.get("LANG")))
            .filter(text -> !text.isEmpty());
    boolean plain =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || environment.getOrDefault("TERM", "").equals("dumb");
    return !plain
        && locale
            .map(text -> text.toLowerCase(Locale.ROOT).replace("-", ""))
            .filter(text -> !text.contains("utf8"))
            .isEmpty();
  }
}
