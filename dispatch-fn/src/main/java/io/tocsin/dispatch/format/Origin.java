package io.tocsin.dispatch.format;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of an alert from what brought it, for where it does not say so itself.
 *
 * @param id the same whenever the same message is brought again
 * @param at when the queue got it
 * @param happened when it is said to have happened
 */
public record Origin(String id, Instant at, Optional<Instant> happened) {

  /** A message that lies on the queue as it was sent. */
  public static Origin of(String messageId, Instant sentAt) {
    return new Origin(messageId, sentAt, Optional.empty());
  }

  /** What was brought by a service that has an id of its own for it. */
  Origin by(String idThere, Optional<Instant> when) {
    return new Origin(idThere, at, when.or(() -> happened));
  }
}
