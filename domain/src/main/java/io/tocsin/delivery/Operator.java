package io.tocsin.delivery;

import io.tocsin.alert.Alert;
import io.tocsin.alert.EventId;
import io.tocsin.alert.Severity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * Tells the operator what Tocsin itself could not do, by an alert like any other. The id follows
 * from the matter and the minute, so a flood of failures makes one alert a minute.
 */
public final class Operator {
  public static final String SOURCE = "tocsin";
  public static final String TYPE = "operator";

  private final AlertQueue queue;

  public Operator(AlertQueue queue) {
    this.queue = queue;
  }

  /**
   * Raises an alert about Tocsin.
   *
   * @param matter what it is about, e.g. {@code dead-letter}
   * @param subject what is affected, e.g. a target's name
   */
  public void tell(String matter, String subject, String title, String message, Instant now) {
    String minute = now.truncatedTo(ChronoUnit.MINUTES).toString();
    Alert alert =
        Alert.builder(EventId.operator(matter, subject, minute), SOURCE, SOURCE, title)
            .type(TYPE)
            .severity(Severity.HIGH)
            .message(message)
            .labels(Map.of("matter", matter, "subject", subject))
            .receivedAt(now)
            .build();
    if (queue.send(List.of(alert)).contains(false)) {
      throw new AlertQueue.QueueException("the queue did not take an operator alert", null);
    }
  }

  /** Whether the delivery is of one of these. */
  static boolean raised(Delivery delivery) {
    return delivery.alertId().startsWith(EventId.OPERATOR);
  }
}
