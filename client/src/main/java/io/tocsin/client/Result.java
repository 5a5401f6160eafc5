package io.tocsin.client;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What became of an alert. With the JDK's 17 it is told apart by {@code instanceof}:
 *
 * <pre>{@code
 * if (client.send(alert) instanceof Result.GaveUp gaveUp) {
 *   log.warn("{}: {}", gaveUp.name(), gaveUp.message());
 * }
 * }</pre>
 */
public sealed interface Result {

  /** The alert's name: its own, or the one the client made up for it. */
  String name();

  /** What became of it, in a sentence, and what to mend. Holds nothing secret. */
  String message();

  /** Whether the alert is where it should be; true for a muted one as well. */
  default boolean fine() {
    return this instanceof Accepted || this instanceof Muted;
  }

  /**
   * The receiver has it, durably.
   *
   * @param id the event's id there, by which it is found in the history; empty when the answer was
   *     not understood
   * @param duplicate whether it is known to have had it before, as after an answer that was lost
   */
  record Accepted(String name, Optional<String> id, boolean duplicate, String message)
      implements Result {}

  /** The client's {@link Preferences} do not want it. Nothing was sent. */
  record Muted(String name, String message) implements Result {}

  /**
   * It is wrong, and sending it again as it is would be of no use.
   *
   * @param status the answer's HTTP status; empty when the client itself found the mistake and sent
   *     nothing
   */
  record Refused(String name, OptionalInt status, String message) implements Result {}

  /**
   * It was not accepted within the attempts and the time that the client has.
   *
   * @param attempts how many requests were made, as far as is known; 0: none, because too many
   *     alerts were under way already or the client is closed
   * @param perhapsAccepted whether the receiver may have it all the same, because a request was
   *     made and its answer did not come
   */
  record GaveUp(String name, int attempts, boolean perhapsAccepted, String message)
      implements Result {}
}
