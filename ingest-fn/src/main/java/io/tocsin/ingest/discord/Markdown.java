package io.tocsin.ingest.discord;

import java.util.ArrayList;
import java.util.List;

/** Writes text for Discord, where most punctuation means something. */
final class Markdown {
  private static final String ELLIPSIS = "…";

  /** With a backslash before them they mean nothing. */
  private static final String SPECIAL = "\\*_~`|>#-+[]()<@:!{}";

  private Markdown() {}

  /**
   * A user's text as it is, on one line: it makes no bold letters, links or mentions.
   *
   * @param most units of it that are shown; escaped it may be twice as long
   */
  static String escaped(String text, int most) {
    StringBuilder plain = new StringBuilder();
    cut(line(text), most)
        .codePoints()
        .forEach(
            c -> {
              if (SPECIAL.indexOf(c) >= 0) {
                plain.append('\\');
              }
              plain.appendCodePoint(c);
            });
    return plain.toString();
  }

  /** Cuts a text to that many units, the ellipsis included, and never through a character. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - ELLIPSIS.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
        + ELLIPSIS;
  }

  /** As many lines as a message holds, and how many there are besides. */
  static String lines(String head, List<String> lines) {
    List<String> shown = new ArrayList<>(List.of(head));
    int left = Said.LONGEST - head.length();
    for (int i = 0; i < lines.size(); i++) {
      String rest = "\n… and " + (lines.size() - i) + " more";
      int needed = lines.get(i).length() + 1;
      if (needed + (i == lines.size() - 1 ? 0 : rest.length()) > left) {
        return String.join("\n", shown) + rest;
      }
      shown.add(lines.get(i));
      left -= needed;
    }
    return String.join("\n", shown);
  }

  /** Without line ends, and without marks that reverse the direction of text. */
  private static String line(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              boolean turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
              boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
              if (!turns && !half) {
                boolean end = c == 0x2028 || c == 0x2029 || Character.isISOControl(c);
                line.appendCodePoint(end ? ' ' : c);
              }
            });
    return line.toString().strip();
  }
}
