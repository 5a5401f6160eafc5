package io.tocsin.delivery;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What is on its way: the deliveries waiting in each lane, and the lanes. Durable on return. */
public interface Outbox {

  /**
   * Takes an alert in: its history record and its deliveries, all or nothing, unless the alert is
   * there already. Deliveries that have ended, because they are muted, are recorded; the others
   * wait.
   *
   * @param deliveries at most 40, so that they fit in one transaction of any store
   * @param incident what was known of the alert's incident, and is from now on
   * @return whether it was new, and its deliveries as they were first taken in; empty, with nothing
   *     changed, when it was new and its incident has come to another {@link Incident#stage} since
   */
  Optional<Accepted> accept(
      Alert alert, List<Delivery> deliveries, Optional<Incident.Change> incident);

  /** Takes in an alert of no incident. */
  default Accepted accept(Alert alert, List<Delivery> deliveries) {
    return accept(alert, deliveries, Optional.empty()).orElseThrow();
  }

  /** What is known of an incident. */
  Optional<Incident> incident(String key);

  /**
   * Notes that something arrived in the lane, so that its holder does not let go of it unseen and
   * the tick finds it when nobody does. Without effect on the lane's version.
   *
   * @param now becomes the lane's due time when it has none
   */
  void mark(String lane, Instant now);

  /** The lane as it is, {@link Lane#fresh} when it was never used. */
  default Lane lane(String name) {
    return lanes(List.of(name)).get(0);
  }

  /** Several lanes, in the order of the names. */
  List<Lane> lanes(List<String> names);

  /**
   * The names of lanes that were ever used or marked, {@link Channel.Limit}s among them, in order.
   * What was used for the first time a moment ago may be missing.
   */
  List<String> laneNames(int limit);

  /**
   * Replaces a lane if it still has the version of {@code next}; the store counts the version up.
   * The marks are the store's own and are not replaced. {@code next.due()} is stored as it is.
   *
   * @return the lane as stored, with its marks of now; empty when somebody else swapped it
   */
  Optional<Lane> swap(Lane next);

  /** Like {@link #swap}, but only if the lane's marks are also those of {@code next}. */
  Optional<Lane> swapUnlessMarked(Lane next);

  /** The first deliveries waiting in a lane, most severe first, then oldest first. */
  List<Delivery> waiting(String lane, int limit);

  /** The first deliveries of a severity waiting in a lane, oldest first. */
  List<Delivery> waiting(String lane, Severity severity, int limit);

  /**
   * Records what became of deliveries that waited: their history, and their place in the lane,
   * which those that are not {@code WAITING} any more leave. All or nothing, together with new
   * deliveries made instead of them, which are recorded, wait in their lanes, and mark those; one
   * that was ever recorded is not made again.
   *
   * @param deliveries together with the new ones at most {@value #RECORDED_AT_ONCE}, each only once
   * @param now for the marks, as in {@link #mark}
   * @return false, with nothing changed, when one of them was not waiting any more
   */
  boolean record(List<Delivery> deliveries, List<Delivery> fresh, Instant now);

  /** Records deliveries that nothing is made instead of. */
  default boolean record(List<Delivery> deliveries) {
    return record(deliveries, List.of(), Instant.EPOCH);
  }

  /**
   * Takes deliveries out of their lanes, and records nothing: their alert was deleted. Those that
   * do not wait are left as they are.
   *
   * @param deliveries at most {@value #RECORDED_AT_ONCE}
   */
  void drop(List<Delivery> deliveries);

  /**
   * Lets a delivery that is recorded as dead wait again, and marks its lane.
   *
   * @return false, with nothing changed, when it was not recorded as just this
   */
  boolean revive(Delivery dead, Instant now);

  /** What was asked of a service once and is kept for good; see {@link Channel.Opening}. */
  Optional<String> opened(String key);

  void keepOpened(String key, String value);

  int RECORDED_AT_ONCE = 40;

  /**
   * Refuses more deliveries than fit in one transaction of any store.
   *
   * @throws IllegalArgumentException when there are more than {@value #RECORDED_AT_ONCE}
   */
  static void checkCount(int deliveries) {
    if (deliveries > RECORDED_AT_ONCE) {
      throw new IllegalArgumentException(
          deliveries + " deliveries at once; at most " + RECORDED_AT_ONCE + " are kept");
    }
  }

  /** Lanes whose due time lies before the given one, longest overdue first. */
  List<String> overdue(Instant before, int limit);

  /**
   * What {@link #accept} found.
   *
   * @param fresh false when the alert was there already
   */
  record Accepted(boolean fresh, List<Planned> planned) {
    public Accepted {
      planned = List.copyOf(planned);
    }

    /** An alert that was not there yet. */
    public static Accepted fresh(List<Delivery> deliveries) {
      return new Accepted(
          true,
          deliveries.stream()
              .map(each -> new Planned(each.target(), each.channel(), each.lane()))
              .toList());
    }

    /** The lanes the alert went into, each once. */
    public Collection<String> lanes() {
      return planned.stream().map(Planned::lane).distinct().toList();
    }
  }

  /** Where an alert was to go when it was taken in. */
  record Planned(String target, String channel, String lane) {}
}
