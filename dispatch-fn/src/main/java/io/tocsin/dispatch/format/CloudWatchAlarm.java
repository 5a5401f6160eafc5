package io.tocsin.dispatch.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tocsin.alert.Alert;
import io.tocsin.alert.EventId;
import io.tocsin.alert.Json;
import io.tocsin.alert.Severity;
import io.tocsin.alert.Status;
import io.tocsin.wire.AlertJson;
import io.tocsin.wire.Fields;
import io.tocsin.wire.Wire;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A change of an alarm of CloudWatch, however it is told. Of what it is told with, only name and
 * state must be there: an alarm is not given up because of a member that reads oddly.
 *
 * @param arn tells apart alarms of one name in several accounts and regions; the name, if there is
 *     none
 * @param state {@code ALARM}, {@code OK} or {@code INSUFFICIENT_DATA}
 * @param before the same, of the state before; empty when it is not said
 * @param whole as it was told
 */
record CloudWatchAlarm(
    String name,
    String arn,
    String state,
    String before,
    String reason,
    AlarmNotes notes,
    Optional<Instant> changedAt,
    Map<String, String> labels,
    Map<String, String> dimensions,
    JsonNode whole) {
  static final String OK = "OK";
  static final String NO_DATA = "INSUFFICIENT_DATA";
  private static final Set<String> STATES = Set.of("ALARM", OK, NO_DATA);

  private static final String SOURCE = "cloudwatch";

  /** As in {@code 2026-11-21T08:00:00.123+0000}. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendOffset("+HHmm", "Z")
          .toFormatter();

  CloudWatchAlarm {
    labels = Map.copyOf(labels);
    dimensions = new LinkedHashMap<>(dimensions);
  }

  /** Reads a state; anything else is a mistake. */
  static String state(Fields fields, String member) {
    String state = fields.required(member, 32);
    if (!state.isEmpty() && !STATES.contains(state)) {
      fields.mistake(member, "must be ALARM, OK or INSUFFICIENT_DATA");
    }
    return state;
  }

  static Optional<Instant> time(JsonNode value) {
    for (DateTimeFormatter form : List.of(TIME, DateTimeFormatter.ISO_OFFSET_DATE_TIME)) {
      try {
        return Optional.of(OffsetDateTime.parse(value.asText(), form).toInstant());
      } catch (DateTimeException e) {
        // Perhaps by the other form; or else nobody knows when.
      }
    }
    return Optional.empty();
  }

  Alert alert(Origin origin) {
    return Alert.builder(
            origin.id(),
            SOURCE,
            notes.service().orElse(name),
            noData() ? name + " has no data" : name)
        .type(notes.type().orElse(Alert.DEFAULT_TYPE))
        .severity(severity())
        .status(state.equals(OK) ? Status.RESOLVED : Status.FIRING)
        .message((notes.text() + "\n" + reason).strip())
        .detectedAt(changedAt)
        .receivedAt(origin.at())
        .affectedSystems(
            dimensions.values().stream()
                .filter(value -> value.length() <= AlertJson.LONGEST_NAME)
                .distinct()
                .toList())
        .labels(allLabels())
        .extra(new Json(Wire.write(JsonNodeFactory.instance.objectNode().set("alarm", whole))))
        // All changes of one alarm are one story. An ARN may be longer than a name.
        .name(Optional.of(arn.length() <= AlertJson.LONGEST_NAME ? arn : EventId.digest(arn)))
        .build();
  }

  /** What only had no data, and has it again, was never bad. */
  private Severity severity() {
    return noData() || (state.equals(OK) && before.equals(NO_DATA))
        ? Severity.INFO
        : notes.severity();
  }

  private boolean noData() {
    return state.equals(NO_DATA);
  }

  private Map<String, String> allLabels() {
    Map<String, String> all = new LinkedHashMap<>(dimensions);
    String[] parts = arn.split(":", 7);
    if (parts.length == 7 && parts[0].equals("arn")) {
      all.put("region", parts[3]);
      all.put("account", parts[4]);
    }
    all.putAll(labels);
    all.putAll(notes.labels());
    return all;
  }
}
