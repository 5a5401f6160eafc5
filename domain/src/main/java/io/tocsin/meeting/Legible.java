package io.tocsin.meeting;

import java.util.function.UnaryOperator;

/** Foreign text made fit to be read on one line, and cut to a length. */
public final class Legible {
  /** An {@code @} before something that cannot be seen mentions nobody. */
  static final String ZERO_WIDTH_SPACE = "\u200b";

  private static final String ELLIPSIS = "…";

  private Legible() {}

  /**
   * On one line, without what a reader cannot see and what makes text read as something else:
   * control characters, halves of surrogate pairs, marks that turn the direction.
   */
  public static String line(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().map(Legible::shown).filter(c -> c >= 0).forEach(clean::appendCodePoint);
    return clean.toString().strip();
  }

  private static int shown(int c) {
    if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
      return ' ';
    }
    if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
      return 0xFFFD;
    }
    boolean unseen = Character.getType(c) == Character.FORMAT && c != 0x200C && c != 0x200D;
    return unseen || Character.isISOControl(c) || (c & 0xFFFE) == 0xFFFE ? -1 : c;
  }

  /**
   * Escapes a text and cuts it between two code points, never inside an escape.
   *
   * @param room most UTF-16 units of the result, the ellipsis included; at least 1
   */
  static String cut(String text, int room, UnaryOperator<String> escape) {
    String whole = escape.apply(text);
    if (whole.length() <= room) {
      return whole;
    }
    StringBuilder kept = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int next = text.offsetByCodePoints(at, 1);
      String piece = escape.apply(text.substring(at, next));
      if (kept.length() + piece.length() + ELLIPSIS.length() > room) {
        break;
      }
      kept.append(piece);
      at = next;
    }
    return kept.append(ELLIPSIS).toString();
  }
}
