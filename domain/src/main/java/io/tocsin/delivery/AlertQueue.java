package io.tocsin.delivery;

import io.tocsin.alert.Alert;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The queue of alerts that were accepted. */
public interface AlertQueue {

  /**
   * Puts alerts on the queue. Durable when it returns.
   *
   * @param alerts at most 100, in order
   * @return for each alert whether the queue has it
   * @throws QueueException when none could be put there
   */
  List<Boolean> send(List<Alert> alerts);

  /** The queue could not be reached or refused. */
  final class QueueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public QueueException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
