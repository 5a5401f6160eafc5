package io.tocsin.delivery;

import io.tocsin.delivery.Delivery.Form;
import java.util.List;

/** What goes into one message: deliveries of one target, in the lane's order. */
record Batch(List<Delivery> deliveries) {
  static final int MOST = 10;

  /**
   * Chooses from the waiting deliveries. While the lane is failing, those that have had their
   * attempts stand back: should they be the cause, the lane must get the chance to show it.
   *
   * @param waiting at least one, in the lane's order
   */
  static Batch choose(List<Delivery> waiting, Lane lane, RetryRules rules) {
    Delivery head =
        waiting.stream()
            .filter(delivery -> lane.failures() == 0 || !rules.usedUp(delivery))
            .findFirst()
            .orElse(waiting.get(0));
    if (head.form() != Form.TOGETHER) {
      return new Batch(List.of(head));
    }
    return new Batch(
        waiting.stream()
            .filter(delivery -> delivery.target().equals(head.target()))
            .filter(delivery -> delivery.form() == Form.TOGETHER)
            .filter(delivery -> rules.usedUp(delivery) == rules.usedUp(head))
            .limit(MOST)
            .toList());
  }

  String target() {
    return deliveries.get(0).target();
  }

  boolean plain() {
    return deliveries.get(0).form() == Form.PLAIN;
  }

  List<String> alertIds() {
    return deliveries.stream().map(Delivery::alertId).toList();
  }
}
