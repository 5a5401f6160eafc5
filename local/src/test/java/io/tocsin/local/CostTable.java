package io.tocsin.local;

import io.tocsin.aws.Meter.Used;
import io.tocsin.local.CostCase.Service;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes what was counted as the tables of {@code docs/cost.md}. */
record CostTable(List<CostCase> cases, CostCase tick) {
  /** Minutes in a month of 730 hours. */
  private static final int MINUTES = 43_800;

  /** Those of alerts and wakes. */
  private static final int QUEUES = 2;

  /** Of each queue, by five pollers, a poll of 20 s. */
  private static final int POLLS_A_MINUTE = 5 * 3;

  private static final int FREE_REQUESTS = 1_000_000;

  /** Everything that is called because of an alert. */
  SortedSet<String> calls() {
    return cases.stream()
        .flatMap(each -> each.calls().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  String text() {
    StringBuilder text = new StringBuilder();
    row(text, "per alert", CostCase::name);
    text.append("|---|").append("---:|".repeat(cases.size())).append('\n');
    for (Service service : Service.values()) {
      calls().stream()
          .filter(call -> Service.of(call) == service)
          .forEach(call -> row(text, "`" + call + "`", each -> cell(each, each.of(call))));
    }
    row(text, "**invocations**", each -> calls(each, Service.LAMBDA));
    row(text, "**SQS requests**", each -> calls(each, Service.SQS));
    row(text, "**DynamoDB calls**", each -> calls(each, Service.DYNAMODB));
    row(
        text,
        "**write units**",
        each -> number(each.perAlert(each.sum(Service.DYNAMODB).writeUnits())));
    row(
        text,
        "**read units**",
        each -> number(each.perAlert(each.sum(Service.DYNAMODB).readUnits())));
    row(text, "**seconds waited**", each -> number(each.perAlert(each.seconds())));
    row(text, "**dollars a million alerts**", each -> dollars(each.perAlert(each.dollars()) * 1e6));
    return text.append('\n').append(atRest()).toString();
  }

  /** What there is of something in a month, without meetings and with them; what each costs. */
  private record Rest(String what, int number, int meeting, double price) {}

  private String atRest() {
    Used lanes = tick.of("Query outbox/due");
    Used meetings = tick.of("Query history, meetings-due");
    List<Rest> rows =
        List.of(
            new Rest("`invocation tick`", MINUTES, MINUTES, CostCase.INVOCATION),
            query("`Query outbox/due`", lanes, MINUTES),
            query("`Query history, meetings-due`", meetings, 0),
            new Rest(
                "`ReceiveMessage`, empty",
                QUEUES * POLLS_A_MINUTE * MINUTES,
                (QUEUES + 1) * POLLS_A_MINUTE * MINUTES,
                CostCase.SQS_REQUEST),
            new Rest(
                "free each month: requests of SQS",
                -FREE_REQUESTS,
                -FREE_REQUESTS,
                CostCase.SQS_REQUEST),
            new Rest("free each month: invocations", -MINUTES, -MINUTES, CostCase.INVOCATION));
    StringBuilder text = new StringBuilder();
    text.append("| at rest, per month | | dollars | where meetings are made | dollars |\n");
    text.append("|---|---:|---:|---:|---:|\n");
    for (Rest row : rows) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %,d | %s | %,d | %s |\n",
              row.what(),
              row.number(),
              dollars(row.number() * row.price()),
              row.meeting(),
              dollars(row.meeting() * row.price())));
    }
    return text.append(
            String.format(
                Locale.ROOT,
                "| **together** | | %s | | %s |\n",
                dollars(rows.stream().mapToDouble(row -> row.number() * row.price()).sum()),
                dollars(rows.stream().mapToDouble(row -> row.meeting() * row.price()).sum())))
        .toString();
  }

  private static Rest query(String what, Used used, int number) {
    double each = used.readUnits() / Math.max(1, used.calls());
    return new Rest(
        what + ", " + number(each) + " R each",
        number * used.calls(),
        MINUTES * used.calls(),
        each * CostCase.READ_UNIT);
  }

  private void row(StringBuilder text, String first, Function<CostCase, String> cell) {
    text.append("| ").append(first).append(" |");
    cases.forEach(each -> text.append(' ').append(cell.apply(each)).append(" |"));
    text.append('\n');
  }

  private static String calls(CostCase each, Service service) {
    return number(each.perAlert(each.sum(service).calls()));
  }

  private static String cell(CostCase each, Used used) {
    String calls = number(each.perAlert(used.calls()));
    if (used.writeUnits() > 0) {
      return calls + " · " + number(each.perAlert(used.writeUnits())) + " W";
    }
    return used.readUnits() > 0
        ? calls + " · " + number(each.perAlert(used.readUnits())) + " R"
        : calls;
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value)
        .setScale(3, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  private static String dollars(double value) {
    return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP).toPlainString();
  }
}
