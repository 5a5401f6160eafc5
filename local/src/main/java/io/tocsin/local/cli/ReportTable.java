package io.tocsin.local.cli;

import static io.tocsin.local.cli.Columns.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A report on the console, at most 80 columns wide.
 *
 * @param blocks whether bars are of blocks, or else of plain characters
 */
record ReportTable(PrintStream out, boolean blocks) {
  private static final int BAR = 40;
  private static final int NAME = 24;
  private static final int TARGET = 18;
  private static final int CHANNEL = 8;
  private static final int EIGHTHS = 8;
  private static final String PARTS = " ▏▎▍▌▋▊▉";
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  void print(JsonNode report) {
    out.println("From " + time(report, "from") + " to " + time(report, "to") + " UTC");
    JsonNode total = report.path("total");
    ended(total);
    attempts(total);
    targets(report);
    services(report);
    meetings(report.path("meetings"));
  }

  private static String time(JsonNode report, String member) {
    return text(report, member).replaceFirst("T(\\d\\d:\\d\\d).*", " $1");
  }

  private void ended(JsonNode total) {
    JsonNode ended = total.path("ended");
    title("DELIVERIES", ended.path("all").asLong());
    bars(ended);
    out.println(
        "  in time: half within "
            + took(total.path("p50_ms"))
            + ", 95 % within "
            + took(total.path("p95_ms"))
            + ", 99 % within "
            + took(total.path("p99_ms")));
  }

  private void attempts(JsonNode total) {
    JsonNode attempts = total.path("attempts");
    title("ATTEMPTS", attempts.path("all").asLong());
    bars(attempts);
    out.println(
        "  "
            + number(total.path("retries"))
            + " retries; throttled for "
            + length(total.path("throttled_ms").asLong())
            + " all together");
  }

  /** A line for each number but the sum, which is what a full bar would be. */
  private void bars(JsonNode numbers) {
    List<String[]> rows = new ArrayList<>();
    long all = Math.max(numbers.path("all").asLong(), 1);
    for (Map.Entry<String, JsonNode> each : numbers.properties()) {
      if (!each.getKey().equals("all") && each.getValue().asLong() > 0) {
        rows.add(
            new String[] {
              each.getKey().replace('_', ' '),
              number(each.getValue()),
              bar(each.getValue().asLong(), all)
            });
      }
    }
    aligned(rows, 1);
  }

  private void targets(JsonNode report) {
    if (report.path("targets").isEmpty()) {
      return;
    }
    out.println();
    List<String[]> rows = new ArrayList<>();
    rows.add(
        new String[] {
          "TARGET", "CHANNEL", "TOLD", "MUTED", "DEAD", "RETRIES", "P50", "P95", "P99"
        });
    for (JsonNode target : report.path("targets")) {
      JsonNode ended = target.path("ended");
      rows.add(
          new String[] {
            cut(text(target, "target"), TARGET),
            cut(text(target, "channel"), CHANNEL),
            number(ended.path("delivered").asLong() + ended.path("digested").asLong()),
            number(ended.path("muted")),
            number(ended.path("dead")),
            number(target.path("retries")),
            took(target.path("p50_ms")),
            took(target.path("p95_ms")),
            took(target.path("p99_ms"))
          });
    }
    aligned(rows, 2);
  }

  private void services(JsonNode report) {
    title("ALERTS, noisiest services first", report.path("alerts").path("alerts").asLong());
    List<String[]> rows = new ArrayList<>();
    long most = Math.max(report.path("services").path(0).path("alerts").asLong(), 1);
    for (JsonNode service : report.path("services")) {
      long alerts = service.path("alerts").asLong();
      rows.add(
          new String[] {cut(text(service, "service"), NAME), number(alerts), bar(alerts, most)});
    }
    aligned(rows, 1);
    if (report.path("other_services").asInt() > 0) {
      out.println("  and " + number(report.path("other_services")) + " more services");
    }
  }

  private void meetings(JsonNode meetings) {
    title("MEETINGS wanted", meetings.path("wanted").asLong());
    List<String> told = new ArrayList<>();
    for (String what : List.of("set", "moved", "held", "cancelled")) {
      told.add(number(meetings.path(what)) + " " + what);
    }
    out.println("  " + String.join(", ", told));
  }

  private void title(String title, long number) {
    out.println();
    out.println(title + ": " + number(number));
  }

  /** Prints cells in columns: so many to the left, and numbers to the right; bars come last. */
  private void aligned(List<String[]> rows, int texts) {
    if (rows.isEmpty()) {
      return;
    }
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.length; i++) {
        boolean bar = texts == 1 && i == row.length - 1;
        String space = " ".repeat(widths[i] - row[i].length());
        line.append("  ").append(i < texts || bar ? row[i] + space : space + row[i]);
      }
      out.println(line.toString().stripTrailing());
    }
  }

  /** As long as its share; what there is at all is seen. */
  String bar(long number, long full) {
    long eighths = Math.max(1, Math.round((double) number * BAR * EIGHTHS / full));
    if (!blocks) {
      return "#".repeat((int) Math.max(1, eighths / EIGHTHS));
    }
    int part = (int) (eighths % EIGHTHS);
    String whole = "█".repeat((int) (eighths / EIGHTHS));
    return part == 0 ? whole : whole + PARTS.charAt(part);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }

  private static String number(JsonNode number) {
    return number(number.asLong());
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String took(JsonNode millis) {
    if (millis.isNull() || millis.isMissingNode()) {
      return "-";
    }
    return millis.asLong() >= DAY_MILLIS ? ">1d" : length(millis.asLong());
  }

  /** About how long, in two digits or more. */
  static String length(long millis) {
    if (millis < 1000) {
      return millis + "ms";
    }
    double seconds = millis / 1000.0;
    if (seconds < 100) {
      return rounded(seconds) + "s";
    }
    double minutes = seconds / 60;
    return minutes < 100 ? rounded(minutes) + "m" : rounded(minutes / 60) + "h";
  }

  private static String rounded(double number) {
    return String.format(Locale.ROOT, number < 10 ? "%.1f" : "%,.0f", number);
  }
}
