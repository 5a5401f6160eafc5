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

  /** Two queues, five pollers each, a poll of 20 s. */
  private static final int POLLS_A_MINUTE = 2 * 5 * 3;

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

  private String atRest() {
    Used query = tick.of("Query outbox/due");
    int polls = POLLS_A_MINUTE * MINUTES;
    StringBuilder text = new StringBuilder();
    text.append("| at rest, per month | | dollars |\n|---|---:|---:|\n");
    line(text, "`invocation tick`", MINUTES, MINUTES * CostCase.INVOCATION);
    line(
        text,
        "`Query outbox/due`, " + number(query.readUnits()) + " R each",
        MINUTES * query.calls(),
        MINUTES * query.readUnits() * CostCase.READ_UNIT);
    line(text, "`ReceiveMessage`, empty", polls, polls * CostCase.SQS_REQUEST);
    line(
        text,
        "less what is free each month",
        -FREE_REQUESTS,
        -(FREE_REQUESTS * CostCase.SQS_REQUEST + MINUTES * CostCase.INVOCATION));
    return text.toString();
  }

  private static void line(StringBuilder text, String what, int number, double dollars) {
    text.append(
        String.format(Locale.ROOT, "| %s | %,d | %s |%n", what, number, dollars(dollars))
            .replace(System.lineSeparator(), "\n"));
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
