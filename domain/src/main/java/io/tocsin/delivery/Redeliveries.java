package io.tocsin.delivery;

import java.util.Optional;

/** Asks dispatch to bring dead letters back; see {@link Redelivery}. */
public interface Redeliveries {

  /**
   * Asks for an alert's dead deliveries. Durable when it returns; asked twice does no harm.
   *
   * @param target only the one to that target; empty: all of them
   * @throws AlertQueue.QueueException when it could not be asked for
   */
  void ask(String alertId, Optional<String> target);
}
