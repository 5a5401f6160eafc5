package io.tocsin.history;

import java.time.Instant;
import java.util.Optional;

/**
 * That somebody has taken notice of an alert, and sees to it.
 *
 * @param by the owner of the key it was said with
 * @param note what else there is to say, for people to read
 */
public record Acknowledgement(String by, Instant at, Optional<String> note) {
  /** How many characters a note may have. */
  public static final int LONGEST_NOTE = 500;
}
