package io.tocsin.dispatch.channel;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.alert.Json;
import io.tocsin.alert.Severity;
import io.tocsin.alert.Status;
import io.tocsin.delivery.Channel.Notice;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Outcome;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What any channel shows of an alert: clean texts, none of them cut yet.
 *
 * @param title one line, never empty
 * @param message may be empty
 * @param facts in the order of their weight; no name and no value is empty
 * @param footer by what name the delivery is on record, at most 130 units
 * @param page where the alert is shown, when Tocsin's own address is known
 * @param at when it happened, a time that every service can read
 * @param colour {@code 0xRRGGBB}; absent: by the alert's type and severity
 */
record Portrait(
    Severity severity,
    String title,
    String message,
    List<Fact> facts,
    String footer,
    String alertId,
    Optional<String> page,
    Optional<Instant> at,
    Optional<Integer> colour) {

  /** Before the title of an alert that is over. */
  static final String RESOLVED = "Resolved: ";

  /** Enough for any reader, and not so many that a hostile alert is costly to write. */
  private static final int MOST_FACTS = 100;

  private static final int LONGEST_ID = 100;

  private static final String AMBIGUOUS = new Outcome.Ambiguous("").word();

  /** Years of four digits: services refuse a message over a time they cannot read. */
  private static final Instant EARLIEST = Instant.EPOCH;

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  /**
   * A name and its value.
   *
   * @param brief whether it may stand beside others on one line
   */
  record Fact(String name, String value, boolean brief) {}

  static Portrait of(Notice notice, AlertPages pages) {
    Alert alert = notice.alert();
    return new Portrait(
        alert.severity(),
        title(alert),
        message(alert),
        facts(alert),
        footer(notice.delivery()),
        Text.cut(Text.line(alert.id()), LONGEST_ID),
        pages.of(alert),
        time(alert),
        Optional.empty());
  }

  Portrait withTexts(String newTitle, String newMessage, List<Fact> newFacts) {
    return new Portrait(
        severity, newTitle, newMessage, newFacts, footer, alertId, page, at, colour);
  }

  Portrait withColour(Optional<Integer> newColour) {
    return new Portrait(severity, title, message, facts, footer, alertId, page, at, newColour);
  }

  /** Where the rest of a text that was cut can be read. */
  String pointer() {
    return page.orElse("alert " + alertId);
  }

  /** Whoever sees two messages with one name, and this remark, need not wonder. */
  private static String footer(Delivery delivery) {
    boolean repeat =
        delivery.attempts().stream().anyMatch(attempt -> attempt.outcome().equals(AMBIGUOUS));
    return "Tocsin · " + Text.cut(delivery.id(), LONGEST_ID) + (repeat ? " · may be a repeat" : "");
  }

  private static String title(Alert alert) {
    String title = Text.line(alert.title());
    String shown = Text.blank(title) ? "Alert without a title" : title;
    return alert.status() == Status.RESOLVED ? RESOLVED + shown : shown;
  }

  private static String message(Alert alert) {
    String message = Text.lines(alert.message());
    return Text.blank(message) ? "" : message;
  }

  private static List<Fact> facts(Alert alert) {
    List<Fact> facts = new ArrayList<>();
    add(facts, "Service", alert.service(), true);
    add(facts, "Severity", alert.severity().name().toLowerCase(Locale.ROOT), true);
    add(facts, "Source", alert.source(), true);
    add(facts, "Affected systems", String.join(", ", alert.affectedSystems()), false);
    alert.labels().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(label -> add(facts, label.getKey(), label.getValue(), true));
    addDetails(facts, alert.details());
    return facts;
  }

  /** The details that are single values; what is nested is on the alert's page. */
  private static void addDetails(List<Fact> facts, Json details) {
    try {
      for (Map.Entry<String, JsonNode> detail : Wire.parse(details.text()).properties()) {
        if (detail.getValue().isValueNode() && !detail.getValue().isNull()) {
          add(facts, detail.getKey(), detail.getValue().asText(), true);
        }
      }
    } catch (InvalidJsonException e) {
      // JSON too deep or odd for our reader must not keep the alert from being told.
      add(facts, "details", "could not be read", true);
    }
  }

  private static void add(List<Fact> facts, String name, String value, boolean brief) {
    if (facts.size() == MOST_FACTS) {
      return;
    }
    String cleanName = Text.line(name);
    String cleanValue = Text.lines(value);
    if (!Text.blank(cleanName) && !Text.blank(cleanValue)) {
      facts.add(new Fact(cleanName, cleanValue, brief));
    }
  }

  private static Optional<Instant> time(Alert alert) {
    return alert
        .detectedAt()
        .filter(Portrait::readable)
        .or(() -> Optional.of(alert.receivedAt()).filter(Portrait::readable));
  }

  private static boolean readable(Instant time) {
    return time.isAfter(EARLIEST) && time.isBefore(LATEST);
  }
}
