package io.tocsin.delivery;

import java.time.Duration;
import java.time.Instant;

/** The answer to who asks a lane for a permit to send. */
public sealed interface Turn {

  /**
   * Granted, once {@code lane} has been swapped in.
   *
   * @param paidBefore what was paid before this permit, to reckon it anew or give it back
   * @param delay how long to wait before the permit may be used; the lease is longer by that
   */
  record Granted(Lane lane, Instant paidBefore, Duration delay) implements Turn {}

  /** Not soon: budget spent, or the service asked to wait. */
  record Wait(Duration time) implements Turn {}

  /** Somebody else drains the lane, for at most that long without a sign of life. */
  record Taken(Duration atMost) implements Turn {}
}
