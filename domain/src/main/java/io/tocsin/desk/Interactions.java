package io.tocsin.desk;

import java.time.Duration;

/** The queue of interactions that are answered later. */
public interface Interactions {
  /** The longest one is held back. */
  Duration LONGEST_DELAY = Duration.ofMinutes(15);

  /**
   * Has an interaction carried out and answered. Durable when it returns; it may be carried out
   * more than once.
   *
   * @param delay not before; rounded up to whole seconds and cut to the longest
   * @throws io.tocsin.delivery.AlertQueue.QueueException when the queue did not take it
   */
  void later(Interaction interaction, Duration delay);
}
