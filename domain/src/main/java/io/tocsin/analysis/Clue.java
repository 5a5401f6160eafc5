package io.tocsin.analysis;

import io.tocsin.alert.Alert;
import io.tocsin.routing.Condition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that an alert shows.
 *
 * @param conditions one of which must hold of one of the field's values
 */
public record Clue(Field field, List<Condition> conditions) {
  /** Of every value no more is looked at, in characters: rules are held against many of them. */
  static final int LOOKED_AT = 2_000;

  private static final int QUOTED = 160;

  /** Where it shows. */
  public enum Field {
    SOURCE("the source is"),
    SERVICE("the service is"),
    TYPE("the type is"),
    /** Title and message. */
    TEXT("it says"),
    /** The affected systems. */
    SYSTEMS("this is affected:"),
    /** Each as {@code name=value}. */
    LABELS("it is labelled"),
    /** The details' values, each as {@code path=value}. */
    CONTEXT("its details have");

    private final String shown;

    Field(String shown) {
      this.shown = shown;
    }

    /** As it is called in a rule. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Clue {
    conditions = List.copyOf(conditions);
  }

  /** What shows it, in words that quote the alert; absent when nothing does. */
  Optional<String> shownBy(Circumstances circumstances) {
    return values(circumstances)
        .map(value -> value.length() > LOOKED_AT ? value.substring(0, LOOKED_AT) : value)
        .filter(this::holds)
        .findFirst()
        .map(value -> field.shown + " " + quote(value));
  }

  private Stream<String> values(Circumstances circumstances) {
    Alert alert = circumstances.alert();
    return switch (field) {
      case SOURCE -> Stream.of(alert.source());
      case SERVICE -> Stream.of(alert.service());
      case TYPE -> Stream.of(alert.type());
      case TEXT -> Stream.of(alert.title(), alert.message());
      case SYSTEMS -> alert.affectedSystems().stream();
      case LABELS ->
          alert.labels().entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).sorted();
      case CONTEXT ->
          circumstances.details().entrySet().stream()
              .map(e -> e.getKey() + "=" + e.getValue())
              .sorted();
    };
  }

  private boolean holds(String value) {
    return conditions.stream().anyMatch(condition -> condition.holds(value));
  }

  /** The line that shows it, where one line does. */
  private String quote(String value) {
    if (field == Field.CONTEXT || field == Field.LABELS) {
      String name = value.substring(0, value.indexOf('='));
      if (SecretNames.holds(name)) {
        return cut(name) + " (its value is not shown)";
      }
    }
    return cut(value.lines().filter(this::holds).findFirst().orElse(value));
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= QUOTED
        ? text
        : text.substring(0, text.offsetByCodePoints(0, QUOTED - 1)) + "…";
  }
}
