package io.tocsin.ingest;

import io.tocsin.alert.Severity;
import io.tocsin.report.Report;
import io.tocsin.report.Report.Alerts;
import io.tocsin.report.Report.Deliveries;
import io.tocsin.report.Report.Held;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A report as one table (RFC 4180): a row for all, for each channel, each target and each service.
 * A cell is empty where there is nothing to count.
 */
final class ReportCsv {
  /** What a spreadsheet takes for a formula when a cell begins with it. */
  private static final String FORMULA = "=+-@\t\r";

  private static final List<String> WHAT = List.of("from", "to", "row", "channel", "target");
  private static final List<String> MEETINGS =
      List.of("wanted", "set", "moved", "held", "cancelled");
  private static final List<String> DELIVERIES = deliveries();
  private static final List<String> ALERTS = alerts();

  private final StringBuilder csv = new StringBuilder();
  private final Report report;

  private ReportCsv(Report report) {
    this.report = report;
  }

  static String of(Report report) {
    return new ReportCsv(report).write();
  }

  private static List<String> deliveries() {
    return Stream.of(
            Stream.of("ended"),
            ReportJson.ENDS.stream().map(ReportJson::word),
            Stream.of("attempts"),
            Report.OUTCOMES.stream().map(outcome -> "attempts_" + outcome),
            Stream.of("retries", "throttled_ms"),
            Report.PERCENTS.stream().map(percent -> "p" + percent + "_ms"))
        .flatMap(names -> names)
        .toList();
  }

  private static List<String> alerts() {
    List<String> names = new ArrayList<>(List.of("alerts"));
    Stream.of(Severity.values()).map(each -> "alerts_" + ReportJson.word(each)).forEach(names::add);
    return names;
  }

  private String write() {
    line(
        Stream.of(
                WHAT.stream(),
                Stream.of("service"),
                DELIVERIES.stream(),
                ALERTS.stream(),
                MEETINGS.stream().map(name -> "meetings_" + name))
            .flatMap(names -> names)
            .toList());
    row(
        "total",
        "",
        "",
        "",
        cells(report.total()),
        cells(report.alerts()),
        cells(report.meetings()));
    report
        .channels()
        .forEach(
            each -> row("channel", each.channel(), "", "", cells(each.deliveries()), none(ALERTS)));
    report
        .targets()
        .forEach(
            each ->
                row(
                    "target",
                    each.channel(),
                    each.target(),
                    "",
                    cells(each.deliveries()),
                    none(ALERTS)));
    report
        .services()
        .forEach(
            each -> row("service", "", "", each.service(), none(DELIVERIES), cells(each.alerts())));
    return csv.toString();
  }

  private void row(
      String what,
      String channel,
      String target,
      String service,
      List<String> deliveries,
      List<String> alerts) {
    row(what, channel, target, service, deliveries, alerts, none(MEETINGS));
  }

  private void row(
      String what,
      String channel,
      String target,
      String service,
      List<String> deliveries,
      List<String> alerts,
      List<String> meetings) {
    List<String> cells = new ArrayList<>();
    cells.add(report.period().from().toString());
    cells.add(report.period().to().toString());
    Stream.of(what, channel, target, service).map(ReportCsv::harmless).forEach(cells::add);
    cells.addAll(deliveries);
    cells.addAll(alerts);
    cells.addAll(meetings);
    line(cells);
  }

  private static List<String> cells(Deliveries deliveries) {
    List<Long> numbers = new ArrayList<>();
    numbers.add(deliveries.ended());
    ReportJson.ENDS.forEach(state -> numbers.add(deliveries.ended(state)));
    numbers.add(deliveries.attempts());
    Report.OUTCOMES.forEach(outcome -> numbers.add(deliveries.attempts(outcome)));
    numbers.add(deliveries.retries());
    numbers.add(deliveries.throttled().toMillis());
    Stream<Optional<Duration>> within = Report.PERCENTS.stream().map(deliveries::within);
    return Stream.concat(
            numbers.stream().map(String::valueOf),
            within.map(time -> time.map(Duration::toMillis).map(String::valueOf).orElse("")))
        .toList();
  }

  private static List<String> cells(Alerts alerts) {
    List<String> cells = new ArrayList<>(List.of(String.valueOf(alerts.all())));
    Stream.of(Severity.values()).map(alerts::of).map(String::valueOf).forEach(cells::add);
    return cells;
  }

  private static List<String> cells(Held meetings) {
    return Stream.of(
            meetings.wanted(),
            meetings.set(),
            meetings.moved(),
            meetings.held(),
            meetings.cancelled())
        .map(String::valueOf)
        .toList();
  }

  private static List<String> none(List<String> columns) {
    return Collections.nCopies(columns.size(), "");
  }

  /** As text, whatever opens the file. */
  private static String harmless(String text) {
    return text.isEmpty() || FORMULA.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
  }

  private void line(List<String> cells) {
    csv.append(cells.stream().map(ReportCsv::quoted).collect(Collectors.joining(",")))
        .append("\r\n");
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(each -> each == ',' || each == '"' || each < ' ');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
