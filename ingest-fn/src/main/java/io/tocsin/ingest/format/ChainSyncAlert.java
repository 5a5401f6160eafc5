package io.tocsin.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.alert.Json;
import io.tocsin.alert.Severity;
import io.tocsin.wire.AlertJson;
import io.tocsin.wire.Fields;
import io.tocsin.wire.InvalidJsonException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One alert as ChainSync has it. It names no service, so the first affected system is taken for it;
 * its description is the message, and its first line the title.
 *
 * @param text what the sender wrote about this alert
 * @param index its place in the request
 */
// Requests are never compared nor printed.
@SuppressWarnings("ArrayRecordComponent")
record ChainSyncAlert(Received request, JsonNode json, byte[] text, int index) {
  /** As whose alerts they are shown. */
  private static final String SOURCE = "chainsync";

  private static final Map<String, Severity> SEVERITIES =
      Map.of(
          "critical", Severity.CRITICAL,
          "high", Severity.HIGH,
          "medium", Severity.MEDIUM,
          "low", Severity.LOW);

  Alert read() throws InvalidJsonException {
    Fields fields = Fields.of(json);
    String name = fields.required("alert_id", AlertJson.LONGEST_NAME);
    String type = fields.required("alert_type", AlertJson.LONGEST_NAME);
    Severity severity = severity(fields);
    String description = fields.required("description", AlertJson.LONGEST_MESSAGE);
    List<String> systems =
        fields.texts("affected_systems", AlertJson.MOST_SYSTEMS, AlertJson.LONGEST_NAME);
    Optional<Instant> detectedAt = fields.instant("detected_at");
    Json context = fields.json("context");
    Json extra = ChatMasterAlert.extra(fields);
    fields.check();
    String title = title(description);
    Alert alert =
        Alert.builder(
                request.eventId(Optional.of(name), text, index), SOURCE, service(systems), title)
            .type(type)
            .severity(severity)
            .message(title.equals(description) ? "" : description)
            .detectedAt(detectedAt)
            .receivedAt(request.at())
            .affectedSystems(systems)
            .details(context)
            .extra(extra)
            .name(Optional.of(name))
            .key(Optional.of(request.key().id()))
            .build();
    return request.ofItsOwner(alert);
  }

  private static Severity severity(Fields fields) {
    String word = fields.required("severity", 16);
    Severity severity = SEVERITIES.get(word);
    if (severity == null && !word.isEmpty()) {
      fields.mistake("severity", "must be critical, high, medium or low");
    }
    return severity == null ? Severity.MEDIUM : severity;
  }

  private static String service(List<String> systems) {
    return systems.stream().filter(system -> !system.isBlank()).findFirst().orElse(SOURCE);
  }

  private static String title(String description) {
    String line = description.strip().lines().findFirst().orElse("");
    return line.codePointCount(0, line.length()) <= AlertJson.LONGEST_TITLE
        ? line
        : line.substring(0, line.offsetByCodePoints(0, AlertJson.LONGEST_TITLE - 1)) + "…";
  }
}
