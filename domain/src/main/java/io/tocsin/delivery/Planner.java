package io.tocsin.delivery;

import io.tocsin.alert.Alert;
import io.tocsin.alert.EventId;
import io.tocsin.alert.Status;
import io.tocsin.delivery.Delivery.State;
import io.tocsin.delivery.Incident.Told;
import io.tocsin.history.Story;
import io.tocsin.routing.Matcher;
import io.tocsin.routing.Pick;
import io.tocsin.routing.Routing;
import io.tocsin.routing.Target;
import io.tocsin.routing.Terms;
import io.tocsin.routing.Terms.Resolved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes an alert's deliveries from what its routes picked and what is known of its incident.
 *
 * @param picks what its routes picked
 * @param routing knows all targets there are
 * @param begun the alert that this one may be the end of
 */
record Planner(
    Alert alert,
    List<Pick> picks,
    Routing routing,
    Optional<Incident> incident,
    Optional<Story> begun,
    Instant now) {

  List<Delivery> deliveries() {
    Set<String> picked =
        picks.stream().map(pick -> pick.target().name()).collect(Collectors.toSet());
    List<Target> others = resolved() ? toldOfItsBegin(picked) : List.of();
    Set<String> told = new HashSet<>(picked);
    others.forEach(target -> told.add(target.name()));
    List<Delivery> deliveries = new ArrayList<>();
    picks.forEach(pick -> deliveries.add(delivery(pick, told)));
    others.forEach(target -> deliveries.add(news(target, Terms.DEFAULT, Instructions.NONE)));
    return deliveries.size() <= Outbox.RECORDED_AT_ONCE
        ? deliveries
        : deliveries.subList(0, Outbox.RECORDED_AT_ONCE);
  }

  /** Where an alert was told its end is told too, wherever its end alone would have gone. */
  private List<Target> toldOfItsBegin(Set<String> picked) {
    return begun.stream()
        .flatMap(story -> story.deliveries().stream())
        .filter(each -> !picked.contains(each.target()))
        .flatMap(each -> routing.target(each.target()).stream())
        .toList();
  }

  /** What is known of the incident when the alert has been taken in. */
  Incident after(Incident before, List<Delivery> deliveries) {
    if (resolved()) {
      return Incident.unknown(before.key());
    }
    Map<String, Told> told = new HashMap<>(before.told());
    deliveries.stream()
        .filter(Delivery::waits)
        .forEach(each -> told.put(each.target(), new Told(now, alert.severity())));
    return new Incident(before.key(), Optional.of(alert.id()), told);
  }

  private Delivery delivery(Pick pick, Set<String> told) {
    Terms terms = pick.terms();
    Instructions instructions = instructions(terms, pick.target().name(), told);
    if (resolved() && pick.muted().isEmpty()) {
      return news(pick.target(), terms, instructions);
    }
    Delivery delivery = Delivery.of(alert, pick.target(), instructions);
    if (pick.muted().isPresent()) {
      return delivery.ended(State.MUTED, now, pick.muted().get());
    }
    return toldAt(pick)
        .map(at -> delivery.ended(State.MUTED, now, "the same was told at " + at))
        .orElse(delivery);
  }

  /** The delivery of the news that an alert is over. */
  private Delivery news(Target target, Terms terms, Instructions instructions) {
    Optional<Delivery> before =
        begun.stream()
            .flatMap(story -> story.deliveries().stream())
            .filter(each -> each.target().equals(target.name()))
            .findFirst();
    Delivery delivery =
        Delivery.of(
            alert,
            target,
            terms.resolved() == Resolved.UPDATE && before.isPresent()
                ? instructions.resolving(before.get().alertId())
                : instructions);
    if (terms.resolved() == Resolved.IGNORE) {
      return delivery.ended(State.MUTED, now, "the route does not tell what is over");
    }
    return before.filter(Planner::untold).isPresent()
        ? delivery.ended(State.MUTED, now, "its begin was not told here")
        : delivery;
  }

  private static boolean untold(Delivery begun) {
    return Set.of(State.MUTED, State.RESOLVED, State.FAILED_OVER).contains(begun.state());
  }

  private Instructions instructions(Terms terms, String target, Set<String> told) {
    Optional<String> fallback =
        terms
            .fallback()
            .filter(other -> !other.equals(target) && !told.contains(other))
            .filter(other -> routing.target(other).isPresent());
    Instant since = alert.receivedAt();
    return new Instructions(
        group(terms),
        Optional.of(terms.groupWait()).filter(wait -> !wait.isZero()).map(since::plus),
        fallback,
        fallback.flatMap(any -> terms.fallsBackAfter(alert)).map(since::plus),
        Optional.empty(),
        Optional.empty());
  }

  private Optional<String> group(Terms terms) {
    if (terms.groupBy().isEmpty()) {
      return Optional.empty();
    }
    String[] values =
        terms.groupBy().stream()
            .map(field -> field + Matcher.values(alert, field).toList())
            .toArray(String[]::new);
    return Optional.of(EventId.operator(values));
  }

  /**
   * When the target was told the same; that it got worse is news. It may have been told after now,
   * by whoever takes in another alert of the incident at the same time.
   */
  private Optional<Instant> toldAt(Pick pick) {
    return incident
        .filter(known -> !pick.terms().repeatEvery().isZero())
        .map(known -> known.told().get(pick.target().name()))
        .filter(told -> told.severity().rank() <= alert.severity().rank())
        .map(Told::at)
        .filter(at -> now.isBefore(at.plus(pick.terms().repeatEvery())));
  }

  private boolean resolved() {
    return alert.status() == Status.RESOLVED;
  }
}
