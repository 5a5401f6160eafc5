package io.tocsin.analysis;

import java.time.Duration;

/**
 * Something that must be done when certain things happen.
 *
 * @param name short, by which rules name it
 * @param what must be done
 * @param reason why, and on what condition: nobody but people can say whether it holds
 * @param within so long after it became known
 */
public record Obligation(String name, Kind kind, String what, String reason, Duration within) {

  /** What sort of thing must be done. */
  public enum Kind {
    /** Somebody outside must be told. Its deadline makes a meeting urgent. */
    NOTICE,

    /** Something must not be done until somebody allows it. */
    FREEZE,

    /** Something must be kept, so that it can be shown later. */
    EVIDENCE
  }

  public Obligation {
    Bounds.text(name, 100, "an obligation's name");
    Bounds.text(what, Bounds.SENTENCE, "an obligation");
    Bounds.text(reason, Bounds.SENTENCE, "an obligation's reason");
    if (within.isNegative()) {
      throw new IllegalArgumentException("a deadline lies ahead");
    }
  }
}
