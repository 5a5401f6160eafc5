package io.tocsin.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** A table on the console. */
final class Columns {
  private static final int WIDEST = 48;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private Columns() {}

  /** Prints the rows, each with as many cells as the first. */
  static void print(List<String[]> rows, PrintStream out) {
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.length; i++) {
        line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  /** A time as the clock here shows it. */
  static String time(String instant) {
    return instant.isEmpty()
        ? ""
        : TIME.format(Instant.parse(instant).atZone(ZoneId.systemDefault()));
  }

  /** Text from outside, with nothing in it that a terminal would obey. */
  static String text(JsonNode object, String member) {
    return plain(object.path(member).asText(""));
  }

  static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }

  static String cut(String text) {
    return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 1) + "…";
  }
}
