package io.tocsin.client;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an alert tells of: {@code details.kind}. */
public enum Kind {
  /** A failure. This is what an alert is that says nothing else. */
  ALERT,
  /** A service became worse or better; no failure by itself. */
  HEALTH_CHANGE,
  /** What came of something that was done about a failure. */
  ACTION_RESULT;

  /** As it stands in {@code details.kind}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Kind of(@Nullable Object word) {
    for (Kind kind : values()) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }
    return ALERT;
  }
}
