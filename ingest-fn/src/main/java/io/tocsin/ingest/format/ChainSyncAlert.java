package io.tocsin.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.alert.Status;
import io.tocsin.wire.AlertJson;
import io.tocsin.wire.Fields;
import io.tocsin.wire.InvalidJsonException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One alert as ChainSync has it. It is about the first of its affected systems; the first line of
 * its description is its title, and the whole its message, if there is more.
 */
// Requests are never compared nor printed.
@SuppressWarnings("ArrayRecordComponent")
record ChainSyncAlert(Received request, JsonNode json, byte[] text, int index) {
  private static final String SOURCE = "chainsync";
  private static final int LONGEST_WORD = 16;
  private static final int TITLE = 200;

  private static final Map<String, Severity> SEVERITIES =
      Map.of(
          "critical", Severity.CRITICAL,
          "high", Severity.HIGH,
          "medium", Severity.MEDIUM,
          "low", Severity.LOW);

  /**
   * Reads it.
   *
   * @throws InvalidJsonException naming every mistake
   */
  Alert read() throws InvalidJsonException {
    Fields fields = Fields.of(json);
    String name = fields.required("alert_id", AlertJson.LONGEST_NAME);
    String type = fields.required("alert_type", AlertJson.LONGEST_NAME);
    Severity severity = severity(fields);
    String description = fields.required("description", AlertJson.LONGEST_MESSAGE).strip();
    List<String> systems =
        fields.texts("affected_systems", AlertJson.MOST_SYSTEMS, AlertJson.LONGEST_NAME);
    Alert.Builder alert =
        Alert.builder(
                request.eventId(Optional.of(name), text, index),
                SOURCE,
                systems.stream().filter(one -> !one.isBlank()).findFirst().orElse(SOURCE),
                title(description))
            .type(type)
            .severity(severity)
            .status(status(fields))
            .message(description.equals(title(description)) ? "" : description)
            .detectedAt(fields.instant("detected_at"))
            .receivedAt(request.at())
            .affectedSystems(systems)
            .details(fields.json("context"))
            .name(Optional.of(name))
            .key(Optional.of(request.key().id()))
            .extra(Extra.of(fields));
    fields.check();
    return request.ofItsOwner(alert.build());
  }

  private static Severity severity(Fields fields) {
    String word = fields.required("severity", LONGEST_WORD);
    Severity severity = SEVERITIES.get(word);
    if (severity == null && !word.isEmpty()) {
      fields.mistake("severity", "must be critical, high, medium or low");
    }
    return severity == null ? Severity.MEDIUM : severity;
  }

  /** ChainSync's own alerts have none; a flow that knows that one is over says so by it. */
  private static Status status(Fields fields) {
    Optional<String> word = fields.optional("status", LONGEST_WORD);
    if (word.filter(given -> !given.equals("resolved") && !given.equals("firing")).isPresent()) {
      fields.mistake("status", "must be firing or resolved");
    }
    return word.equals(Optional.of("resolved")) ? Status.RESOLVED : Status.FIRING;
  }

  /** Cut between two characters, not within one. */
  private static String title(String description) {
    String line = description.lines().findFirst().orElse("").strip();
    if (line.length() <= TITLE) {
      return line;
    }
    int end = TITLE - 1;
    boolean within = Character.isHighSurrogate(line.charAt(end - 1));
    return line.substring(0, within ? end - 1 : end).stripTrailing() + "…";
  }
}
