package io.tocsin.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.TreeMap;

/**
 * A line as one JSON object: {@code at}, {@code level}, {@code logger}, {@code message}, what is
 * known besides under its own name, and {@code error} with the whole trace.
 */
final class JsonForm implements Line.Form {
  /** CloudWatch cuts an event at 256 KiB; one that is cut is no JSON any more. */
  private static final int LONGEST = 32_000;

  private static final String CUT = "…";

  @Override
  public String write(Line line) {
    StringBuilder json = new StringBuilder(256).append('{');
    member(json, "at", line.at().toString());
    member(json, "level", line.level().name());
    member(json, "logger", line.logger());
    member(json, "message", line.message());
    new TreeMap<>(line.context()).forEach((name, value) -> member(json, name, value));
    line.error().ifPresent(error -> member(json, "error", trace(error)));
    return json.append('}').toString();
  }

  private static String trace(Throwable error) {
    StringWriter text = new StringWriter();
    error.printStackTrace(new PrintWriter(text, true));
    return text.toString().strip();
  }

  private static void member(StringBuilder json, String name, String value) {
    json.append(json.length() == 1 ? "" : ",");
    text(json, name);
    json.append(':');
    text(json, value.length() > LONGEST ? value.substring(0, LONGEST) + CUT : value);
  }

  /** RFC 8259, 7; what is half of a pair, which cutting may leave, is escaped too. */
  private static void text(StringBuilder json, String value) {
    json.append('"');
    for (int i = 0; i < value.length(); i++) {
      char letter = value.charAt(i);
      switch (letter) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> {
          if (letter < ' ' || letter == '\u007f' || Character.isSurrogate(letter)) {
            json.append(String.format(Locale.ROOT, "\\u%04x", (int) letter));
          } else {
            json.append(letter);
          }
        }
      }
    }
    json.append('"');
  }
}
