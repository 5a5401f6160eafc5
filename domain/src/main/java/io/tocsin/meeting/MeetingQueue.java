package io.tocsin.meeting;

import java.util.List;

/** The {@code meetings} queue. */
public interface MeetingQueue {

  /**
   * Puts messages there. Durable when it returns; any of them may come twice.
   *
   * @throws io.tocsin.delivery.AlertQueue.QueueException when it did not take them all
   */
  void send(List<? extends MeetingMessage> messages);
}
