package io.tocsin.dispatch.channel;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Foreign text made fit to be shown, and cut to a length.
 *
 * <p>Lengths are counted in UTF-16 units: services count these, or code points, of which there are
 * never more.
 */
public final class Text {
  static final String ELLIPSIS = "…";

  /** What a reader sees as one character: a letter with its marks, an emoji with its joiners. */
  private static final Pattern CLUSTER = Pattern.compile("\\X");

  private Text() {}

  /**
   * Several lines without what a reader cannot see and a service may choke on: control characters,
   * zero bytes, halves of surrogate pairs, and the marks that reverse the direction of text and so
   * make it read as something else.
   */
  static String lines(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.replace("\r\n", "\n").codePoints().map(Text::shown).forEach(c -> append(clean, c));
    return trim(clean.toString());
  }

  /** Like {@link #lines}, on one line. */
  public static String line(String text) {
    return trim(lines(text).replace('\n', ' ').replace('\t', ' '));
  }

  /** Whether there is nothing to see. */
  static boolean blank(String text) {
    return text.codePoints().allMatch(Text::invisible);
  }

  /** Cuts a text to at most {@code room} units, the ellipsis included. */
  public static String cut(String text, int room) {
    return cut(text, room, ELLIPSIS, UnaryOperator.identity());
  }

  /**
   * Escapes a text and cuts it, when it is too long, between two characters as a reader sees them,
   * never inside an escape.
   *
   * @param room most units of the result
   * @param tail put at the end of what was cut; escaped already
   * @param escape writes a piece as the service wants it
   */
  static String cut(String text, int room, String tail, UnaryOperator<String> escape) {
    String whole = escape.apply(text);
    if (whole.length() <= room) {
      return whole;
    }
    int left = room - tail.length();
    if (left < 0) {
      return room <= 0 ? "" : ELLIPSIS;
    }
    StringBuilder kept = new StringBuilder(room);
    Matcher clusters = CLUSTER.matcher(text);
    while (clusters.find() && kept.length() < left) {
      String piece = escape.apply(clusters.group());
      if (kept.length() + piece.length() > left) {
        break;
      }
      kept.append(piece);
    }
    return trimEnd(kept.isEmpty() ? byCodePoints(text, left, escape) : kept.toString()) + tail;
  }

  /** For one character under a heap of marks, longer than all the room there is. */
  private static String byCodePoints(String text, int left, UnaryOperator<String> escape) {
    StringBuilder kept = new StringBuilder();
    for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
      String piece = escape.apply(Character.toString(text.codePointAt(at)));
      if (kept.length() + piece.length() > left) {
        break;
      }
      kept.append(piece);
    }
    return kept.toString();
  }

  /** The code point to show, or -1 for none. */
  private static int shown(int c) {
    if (c == '\n' || c == '\t') {
      return c;
    }
    if (c == '\r' || c == 0x2028 || c == 0x2029) {
      return '\n';
    }
    if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
      return 0xFFFD;
    }
    boolean turnsDirection = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    boolean nothing = (c & 0xFFFE) == 0xFFFE || c == 0xFEFF;
    return turnsDirection || nothing || Character.isISOControl(c) ? -1 : c;
  }

  private static boolean invisible(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT;
  }

  private static void append(StringBuilder text, int c) {
    if (c >= 0) {
      text.appendCodePoint(c);
    }
  }

  /** Services strip what they call white space, which is more than Java does. */
  private static String trim(String text) {
    int start = 0;
    while (start < text.length() && space(text.charAt(start))) {
      start++;
    }
    return trimEnd(text.substring(start));
  }

  private static String trimEnd(String text) {
    int end = text.length();
    while (end > 0 && space(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  private static boolean space(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
