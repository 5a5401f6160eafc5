package io.tocsin.analysis;

import java.util.List;

/** Limits of what an agent may say; beyond them its answer is none. */
final class Bounds {
  /** Longest sentence, in characters. */
  static final int SENTENCE = 500;

  private Bounds() {}

  static <T> List<T> atMost(int most, List<T> list, String what) {
    if (list.size() > most) {
      throw new IllegalArgumentException("more than " + most + " " + what);
    }
    return List.copyOf(list);
  }

  static List<String> sentences(int most, List<String> list, String what) {
    list.forEach(sentence -> text(sentence, SENTENCE, what));
    return atMost(most, list, what);
  }

  static String text(String text, int longest, String what) {
    if (text.isBlank() || text.length() > longest) {
      throw new IllegalArgumentException(what + " must be 1 to " + longest + " characters");
    }
    return text;
  }
}
