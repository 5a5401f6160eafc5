package io.tocsin.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.tocsin.alert.Alert;
import io.tocsin.alert.Json;
import io.tocsin.alert.Severity;
import io.tocsin.alert.Status;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The alert's own JSON, version 1: the message on the {@code alerts} queue, whoever puts it there,
 * and the record in the history. Published as {@code docs/alert.schema.json}.
 */
public final class AlertJson {
  public static final int VERSION = 1;

  /** Longest texts, in characters. */
  public static final int LONGEST_NAME = 256;

  public static final int LONGEST_TITLE = 1024;
  public static final int LONGEST_MESSAGE = 65_536;
  public static final int MOST_LABELS = 64;
  public static final int LONGEST_LABEL = 1024;
  public static final int MOST_SYSTEMS = 100;

  /** P1 to P4 are how the ChatMaster API writes the first four. */
  private static final Map<String, Severity> SEVERITIES =
      Map.of(
          "critical", Severity.CRITICAL,
          "high", Severity.HIGH,
          "medium", Severity.MEDIUM,
          "low", Severity.LOW,
          "info", Severity.INFO,
          "P1", Severity.CRITICAL,
          "P2", Severity.HIGH,
          "P3", Severity.MEDIUM,
          "P4", Severity.LOW);

  private AlertJson() {}

  /** Writes an alert, every member that has a value. */
  public static String write(Alert alert) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("version", VERSION);
    json.put("id", alert.id());
    json.put("source", alert.source());
    json.put("service", alert.service());
    json.put("type", alert.type());
    json.put("severity", lower(alert.severity()));
    json.put("status", lower(alert.status()));
    json.put("title", alert.title());
    if (!alert.message().isEmpty()) {
      json.put("message", alert.message());
    }
    alert.detectedAt().ifPresent(at -> json.put("detected_at", at.toString()));
    json.put("received_at", alert.receivedAt().toString());
    if (!alert.affectedSystems().isEmpty()) {
      alert.affectedSystems().forEach(json.putArray("affected_systems")::add);
    }
    if (!alert.labels().isEmpty()) {
      ObjectNode labels = json.putObject("labels");
      alert.labels().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(label -> labels.put(label.getKey(), label.getValue()));
    }
    if (!alert.details().isEmpty()) {
      json.putRawValue("details", new RawValue(alert.details().text()));
    }
    if (!alert.extra().isEmpty()) {
      json.putRawValue("extra", new RawValue(alert.extra().text()));
    }
    alert.name().ifPresent(name -> json.put("name", name));
    alert.key().ifPresent(key -> json.put("key", key));
    alert.owner().ifPresent(owner -> json.put("owner", owner));
    alert.unwanted().ifPresent(why -> json.put("unwanted", why));
    return Wire.write(json);
  }

  /**
   * Reads an alert.
   *
   * @param fallbackId its id when it has none: the queue message's
   * @param fallbackTime when it was received, if it does not say: when the queue got it
   * @throws InvalidJsonException naming every member that is wrong
   */
  public static Alert read(String text, String fallbackId, Instant fallbackTime)
      throws InvalidJsonException {
    return read(Wire.parse(text), fallbackId, fallbackTime);
  }

  /** The same of JSON that is parsed already, by {@link Wire#parse}. */
  public static Alert read(JsonNode json, String fallbackId, Instant fallbackTime)
      throws InvalidJsonException {
    Fields fields = Fields.of(json);
    JsonNode version = fields.value("version");
    if (!version.isMissingNode() && (!version.isInt() || version.intValue() != VERSION)) {
      fields.mistake("version", "must be " + VERSION);
    }
    String id = fields.optional("id", LONGEST_NAME).orElse(fallbackId);
    if (id.isBlank()) {
      fields.mistake("id", "must not be blank; leave it out to have one made");
    }
    Alert alert =
        Alert.builder(
                id,
                fields.required("source", LONGEST_NAME),
                fields.required("service", LONGEST_NAME),
                fields.required("title", LONGEST_TITLE))
            .type(fields.optional("type", LONGEST_NAME).orElse(Alert.DEFAULT_TYPE))
            .severity(severity(fields, "severity"))
            .status(status(fields))
            .message(fields.optional("message", LONGEST_MESSAGE).orElse(""))
            .detectedAt(fields.instant("detected_at"))
            .receivedAt(fields.instant("received_at").orElse(fallbackTime))
            .affectedSystems(fields.texts("affected_systems", MOST_SYSTEMS, LONGEST_NAME))
            .labels(fields.textMap("labels", MOST_LABELS, LONGEST_LABEL))
            .details(fields.json("details"))
            .name(fields.optional("name", LONGEST_NAME))
            .key(fields.optional("key", LONGEST_NAME))
            .owner(fields.optional("owner", LONGEST_NAME))
            .unwanted(fields.optional("unwanted", LONGEST_TITLE))
            .extra(extra(fields))
            .build();
    fields.check();
    return alert;
  }

  /** Reads a severity by its word or as {@code P1} to {@code P4}; anything else is a mistake. */
  public static Severity severity(Fields fields, String field) {
    String word = fields.required(field, 16);
    Severity severity = SEVERITIES.get(word);
    if (severity == null) {
      if (!word.isEmpty()) {
        fields.mistake(field, "must be critical, high, medium, low, info, or P1 to P4");
      }
      return Severity.MEDIUM;
    }
    return severity;
  }

  /** The severity of a word as it is written here; empty when it is none. */
  public static Optional<Severity> severity(String word) {
    return Optional.ofNullable(SEVERITIES.get(word));
  }

  private static Status status(Fields fields) {
    Optional<String> word = fields.optional("status", 16);
    for (Status status : Status.values()) {
      if (word.equals(Optional.of(lower(status)))) {
        return status;
      }
    }
    if (word.isPresent()) {
      fields.mistake("status", "must be firing or resolved");
    }
    return Status.FIRING;
  }

  /** What an alert written here calls extra, or else the members the schema does not know. */
  private static Json extra(Fields fields) {
    Json extra = fields.json("extra");
    return extra.isEmpty() ? unknown(fields) : extra;
  }

  /** They move one level down, where they must still be read when the alert comes back. */
  private static Json unknown(Fields fields) {
    Json rest = fields.rest();
    try {
      Wire.parse("{\"extra\":" + rest.text() + "}");
      return rest;
    } catch (InvalidJsonException e) {
      fields.mistake("", "members of your own must be at most " + (Wire.DEEPEST - 2) + " deep");
      return Json.EMPTY;
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
