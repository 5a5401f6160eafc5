package io.tocsin.dispatch;

import io.tocsin.alert.Alert;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Lane;
import io.tocsin.delivery.Outcome;
import io.tocsin.delivery.Witness;
import io.tocsin.log.Aside;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Has another see what happens, whatever that one throws. Between a request and its record it would
 * have the message sent again.
 */
final class Bystander implements Witness {
  private final Witness other;
  private final Aside aside;

  Bystander(Witness other, Aside aside) {
    this.other = other;
    this.aside = aside;
  }

  @Override
  public void routed(Alert alert, List<Delivery> deliveries, Instant now) {
    aside.run(() -> other.routed(alert, deliveries, now));
  }

  @Override
  public void repeated(Alert alert) {
    aside.run(() -> other.repeated(alert));
  }

  @Override
  public void attempted(String channel, Outcome outcome, Duration took) {
    aside.run(() -> other.attempted(channel, outcome, took));
  }

  @Override
  public void recorded(List<Delivery> deliveries) {
    aside.run(() -> other.recorded(deliveries));
  }

  @Override
  public void swapped(Lane before, Lane after) {
    aside.run(() -> other.swapped(before, after));
  }
}
