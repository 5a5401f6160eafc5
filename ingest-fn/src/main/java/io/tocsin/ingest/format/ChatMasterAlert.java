package io.tocsin.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.alert.Json;
import io.tocsin.alert.Severity;
import io.tocsin.alert.Status;
import io.tocsin.wire.AlertJson;
import io.tocsin.wire.Fields;
import io.tocsin.wire.InvalidJsonException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One alert as the ChatMaster Alert API has it. Its own members are read strictly; {@code details}
 * is free-form, so what is looked for in there is taken where it fits and passed over where not.
 */
final class ChatMasterAlert {
  private static final Map<String, Severity> PRIORITIES =
      Map.of(
          "P1", Severity.CRITICAL,
          "P2", Severity.HIGH,
          "P3", Severity.MEDIUM,
          "P4", Severity.LOW);

  private static final Set<String> KINDS = Set.of("health_change", "action_result");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private final Received request;
  private final JsonNode json;
  private final JsonNode details;
  private final byte[] text;
  private final int index;
  private final Optional<String> name;

  /**
   * @param text what the sender wrote about this alert
   * @param index its place in the request
   * @param requestName the name it has when the alert names itself nowhere
   */
  ChatMasterAlert(
      Received request, JsonNode json, byte[] text, int index, Optional<String> requestName) {
    this.request = request;
    this.json = json;
    this.details = json.path("details");
    this.text = text;
    this.index = index;
    this.name =
        name(details.path("alert_id")).or(() -> name(json.path("alert_id"))).or(() -> requestName);
  }

  Alert read() throws InvalidJsonException {
    Fields fields = Fields.of(json);
    String service = fields.required("service", AlertJson.LONGEST_NAME);
    String title = fields.required("title", AlertJson.LONGEST_TITLE);
    Severity severity = severity(fields);
    String source =
        fields.optional("source", AlertJson.LONGEST_NAME).flatMap(this::filled).orElse(source());
    Optional<String> message = fields.optional("message", AlertJson.LONGEST_MESSAGE);
    Map<String, String> labels =
        fields.textMap("labels", AlertJson.MOST_LABELS, AlertJson.LONGEST_LABEL);
    Json kept = fields.json("details");
    checkName(fields);
    String type = type(fields);
    Status status = status(fields);
    Json extra = Extra.of(fields);
    fields.check();
    Alert alert =
        Alert.builder(request.eventId(name, text, index), source, service, title)
            .type(type)
            .severity(severity)
            .status(status)
            .message(message.orElse(""))
            .detectedAt(detectedAt())
            .receivedAt(request.at())
            .labels(labels)
            .details(kept)
            .extra(extra)
            .name(name)
            .key(Optional.of(request.key().id()))
            .build();
    return request.ofItsOwner(alert);
  }

  private static Severity severity(Fields fields) {
    String word = fields.required("priority", 16);
    Severity severity = PRIORITIES.get(word);
    if (severity == null && !word.isEmpty()) {
      fields.mistake("priority", "must be P1, P2, P3 or P4");
    }
    return severity == null ? Severity.MEDIUM : severity;
  }

  private String source() {
    return filled(details.path("source").asText())
        .filter(source -> details.path("source").isTextual())
        .orElse(request.key().owner());
  }

  /** A number is as good a name as a text. */
  private static Optional<String> name(JsonNode value) {
    return value.isTextual() || value.isIntegralNumber()
        ? Optional.of(value.asText()).filter(name -> !name.isBlank())
        : Optional.empty();
  }

  private void checkName(Fields fields) {
    if (name.map(given -> given.length() > AlertJson.LONGEST_NAME).orElse(false)) {
      fields.mistake("alert_id", "must be at most " + AlertJson.LONGEST_NAME + " characters long");
    }
  }

  private String type(Fields fields) {
    Optional<String> kind = Optional.of(details.path("kind").asText()).filter(KINDS::contains);
    JsonNode type = json.path("type");
    if (kind.isPresent() || !type.isTextual() || type.textValue().isBlank()) {
      return kind.orElse(Alert.DEFAULT_TYPE);
    }
    return fields.optional("type", AlertJson.LONGEST_NAME).orElse(Alert.DEFAULT_TYPE);
  }

  /** The API has no such member; where a sender writes one of ours, it is read, else kept. */
  private Status status(Fields fields) {
    String word = json.path("status").asText();
    if (word.equals("resolved") || word.equals("firing")) {
      fields.value("status");
      return word.equals("resolved") ? Status.RESOLVED : Status.FIRING;
    }
    boolean resolved = details.path("resolved").isBoolean() && details.path("resolved").asBoolean();
    return resolved ? Status.RESOLVED : Status.FIRING;
  }

  private Optional<Instant> detectedAt() {
    try {
      Instant at = OffsetDateTime.parse(details.path("timestamp").asText()).toInstant();
      return Optional.of(at).filter(time -> !time.isBefore(Instant.EPOCH) && time.isBefore(LATEST));
    } catch (DateTimeException e) {
      // Free-form: what is no time to us stays in the details as it is.
      return Optional.empty();
    }
  }

  private Optional<String> filled(String text) {
    return Optional.of(text)
        .filter(value -> !value.isBlank() && value.length() <= AlertJson.LONGEST_NAME);
  }
}
