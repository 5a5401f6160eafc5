package io.tocsin.history;

import io.tocsin.alert.Alert;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Outbox.Planned;
import io.tocsin.routing.Target;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An alert and where it went; empty deliveries: no route picked a target for it. */
public record Story(Alert alert, List<Delivery> deliveries) {
  public Story {
    deliveries = List.copyOf(deliveries);
  }

  /**
   * Tells an alert's story from what was planned and what has been recorded so far.
   *
   * @param recorded at most one per target; those not tried yet are not among them
   */
  public static Story of(Alert alert, List<Planned> planned, List<Delivery> recorded) {
    Map<String, Delivery> known =
        recorded.stream().collect(Collectors.toMap(Delivery::target, Function.identity()));
    return new Story(
        alert,
        planned.stream()
            .map(plan -> known.getOrDefault(plan.target(), untried(alert, plan)))
            .toList());
  }

  private static Delivery untried(Alert alert, Planned plan) {
    return Delivery.of(alert, new Target(plan.target(), "", plan.lane(), Map.of()));
  }
}
