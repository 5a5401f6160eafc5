package io.tocsin.meeting;

import java.time.Instant;
import java.util.Optional;

/**
 * Something still to be done for a meeting. Of each kind there is one at most.
 *
 * @param sequence of the plan it is for
 * @param attempts how often it was tried and failed
 * @param due when to do it, or to try it again
 * @param failure why it failed last, for people to read
 */
public record Errand(Kind kind, int sequence, int attempts, Instant due, Optional<String> failure) {

  /** What is to be done, in the order in which it is done. */
  public enum Kind {
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
  public static Errand of(Kind kind, int sequence, Instant due) {
    return new Errand(kind, sequence, 0, due, Optional.empty());
  }

  Errand failed(String why, Instant again) {
    return new Errand(kind, sequence, attempts + 1, again, Optional.of(why));
  }
}
