package io.tocsin.dispatch.format;

import io.tocsin.alert.Severity;
import io.tocsin.wire.AlertJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the description of an alarm says to Tocsin. CloudWatch knows neither severities nor
 * services; who makes an alarm writes them there, each on a line of its own: {@code severity:
 * critical}, {@code service: checkout}, {@code type: security}, {@code labels.team: payments}.
 *
 * @param text the other lines, for people
 */
record AlarmNotes(
    Severity severity,
    Optional<String> service,
    Optional<String> type,
    Map<String, String> labels,
    String text) {
  private static final String LABELS = "labels.";

  AlarmNotes {
    labels = Map.copyOf(labels);
  }

  /** Reads a description. A line that says nothing to Tocsin is for people. */
  static AlarmNotes in(String description) {
    Map<String, String> said = new LinkedHashMap<>();
    List<String> text = new ArrayList<>();
    for (String line : description.lines().toList()) {
      int colon = line.indexOf(':');
      String word = colon < 0 ? "" : line.substring(0, colon).strip();
      String value = line.substring(colon + 1).strip();
      if (says(word, value)) {
        said.putIfAbsent(word.startsWith(LABELS) ? word : word.toLowerCase(Locale.ROOT), value);
      } else {
        text.add(line);
      }
    }
    Map<String, String> labels = new LinkedHashMap<>();
    said.forEach(
        (word, value) -> {
          if (word.startsWith(LABELS)) {
            labels.put(word.substring(LABELS.length()), value);
          }
        });
    return new AlarmNotes(
        Optional.ofNullable(said.get("severity"))
            .flatMap(AlertJson::severity)
            .orElse(Severity.HIGH),
        Optional.ofNullable(said.get("service")),
        Optional.ofNullable(said.get("type")),
        labels,
        String.join("\n", text).strip());
  }

  private static boolean says(String word, String value) {
    if (value.isEmpty() || value.length() > AlertJson.LONGEST_NAME) {
      return false;
    }
    return word.startsWith(LABELS)
        ? word.length() > LABELS.length()
        : switch (word.toLowerCase(Locale.ROOT)) {
          case "severity" -> AlertJson.severity(value).isPresent();
          case "service", "type" -> true;
          default -> false;
        };
  }
}
