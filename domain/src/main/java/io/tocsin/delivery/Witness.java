package io.tocsin.delivery;

import io.tocsin.alert.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Sees what becomes of alerts and deliveries, each thing once, as soon as it is so. Who implements
 * this throws nothing and waits for nothing.
 */
public interface Witness {
  /** Sees nothing. */
  Witness NOBODY = new Witness() {};

  /** An alert was recorded for the first time, with the deliveries that it has. */
  default void routed(Alert alert, List<Delivery> deliveries, Instant now) {}

  /** An alert came that was recorded before. */
  default void repeated(Alert alert) {}

  /** A request was answered, or was not. */
  default void attempted(String channel, Outcome outcome, Duration took) {}

  /** Deliveries were recorded as they are now: ended, or waiting for another attempt. */
  default void recorded(List<Delivery> deliveries) {}

  /** A lane became another after a request. */
  default void swapped(Lane before, Lane after) {}
}
