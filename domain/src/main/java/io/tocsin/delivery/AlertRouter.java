package io.tocsin.delivery;

import io.tocsin.alert.Alert;
import io.tocsin.routing.Routing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The first half of dispatch: an alert becomes its history record and its waiting deliveries.
 *
 * <p>A caller acknowledges an alert only after both {@link #accept} and {@link #wake}. If it dies
 * in between, the alert comes again, is found to be there, and its lanes are woken.
 */
public final class AlertRouter {
  private final Routing routing;
  private final Outbox outbox;
  private final Wakes wakes;
  private final Clock clock;

  public AlertRouter(Routing routing, Outbox outbox, Wakes wakes, Clock clock) {
    this.routing = routing;
    this.outbox = outbox;
    this.wakes = wakes;
    this.clock = clock;
  }

  /**
   * Takes an alert in, once however often it comes.
   *
   * @return the lanes it waits in, to be woken
   */
  public Set<String> accept(Alert alert) {
    List<Delivery> deliveries =
        routing.picks(alert, clock.instant()).stream()
            .map(pick -> Delivery.of(alert, pick.target()))
            .toList();
    return Set.copyOf(outbox.accept(alert, deliveries).lanes());
  }

  /** Has lanes drained that something was put into. */
  public void wake(Collection<String> lanes) {
    Instant now = clock.instant();
    // Marked first: should the wake be lost, the tick finds the lane.
    lanes.forEach(lane -> outbox.mark(lane, now));
    if (!lanes.isEmpty()) {
      wakes.wake(lanes, Duration.ZERO);
    }
  }
}
