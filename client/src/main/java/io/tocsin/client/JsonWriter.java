package io.tocsin.client;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes JSON (RFC 8259) of maps, collections, texts, numbers, booleans and {@code null}. */
final class JsonWriter {
  /** How deep it goes; a structure that contains itself is deeper. */
  static final int DEEPEST = 32;

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]+)?");

  private final StringBuilder json = new StringBuilder();
  private final int most;

  private JsonWriter(int most) {
    this.most = most;
  }

  /**
   * Writes a value.
   *
   * @param most how many bytes it may have
   * @return UTF-8
   * @throws UnwritableException when there is something in it that JSON does not have, or it is
   *     larger or deeper than it may be
   */
  static byte[] write(Object value, int most) throws UnwritableException {
    JsonWriter writer = new JsonWriter(most);
    writer.value(value, "", 0);
    byte[] bytes = writer.json.toString().getBytes(StandardCharsets.UTF_8);
    if (bytes.length > most) {
      throw tooLarge(most);
    }
    return bytes;
  }

  private void value(@Nullable Object value, String path, int depth) throws UnwritableException {
    if (depth > DEEPEST) {
      throw new UnwritableException(path + " is more than " + DEEPEST + " levels deep");
    }
    // Bytes are at least as many, so this ends early what would never end, or fill the memory.
    if (json.length() > most) {
      throw tooLarge(most);
    }
    if (value == null || value instanceof Boolean) {
      json.append(value);
    } else if (value instanceof String text) {
      text(text);
    } else if (value instanceof Number number) {
      number(number, path);
    } else if (value instanceof Map<?, ?> map) {
      object(map, path, depth);
    } else if (value instanceof Collection<?> list) {
      array(list, path, depth);
    } else {
      throw new UnwritableException(
          path
              + " is a "
              + value.getClass().getName()
              + "; give a text, number, boolean, map, collection or null instead");
    }
  }

  private void object(Map<?, ?> map, String path, int depth) throws UnwritableException {
    String separator = "{";
    for (Map.Entry<?, ?> member : map.entrySet()) {
      if (!(member.getKey() instanceof String name)) {
        throw new UnwritableException(path + " has a key that is no text; make it one");
      }
      json.append(separator);
      text(name);
      json.append(':');
      value(member.getValue(), path.isEmpty() ? name : path + "." + name, depth + 1);
      separator = ",";
    }
    json.append(map.isEmpty() ? "{}" : "}");
  }

  private void array(Collection<?> list, String path, int depth) throws UnwritableException {
    json.append('[');
    int index = 0;
    for (Object item : list) {
      if (index > 0) {
        json.append(',');
      }
      value(item, path + "[" + index + "]", depth + 1);
      index++;
    }
    json.append(']');
  }

  /** NaN and infinity are none in JSON. */
  private void number(Number number, String path) throws UnwritableException {
    String digits = number.toString();
    if (!NUMBER.matcher(digits).matches()) {
      throw new UnwritableException(path + " is " + digits + ", which JSON has no number for");
    }
    json.append(digits);
  }

  private void text(String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char at = text.charAt(i);
      switch (at) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> {
          if (at < ' ') {
            json.append("\\u%04x".formatted((int) at));
          } else if (isHalf(text, i)) {
            // Half a character cannot be written in UTF-8, and not every reader takes it escaped.
            json.append('\ufffd');
          } else {
            json.append(at);
          }
        }
      }
    }
    json.append('"');
  }

  /** Whether a surrogate lacks its other half. */
  private static boolean isHalf(String text, int index) {
    char at = text.charAt(index);
    if (Character.isHighSurrogate(at)) {
      return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
    }
    return Character.isLowSurrogate(at)
        && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
  }

  private static UnwritableException tooLarge(int most) {
    return new UnwritableException("the body has more than the " + most + " bytes it may have");
  }
}
