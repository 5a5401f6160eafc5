package io.tocsin.routing;

import io.tocsin.alert.Alert;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A condition on one field or label of an alert: it has one of the values.
 *
 * @param field {@code source}, {@code service}, {@code type}, {@code severity}, {@code status}, or
 *     {@code labels.NAME}
 */
public record Matcher(String field, Set<String> values) {
  public static final Set<String> FIELDS =
      Set.of("source", "service", "type", "severity", "status");
  private static final String LABEL = "labels.";

  public Matcher {
    if (!isField(field)) {
      throw new IllegalArgumentException(
          "'" + field + "' is no field of an alert; use one of " + FIELDS + " or labels.NAME");
    }
    values = Set.copyOf(values);
  }

  public static boolean isField(String field) {
    return FIELDS.contains(field) || (field.startsWith(LABEL) && field.length() > LABEL.length());
  }

  public boolean matches(Alert alert) {
    return value(alert).map(values::contains).orElse(false);
  }

  private Optional<String> value(Alert alert) {
    return switch (field) {
      case "source" -> Optional.of(alert.source());
      case "service" -> Optional.of(alert.service());
      case "type" -> Optional.of(alert.type());
      case "severity" -> Optional.of(alert.severity().name().toLowerCase(Locale.ROOT));
      case "status" -> Optional.of(alert.status().name().toLowerCase(Locale.ROOT));
      default -> Optional.ofNullable(alert.labels().get(field.substring(LABEL.length())));
    };
  }
}
