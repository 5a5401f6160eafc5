package io.tocsin.meeting;

import java.time.Instant;
import java.util.Optional;

/**
 * Something still to be done for a meeting. Of each kind there is one at most.
 *
 * @param number tells one from an earlier one of the same kind
 * @param since when it came up
 * @param attempts how often it was tried and failed
 * @param due when to do it, or to try it again
 * @param failure why it failed last, for people to read
 */
public record Errand(
    Kind kind, int number, Instant since, int attempts, Instant due, Optional<String> failure) {

  /** What is to be done, in the order in which it is done. */
  public enum Kind {
    /** Analyse the alert, and choose when to meet and who. */
    PLAN,

    /** Have the provider's meeting be as planned: made, changed or taken back. */
    BOOK,

    /** Tell the source of the alert where the meeting is. */
    TELL_SOURCE,

    /** Tell people that it was set, moved or cancelled. */
    ANNOUNCE,

    /** Tell people that it begins soon. */
    REMIND
  }

  /** One that nobody tried yet. */
  static Errand of(Kind kind, int number, Instant now) {
    return of(kind, number, now, now);
  }

  /** One that is not due yet. */
  static Errand of(Kind kind, int number, Instant now, Instant due) {
    return new Errand(kind, number, now, 0, due, Optional.empty());
  }

  /** The same, tried in vain. */
  Errand failed(String why, Instant again) {
    return new Errand(kind, number, since, attempts + 1, again, Optional.of(why));
  }

  /** The same, having been tried in vain as often as another before it. */
  Errand after(Errand other) {
    return new Errand(kind, number, other.since, other.attempts, due, other.failure);
  }

  /** Whether it is the same, however often it was tried meanwhile. */
  boolean is(Errand other) {
    return kind == other.kind && number == other.number;
  }
}
