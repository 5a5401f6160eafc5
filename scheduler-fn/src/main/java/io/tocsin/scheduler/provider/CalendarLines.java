package io.tocsin.scheduler.provider;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Content lines of iCalendar (RFC 5545, 3.1): nothing that stands in one can begin another. */
final class CalendarLines {
  /** In bytes, without the line's end. */
  private static final int LONGEST = 75;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final StringBuilder lines = new StringBuilder();

  /** Adds a line whose value needs no escaping. */
  CalendarLines line(String name, String value) {
    return fold(name + ":" + value.replaceAll("\\p{Cntrl}", ""));
  }

  /** Adds a line of the type TEXT (3.3.11). */
  CalendarLines text(String name, String value) {
    String escaped =
        value
            .replace("\r\n", "\n")
            .replace('\r', '\n')
            .replace("\\", "\\\\")
            .replace(";", "\\;")
            .replace(",", "\\,")
            .replace("\n", "\\n");
    return line(name, escaped);
  }

  /** Adds a time in UTC. */
  CalendarLines time(String name, Instant time) {
    return line(name, TIME.format(time));
  }

  /** As a parameter's value (3.2), in quotes, which cannot stand in it themselves. */
  static String quoted(String value) {
    return "\"" + value.replaceAll("[\\p{Cntrl}\\s]+", " ").replace('"', '\'').strip() + "\"";
  }

  /** A line goes on in the next one after a space; no character is parted. */
  private CalendarLines fold(String line) {
    int used = 0;
    for (int i = 0; i < line.length(); i = line.offsetByCodePoints(i, 1)) {
      String one = line.substring(i, line.offsetByCodePoints(i, 1));
      int bytes = one.getBytes(StandardCharsets.UTF_8).length;
      if (used + bytes > LONGEST) {
        lines.append("\r\n ");
        used = 1;
      }
      lines.append(one);
      used += bytes;
    }
    lines.append("\r\n");
    return this;
  }

  @Override
  public String toString() {
    return lines.toString();
  }
}
