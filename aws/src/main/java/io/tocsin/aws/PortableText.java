package io.tocsin.aws;

import java.util.Locale;

/**
 * Writes text so that every service takes it. What comes from outside may hold what UTF-8 cannot
 * carry (half a surrogate pair) or SQS does not (U+FFFE, U+FFFF, control characters). Within JSON
 * such a character can be escaped and comes back as it was.
 */
public final class PortableText {
  private PortableText() {}

  /** The same JSON, fit for UTF-8. */
  public static String json(String json) {
    return escaped(json, '\uFFFF');
  }

  /** The same JSON, fit for the body of an SQS message. */
  public static String message(String json) {
    return escaped(json, '\uFFFD');
  }

  /** Text that is not JSON, with what SQS does not carry replaced by U+FFFD. */
  public static String plain(String text) {
    StringBuilder plain = new StringBuilder(text);
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      boolean control = c < ' ' && c != '\t' && c != '\n' && c != '\r';
      if (control || c > '\uFFFD' || half(text, at)) {
        plain.setCharAt(at, '\uFFFD');
      }
    }
    return plain.toString();
  }

  private static String escaped(String json, char last) {
    StringBuilder text = new StringBuilder();
    int done = 0;
    for (int at = 0; at < json.length(); at++) {
      char c = json.charAt(at);
      if (c > last || half(json, at)) {
        text.append(json, done, at).append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        done = at + 1;
      }
    }
    return done == 0 ? json : text.append(json, done, json.length()).toString();
  }

  /** Whether the character is half of a surrogate pair without its other half beside it. */
  private static boolean half(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
