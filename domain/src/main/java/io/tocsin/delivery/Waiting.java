package io.tocsin.delivery;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The first deliveries waiting in a lane, in its order, as somebody looks at them. */
record Waiting(List<Delivery> deliveries, Instant now) {
  Waiting {
    deliveries = List.copyOf(deliveries);
  }

  boolean isEmpty() {
    return deliveries.isEmpty();
  }

  int size() {
    return deliveries.size();
  }

  /** Those that may be sent now: when the first of a group may, its others may with it. */
  List<Delivery> ready() {
    Set<String> groups =
        deliveries.stream()
            .filter(each -> each.instructions().ready(now))
            .flatMap(each -> group(each).stream())
            .collect(Collectors.toSet());
    return deliveries.stream()
        .filter(
            each ->
                each.instructions().ready(now) || group(each).filter(groups::contains).isPresent())
        .toList();
  }

  private static Optional<String> group(Delivery delivery) {
    return delivery.instructions().group().map(group -> delivery.target() + " " + group);
  }

  /** Those whose time with this target is over. */
  List<Delivery> overdue() {
    return deliveries.stream()
        .filter(each -> each.instructions().fallback().isPresent())
        .filter(each -> each.instructions().overdue(now))
        .toList();
  }

  List<Delivery> of(Predicate<String> target) {
    return deliveries.stream().filter(each -> target.test(each.target())).toList();
  }

  /**
   * The news that an alert is over, and the alert itself, where both wait: neither need be told.
   */
  List<Delivery> over() {
    Map<String, Delivery> byStory =
        deliveries.stream().collect(Collectors.toMap(Waiting::story, Function.identity()));
    Map<String, Delivery> over = new LinkedHashMap<>();
    for (Delivery news : deliveries) {
      Optional<Delivery> begun = begun(news).map(byStory::get);
      if (begun.isPresent()) {
        over.put(begun.get().id(), begun.get());
        over.put(news.id(), news);
      }
    }
    return List.copyOf(over.values());
  }

  /** When something in it becomes ready, or overdue. */
  Optional<Instant> next() {
    return deliveries.stream()
        .map(Delivery::instructions)
        .flatMap(each -> Stream.of(each.notBefore(), each.fallbackAt()).flatMap(Optional::stream))
        .filter(now::isBefore)
        .min(Instant::compareTo);
  }

  private static String story(Delivery delivery) {
    return delivery.alertId() + " " + delivery.target();
  }

  private static Optional<String> begun(Delivery delivery) {
    return delivery.instructions().resolves().map(alert -> alert + " " + delivery.target());
  }
}
