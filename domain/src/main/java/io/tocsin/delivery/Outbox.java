package io.tocsin.delivery;

import io.tocsin.alert.Alert;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What is on its way: the deliveries waiting in each lane, and the lanes. Durable on return. */
public interface Outbox {

  /**
   * Takes an alert in: its history record and its waiting deliveries, all or nothing, unless the
   * alert is there already.
   *
   * @param deliveries at most 40, so that they fit in one transaction of any store
   * @return whether it was new, and its deliveries as they were first taken in
   */
  Accepted accept(Alert alert, List<Delivery> deliveries);

  /**
   * Notes that something arrived in the lane, so that its holder does not let go of it unseen and
   * the tick finds it when nobody does. Without effect on the lane's version.
   *
   * @param now becomes the lane's due time when it has none
   */
  void mark(String lane, Instant now);

  /** The lane as it is, {@link Lane#fresh} when it was never used. */
  Lane lane(String name);

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

  /**
   * Records what became of deliveries that waited: their history, and their place in the lane,
   * which those that are not {@code WAITING} any more leave. All or nothing.
   *
   * @param deliveries at most {@value #RECORDED_AT_ONCE}, each only once
   * @return false, with nothing changed, when one of them was not waiting any more
   */
  boolean record(List<Delivery> deliveries);

  int RECORDED_AT_ONCE = 40;

  /**
   * Refuses more deliveries than fit in one transaction of any store.
   *
   * @throws IllegalArgumentException when there are more than {@value #RECORDED_AT_ONCE}
   */
  static void checkCount(Collection<Delivery> deliveries) {
    if (deliveries.size() > RECORDED_AT_ONCE) {
      throw new IllegalArgumentException(
          deliveries.size() + " deliveries at once; at most " + RECORDED_AT_ONCE + " are kept");
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
          true, deliveries.stream().map(each -> new Planned(each.target(), each.lane())).toList());
    }

    /** The lanes the alert went into, each once. */
    public Collection<String> lanes() {
      return planned.stream().map(Planned::lane).distinct().toList();
    }
  }

  /** Where an alert was to go when it was taken in. */
  record Planned(String target, String lane) {}
}
