package io.tocsin.history;

import io.tocsin.alert.Alert;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Outbox.Planned;
import io.tocsin.routing.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An alert and where it went.
 *
 * @param deliveries empty: no route picked a target for it
 * @param acknowledged who has taken notice of it
 */
public record Story(
    Alert alert, List<Delivery> deliveries, Optional<Acknowledgement> acknowledged) {
  public Story {
    deliveries = List.copyOf(deliveries);
  }

  /**
   * Tells an alert's story from what was planned and what has been recorded so far.
   *
   * @param recorded at most one per target; those not tried yet are not among them
   */
  public static Story of(
      Alert alert,
      List<Planned> planned,
      List<Delivery> recorded,
      Optional<Acknowledgement> acknowledged) {
    Map<String, Delivery> known =
        recorded.stream()
            .collect(
                Collectors.toMap(
                    Delivery::target, Function.identity(), (one, same) -> one, LinkedHashMap::new));
    List<Delivery> deliveries = new ArrayList<>();
    for (Planned plan : planned) {
      Delivery recordedOne = known.remove(plan.target());
      deliveries.add(recordedOne == null ? untried(alert, plan) : recordedOne);
    }
    // Those that were not planned were made instead of others.
    deliveries.addAll(known.values());
    return new Story(alert, deliveries, acknowledged);
  }

  private static Delivery untried(Alert alert, Planned plan) {
    Target target = new Target(plan.target(), plan.channel(), plan.lane(), Map.of());
    return Delivery.of(alert, target);
  }
}
