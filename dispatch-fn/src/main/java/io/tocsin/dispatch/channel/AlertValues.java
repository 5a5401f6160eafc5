package io.tocsin.dispatch.channel;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.alert.Json;
import io.tocsin.alert.Status;
import io.tocsin.config.TemplateNames;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** An alert as templates see it: texts, a boolean, and lists and maps of texts. */
final class AlertValues {
  private AlertValues() {}

  /** Every name of {@link TemplateNames}; what the alert does not have is empty. */
  static Map<String, Object> of(Alert alert) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("title", alert.title());
    values.put("message", alert.message());
    values.put("service", alert.service());
    values.put("source", alert.source());
    values.put("type", alert.type());
    values.put("severity", alert.severity().name().toLowerCase(Locale.ROOT));
    values.put("status", alert.status().name().toLowerCase(Locale.ROOT));
    values.put("name", alert.name().orElse(""));
    values.put("id", alert.id());
    values.put("detected_at", alert.detectedAt().map(Instant::toString).orElse(""));
    values.put("received_at", alert.receivedAt().toString());
    values.put(TemplateNames.RESOLVED, alert.status() == Status.RESOLVED);
    values.put(TemplateNames.SYSTEMS, alert.affectedSystems());
    values.put("labels", new TreeMap<>(alert.labels()));
    values.put("details", details(alert.details()));
    return values;
  }

  private static Object details(Json details) {
    try {
      return value(Wire.parse(details.text()));
    } catch (InvalidJsonException e) {
      // JSON too deep or odd for our reader must not keep the alert from being told.
      return Map.of();
    }
  }

  private static Object value(JsonNode node) {
    if (node.isObject()) {
      Map<String, Object> members = new LinkedHashMap<>();
      node.properties().forEach(member -> members.put(member.getKey(), value(member.getValue())));
      return members;
    }
    if (node.isArray()) {
      List<Object> items = new ArrayList<>();
      node.forEach(item -> items.add(value(item)));
      return items;
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isNull() ? "" : node.asText();
  }
}
