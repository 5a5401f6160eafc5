package io.tocsin.dispatch;

import io.tocsin.alert.Alert;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Lane;
import io.tocsin.delivery.Outcome;
import io.tocsin.delivery.Witness;
import io.tocsin.log.LogContext;
import io.tocsin.log.LogContext.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what becomes of alerts and deliveries, under their ids, and passes it on. Of an outcome it
 * tells the reason, which holds no secret.
 */
final class DeliveryLog implements Witness {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryLog.class);

  private final Witness next;

  DeliveryLog(Witness next) {
    this.next = next;
  }

  @Override
  public void routed(Alert alert, List<Delivery> deliveries, Instant now) {
    LOG.info("routed to {}", deliveries.stream().map(Delivery::target).toList());
    next.routed(alert, deliveries, now);
  }

  @Override
  public void repeated(Alert alert) {
    LOG.info("routed before");
    next.repeated(alert);
  }

  @Override
  public void attempted(String channel, Outcome outcome, Duration took) {
    next.attempted(channel, outcome, took);
  }

  @Override
  public void recorded(List<Delivery> deliveries) {
    deliveries.forEach(DeliveryLog::tell);
    next.recorded(deliveries);
  }

  private static void tell(Delivery delivery) {
    Runnable line =
        () ->
            LOG.info(
                "{} is {} after {} requests: {}",
                delivery.target(),
                delivery.state().name().toLowerCase(Locale.ROOT),
                delivery.requests(),
                why(delivery));
    LogContext.with(
        Fact.ALERT_ID,
        delivery.alertId(),
        () -> LogContext.with(Fact.DELIVERY_ID, delivery.id(), line));
  }

  private static String why(Delivery delivery) {
    return delivery
        .note()
        .or(
            () ->
                delivery.attempts().stream()
                    .reduce((earlier, later) -> later)
                    .map(last -> last.outcome() + ", " + last.reason()))
        .orElse("no attempt");
  }

  @Override
  public void swapped(Lane before, Lane after) {
    if (before.breaker().open() != after.breaker().open()) {
      LOG.warn(
          after.breaker().open()
              ? "the service of the lane {} fails: its breaker is open"
              : "the service of the lane {} is back: its breaker is closed",
          after.name());
    }
    next.swapped(before, after);
  }
}
