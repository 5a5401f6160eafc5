package io.tocsin.meeting;

import java.time.Duration;
import java.util.List;

/** The {@code meetings} queue. */
public interface MeetingQueue {

  /** The longest a queue holds a message back. */
  Duration LONGEST_DELAY = Duration.ofMinutes(15);

  /**
   * Puts messages there. Durable when it returns; any of them may come twice.
   *
   * @param delay after which they come, rounded up to whole seconds and cut to the longest
   * @throws io.tocsin.delivery.AlertQueue.QueueException when it did not take them all
   */
  void send(List<? extends MeetingMessage> messages, Duration delay);
}
