package io.tocsin.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.alert.Json;
import io.tocsin.wire.InvalidJsonException.Mistake;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the members of a JSON object with strict types, and collects every mistake instead of
 * stopping at the first.
 */
public final class Fields {
  private final ObjectNode object;
  private final Set<String> read = new LinkedHashSet<>();
  private final List<Mistake> mistakes = new ArrayList<>();

  private Fields(ObjectNode object) {
    this.object = object;
  }

  /**
   * Starts reading an object.
   *
   * @throws InvalidJsonException when the value is not an object
   */
  public static Fields of(JsonNode value) throws InvalidJsonException {
    if (value instanceof ObjectNode object) {
      return new Fields(object);
    }
    throw new InvalidJsonException(List.of(new Mistake("", "must be a JSON object")));
  }

  /** A text that must be there and not be blank; when it is not, a mistake and an empty text. */
  public String required(String field, int longest) {
    Optional<String> text = optional(field, longest);
    if (text.isEmpty() || text.get().isBlank()) {
      if (!object.hasNonNull(field) || text.isPresent()) {
        mistake(field, "is required: a text of 1 to " + longest + " characters");
      }
      return "";
    }
    return text.get();
  }

  /** A text, absent when the member is absent or null. */
  public Optional<String> optional(String field, int longest) {
    JsonNode value = value(field);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      mistake(field, "must be a text");
      return Optional.empty();
    }
    String text = value.textValue();
    if (tooLong(text, longest)) {
      mistake(field, "must be at most " + longest + " characters long");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /** A point in time in ISO 8601 with a zone. */
  public Optional<Instant> instant(String field) {
    return optional(field, 64)
        .flatMap(
            text -> {
              try {
                OffsetDateTime at = OffsetDateTime.parse(text);
                if (at.getYear() >= 0 && at.getYear() <= 9999) {
                  return Optional.of(at.toInstant());
                }
              } catch (DateTimeException e) {
                // As with a time out of every calendar, the mistake says what to write.
              }
              mistake(field, "must be a time such as 2026-11-21T08:00:00Z");
              return Optional.empty();
            });
  }

  /** A whole number, absent when the member is absent or null. */
  public Optional<Long> number(String field) {
    JsonNode value = value(field);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      mistake(field, "must be a whole number");
      return Optional.empty();
    }
    return Optional.of(value.longValue());
  }

  /** An object whose values are true or false, empty when absent. */
  public Map<String, Boolean> flags(String field) {
    JsonNode value = value(field);
    Map<String, Boolean> flags = new LinkedHashMap<>();
    if (value.isMissingNode()) {
      return flags;
    }
    if (!value.isObject()) {
      mistake(field, "must be an object whose values are true or false");
      return flags;
    }
    value
        .properties()
        .forEach(
            entry -> {
              if (entry.getValue().isBoolean()) {
                flags.put(entry.getKey(), entry.getValue().booleanValue());
              } else {
                mistake(field + "." + entry.getKey(), "must be true or false");
              }
            });
    return flags;
  }

  /** A list of texts, empty when absent. */
  public List<String> texts(String field, int most, int longest) {
    JsonNode value = value(field);
    List<String> texts = new ArrayList<>();
    if (value.isMissingNode()) {
      return texts;
    }
    if (!value.isArray() || value.size() > most) {
      mistake(field, "must be a list of at most " + most + " texts");
      return texts;
    }
    for (int i = 0; i < value.size(); i++) {
      if (!value.get(i).isTextual() || tooLong(value.get(i).textValue(), longest)) {
        mistake(field + "[" + i + "]", "must be a text of at most " + longest + " characters");
      } else {
        texts.add(value.get(i).textValue());
      }
    }
    return texts;
  }

  /** An object whose values are texts, empty when absent. */
  public Map<String, String> textMap(String field, int most, int longest) {
    JsonNode value = value(field);
    Map<String, String> texts = new LinkedHashMap<>();
    if (value.isMissingNode()) {
      return texts;
    }
    if (!value.isObject() || value.size() > most) {
      mistake(field, "must be an object of at most " + most + " texts");
      return texts;
    }
    value
        .properties()
        .forEach(
            entry -> {
              if (!entry.getValue().isTextual()
                  || tooLong(entry.getValue().textValue(), longest)
                  || tooLong(entry.getKey(), longest)) {
                mistake(
                    field + "." + entry.getKey(),
                    "must be a text of at most " + longest + " characters");
              } else {
                texts.put(entry.getKey(), entry.getValue().textValue());
              }
            });
    return texts;
  }

  /** Any JSON, {@link Json#EMPTY} when absent. */
  public Json json(String field) {
    JsonNode value = value(field);
    return value.isMissingNode() ? Json.EMPTY : new Json(value.toString());
  }

  /** The member as a node, for a format that looks inside; missing when absent or null. */
  public JsonNode value(String field) {
    read.add(field);
    JsonNode value = object.path(field);
    return value.isNull() ? JsonNodeFactory.instance.missingNode() : value;
  }

  /** The members that nobody asked for. */
  public Json rest() {
    ObjectNode rest = object.deepCopy();
    rest.remove(read);
    return rest.isEmpty() ? Json.EMPTY : new Json(rest.toString());
  }

  /** Notes a mistake. */
  public void mistake(String field, String mend) {
    mistakes.add(new Mistake(field, mend));
  }

  /**
   * Ends the reading.
   *
   * @throws InvalidJsonException when there were mistakes
   */
  public void check() throws InvalidJsonException {
    if (!mistakes.isEmpty()) {
      throw new InvalidJsonException(mistakes);
    }
  }

  /** Counts characters as the schema does: those outside the first plane once, too. */
  private static boolean tooLong(String text, int longest) {
    return text.codePointCount(0, text.length()) > longest;
  }
}
