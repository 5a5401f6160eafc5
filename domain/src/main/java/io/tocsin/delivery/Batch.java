package io.tocsin.delivery;

import io.tocsin.delivery.Delivery.Form;
import java.util.List;
import java.util.stream.Stream;

/**
 * What goes into one message: deliveries of one target, in the lane's order.
 *
 * @param deliveries told in full
 * @param folded told by their number alone
 */
record Batch(List<Delivery> deliveries, List<Delivery> folded) {
  static final int MOST = 10;

  /** So that they fit into one record together with those told in full. */
  static final int MOST_FOLDED = 30;

  Batch {
    deliveries = List.copyOf(deliveries);
    folded = List.copyOf(folded);
  }

  /**
   * Chooses from the waiting deliveries. While the lane is failing, those that have had their
   * attempts stand back: should they be the cause, the lane must get the chance to show it.
   *
   * @param waiting at least one, in the lane's order
   * @param folded of the head's target; they are left out
   */
  static Batch choose(List<Delivery> waiting, List<Delivery> folded, Lane lane, RetryRules rules) {
    List<Delivery> rest = waiting.stream().filter(each -> !folded.contains(each)).toList();
    if (rest.isEmpty()) {
      return choose(waiting, List.of(), lane, rules);
    }
    Delivery head = head(rest, lane, rules);
    if (head.form() != Form.TOGETHER) {
      return new Batch(List.of(head), List.of());
    }
    List<Delivery> together =
        rest.stream()
            .filter(each -> each.target().equals(head.target()))
            .filter(each -> each.form() == Form.TOGETHER)
            .filter(each -> each.instructions().group().equals(head.instructions().group()))
            .filter(each -> rules.usedUp(each) == rules.usedUp(head))
            .limit(MOST)
            .toList();
    return new Batch(
        together, folded.stream().filter(each -> each.target().equals(head.target())).toList());
  }

  private static Delivery head(List<Delivery> waiting, Lane lane, RetryRules rules) {
    return waiting.stream()
        .filter(delivery -> lane.breaker().inARow() == 0 || !rules.usedUp(delivery))
        .findFirst()
        .orElse(waiting.get(0));
  }

  /** Only the first, which is another's news. */
  Batch headAlone() {
    return new Batch(List.of(head()), List.of());
  }

  Delivery head() {
    return deliveries.get(0);
  }

  String target() {
    return head().target();
  }

  boolean plain() {
    return head().form() == Form.PLAIN;
  }

  List<String> alertIds() {
    return Stream.concat(deliveries.stream(), folded.stream()).map(Delivery::alertId).toList();
  }
}
