package io.tocsin.ingest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.alert.Severity;
import io.tocsin.delivery.Delivery.State;
import io.tocsin.report.Report;
import io.tocsin.report.Report.Alerts;
import io.tocsin.report.Report.Deliveries;
import io.tocsin.report.Report.Held;
import io.tocsin.wire.Wire;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A report as readers get it: docs/reports.md. */
final class ReportJson {
  /** The ends of deliveries. */
  static final List<State> ENDS =
      Arrays.stream(State.values()).filter(state -> state != State.WAITING).toList();

  private ReportJson() {}

  static String of(Report report) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("from", report.period().from().toString());
    json.put("to", report.period().to().toString());
    write(report.total(), json.putObject("total"));
    ArrayNode channels = json.putArray("channels");
    report
        .channels()
        .forEach(
            each -> write(each.deliveries(), channels.addObject().put("channel", each.channel())));
    ArrayNode targets = json.putArray("targets");
    report
        .targets()
        .forEach(
            each ->
                write(
                    each.deliveries(),
                    targets
                        .addObject()
                        .put("channel", each.channel())
                        .put("target", each.target())));
    write(report.alerts(), json.putObject("alerts"));
    ArrayNode services = json.putArray("services");
    report
        .services()
        .forEach(each -> write(each.alerts(), services.addObject().put("service", each.service())));
    json.put("other_services", report.otherServices());
    write(report.meetings(), json.putObject("meetings"));
    return Wire.write(json);
  }

  private static void write(Deliveries deliveries, ObjectNode json) {
    ObjectNode ended = json.putObject("ended").put("all", deliveries.ended());
    ENDS.forEach(state -> ended.put(word(state), deliveries.ended(state)));
    ObjectNode attempts = json.putObject("attempts").put("all", deliveries.attempts());
    Report.OUTCOMES.forEach(outcome -> attempts.put(outcome, deliveries.attempts(outcome)));
    json.put("retries", deliveries.retries());
    json.put("throttled_ms", deliveries.throttled().toMillis());
    for (int percent : Report.PERCENTS) {
      deliveries
          .within(percent)
          .map(Duration::toMillis)
          .ifPresentOrElse(
              millis -> json.put("p" + percent + "_ms", millis),
              () -> json.putNull("p" + percent + "_ms"));
    }
  }

  private static void write(Alerts alerts, ObjectNode json) {
    json.put("alerts", alerts.all());
    for (Severity severity : Severity.values()) {
      json.put(word(severity), alerts.of(severity));
    }
  }

  private static void write(Held meetings, ObjectNode json) {
    json.put("wanted", meetings.wanted());
    json.put("set", meetings.set());
    json.put("moved", meetings.moved());
    json.put("held", meetings.held());
    json.put("cancelled", meetings.cancelled());
  }

  static String word(Enum<?> each) {
    return each.name().toLowerCase(Locale.ROOT);
  }
}
