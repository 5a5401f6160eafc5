package io.tocsin.delivery;

import static java.util.stream.Collectors.toCollection;

import io.tocsin.alert.Alert;
import io.tocsin.delivery.Outbox.Accepted;
import io.tocsin.history.History;
import io.tocsin.history.Story;
import io.tocsin.routing.Routing;
import io.tocsin.routing.Silencer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The first half of dispatch: an alert becomes its history record and its waiting deliveries.
 *
 * <p>A caller acknowledges an alert only after both {@link #accept} and {@link #wake}. If it dies
 * in between, the alert comes again, is found to be there, and its lanes are woken.
 */
public final class AlertRouter {
  /** How often an alert is planned anew because its incident changed meanwhile. */
  private static final int TRIES = 20;

  private final Routing routing;
  private final Silencer silencer;
  private final Outbox outbox;
  private final History history;
  private final Wakes wakes;
  private final Clock clock;
  private final Witness witness;

  public AlertRouter(
      Routing routing,
      Silencer silencer,
      Outbox outbox,
      History history,
      Wakes wakes,
      Clock clock,
      Witness witness) {
    this.routing = routing;
    this.silencer = silencer;
    this.outbox = outbox;
    this.history = history;
    this.wakes = wakes;
    this.clock = clock;
    this.witness = witness;
  }

  /**
   * Takes an alert in, once however often it comes.
   *
   * @return the lanes it waits in, to be woken
   */
  public Set<String> accept(Alert alert) {
    for (int tried = 0; tried < TRIES; tried++) {
      Optional<Set<String>> lanes = accept(alert, clock.instant());
      if (lanes.isPresent()) {
        return lanes.get();
      }
    }
    throw new IllegalStateException("the incident of " + alert.id() + " changes all the time");
  }

  /** The lanes; empty when what is known of the incident is not true any more. */
  private Optional<Set<String>> accept(Alert alert, Instant now) {
    Optional<Incident> incident =
        alert.incident().map(key -> outbox.incident(key).orElseGet(() -> Incident.unknown(key)));
    Optional<Story> begun = incident.flatMap(Incident::firing).flatMap(history::story);
    Planner planner = new Planner(alert, silencer.picks(alert, now), routing, incident, begun, now);
    List<Delivery> deliveries = planner.deliveries();
    return outbox
        .accept(
            alert,
            deliveries,
            incident.map(old -> new Incident.Change(old, planner.after(old, deliveries))))
        .map(accepted -> lanes(alert, deliveries, accepted, now));
  }

  private Set<String> lanes(
      Alert alert, List<Delivery> deliveries, Accepted accepted, Instant now) {
    if (!accepted.fresh()) {
      witness.repeated(alert);
      return new LinkedHashSet<>(accepted.lanes());
    }
    witness.routed(alert, deliveries, now);
    return deliveries.stream()
        .filter(Delivery::waits)
        .map(Delivery::lane)
        .collect(toCollection(LinkedHashSet::new));
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
