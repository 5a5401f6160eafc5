package io.tocsin.analysis;

import java.util.Comparator;
import java.util.List;

/**
 * What it probably is.
 *
 * @param causes the most probable first, at most {@value #MOST}; empty when nothing is known that
 *     it looks like
 */
public record RootCause(List<Cause> causes) implements Finding {
  public static final int MOST = 5;
  public static final int MOST_CHECKS = 10;

  public RootCause {
    causes =
        Bounds.atMost(MOST, causes, "causes").stream()
            .sorted(Comparator.comparingDouble(Cause::confidence).reversed())
            .toList();
  }

  /**
   * One cause that it may have.
   *
   * @param pattern a short name by which it is known again: a rule's id
   * @param what in a sentence
   * @param confidence 0 to 1; how often this turns out to be right, as far as anybody can say
   * @param evidence what speaks for it; quotes the alert
   * @param checks what to look at to make sure, in this order
   */
  public record Cause(
      String pattern, String what, double confidence, List<String> evidence, List<String> checks) {
    public Cause {
      Bounds.text(pattern, 100, "a cause's name");
      Bounds.text(what, Bounds.SENTENCE, "a cause");
      // NaN fails this, too.
      if (!(confidence >= 0 && confidence <= 1)) {
        throw new IllegalArgumentException("a confidence must be 0 to 1");
      }
      evidence = Bounds.sentences(10, evidence, "evidence");
      checks = Bounds.sentences(MOST_CHECKS, checks, "checks");
    }

    /** In whole per cent. */
    public int percent() {
      return (int) Math.round(confidence * 100);
    }
  }
}
