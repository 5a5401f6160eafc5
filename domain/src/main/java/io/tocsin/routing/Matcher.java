package io.tocsin.routing;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.alert.Status;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A condition on one field or label of an alert.
 *
 * <p>A field that an alert does not have fulfils no condition, and so matches when the condition is
 * negated. Of several affected systems, one must fulfil it; negated, none may.
 *
 * @param field one of {@link #FIELDS}, or {@code labels.NAME}
 * @param negated whether the condition must not hold
 */
public record Matcher(String field, Condition condition, boolean negated) {
  private static final String LABEL = "labels.";
  private static final Map<String, Function<Alert, Stream<String>>> READERS = readers();

  /** The fields there are beside labels, in alphabetical order. */
  public static final List<String> FIELDS = READERS.keySet().stream().sorted().toList();

  public Matcher {
    if (!isField(field)) {
      throw new IllegalArgumentException(noField(field));
    }
  }

  /** That the field has one of the values. */
  public Matcher(String field, Set<String> values) {
    this(field, Condition.oneOf(values), false);
  }

  public static boolean isField(String field) {
    return FIELDS.contains(field) || (field.startsWith(LABEL) && field.length() > LABEL.length());
  }

  /** What to say of a field that is none. */
  public static String noField(String field) {
    return "'"
        + field
        + "' is no field of an alert; use "
        + String.join(", ", FIELDS)
        + " or labels.NAME";
  }

  /** All values that a field can have, the highest first; empty when it can have any. */
  public static List<String> words(String field) {
    return switch (field) {
      case "severity" -> Arrays.stream(Severity.values()).map(Matcher::word).toList();
      case "status" -> Arrays.stream(Status.values()).map(Matcher::word).toList();
      default -> List.of();
    };
  }

  public boolean matches(Alert alert) {
    return negated != values(alert, field).anyMatch(condition::holds);
  }

  /** The values of a field or label: none when the alert does not have it. */
  public static Stream<String> values(Alert alert, String field) {
    return Optional.ofNullable(READERS.get(field))
        .map(reader -> reader.apply(alert))
        .orElseGet(() -> Stream.ofNullable(alert.labels().get(label(field))));
  }

  private static String label(String field) {
    return field.substring(LABEL.length());
  }

  private static Map<String, Function<Alert, Stream<String>>> readers() {
    Map<String, Function<Alert, Stream<String>>> readers = new LinkedHashMap<>();
    readers.put("source", alert -> Stream.of(alert.source()));
    readers.put("service", alert -> Stream.of(alert.service()));
    readers.put("type", alert -> Stream.of(alert.type()));
    readers.put("severity", alert -> Stream.of(word(alert.severity())));
    readers.put("status", alert -> Stream.of(word(alert.status())));
    readers.put("title", alert -> Stream.of(alert.title()));
    readers.put("message", alert -> Stream.of(alert.message()));
    readers.put("name", alert -> alert.name().stream());
    readers.put("key", alert -> alert.key().stream());
    readers.put("affected_systems", alert -> alert.affectedSystems().stream());
    return readers;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
