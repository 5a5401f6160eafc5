package io.tocsin.delivery;

import java.util.List;

/** Where deliveries go that could not be made, and messages that could not be read. */
public interface DeadLetters {

  /** Keeps deliveries that are {@code DEAD}. Durable when it returns. */
  void bury(List<Delivery> deliveries);

  /**
   * Keeps a message that is no alert.
   *
   * @param body as it came
   * @param reason what is wrong with it
   */
  void unreadable(String messageId, String body, String reason);
}
