package io.tocsin.delivery;

import io.tocsin.alert.Alert;
import io.tocsin.delivery.Delivery.State;
import io.tocsin.routing.Routing;
import io.tocsin.routing.Target;
import io.tocsin.watch.Metric;
import io.tocsin.watch.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Counts what becomes of alerts and deliveries, by the channels they go to. */
public record Tally(Metrics metrics, Routing routing) implements Witness {
  /** For a target or a lane that is not configured any more. */
  private static final String NO_CHANNEL = "none";

  @Override
  public void routed(Alert alert, List<Delivery> deliveries, Instant now) {
    metrics.count(Metric.ALERTS_ROUTED);
    metrics.time(Metric.ALERT_QUEUED_TIME, Duration.between(alert.receivedAt(), now));
    recorded(deliveries);
  }

  @Override
  public void repeated(Alert alert) {
    metrics.count(Metric.ALERTS_REPEATED);
  }

  @Override
  public void attempted(String channel, Outcome outcome, Duration took) {
    metrics.count(Metric.ATTEMPTS, channel, outcome.word());
    metrics.time(Metric.ATTEMPT_TIME, took, channel);
  }

  @Override
  public void recorded(List<Delivery> deliveries) {
    deliveries.stream().filter(each -> !each.waits()).forEach(this::ended);
  }

  private void ended(Delivery delivery) {
    String channel = routing.target(delivery.target()).map(Target::channel).orElse(NO_CHANNEL);
    String end = delivery.state().name().toLowerCase(Locale.ROOT);
    metrics.count(Metric.DELIVERIES_ENDED, channel, end);
    if (delivery.state() == State.DEAD) {
      metrics.count(Metric.DEAD_LETTERS, "undelivered");
    }
    if (delivery.state() == State.DELIVERED) {
      Duration took = Duration.between(delivery.since(), delivery.settledAt().orElseThrow());
      metrics.time(Metric.DELIVERY_TIME, took, channel);
    }
  }

  @Override
  public void swapped(Lane before, Lane after) {
    if (before.breaker().open() != after.breaker().open()) {
      metrics.count(
          after.breaker().open() ? Metric.BREAKERS_OPENED : Metric.BREAKERS_CLOSED, channel(after));
    }
  }

  /** A lane's first channel: nearly every lane has but one. */
  static String channel(Lane lane) {
    return lane.terms().flatMap(terms -> terms.channels().stream().findFirst()).orElse(NO_CHANNEL);
  }
}
