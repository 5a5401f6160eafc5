package io.tocsin.store;

import io.tocsin.keeping.Kind;

/** What expires by itself: each has a map of its own. */
public enum Shelf {
  ALERT(Kind.ALERTS),
  INCIDENT(Kind.ALERTS),
  MEETING(Kind.MEETINGS),
  EXCHANGE(Kind.EXCHANGES),
  LESSON(Kind.LESSONS),
  ANALYSIS(Kind.LESSONS),
  REFUSAL(Kind.REFUSALS);

  private final Kind kind;

  Shelf(Kind kind) {
    this.kind = kind;
  }

  /** After which kind's time. */
  Kind kind() {
    return kind;
  }
}
