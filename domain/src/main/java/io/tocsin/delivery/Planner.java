package io.tocsin.delivery;

import io.tocsin.alert.Alert;
import io.tocsin.alert.EventId;
import io.tocsin.alert.Status;
import io.tocsin.delivery.Delivery.State;
import io.tocsin.delivery.Incident.Acknowledged;
import io.tocsin.delivery.Incident.Told;
import io.tocsin.history.Story;
import io.tocsin.routing.Matcher;
import io.tocsin.routing.Pick;
import io.tocsin.routing.Routing;
import io.tocsin.routing.Target;
import io.tocsin.routing.Terms;
import io.tocsin.routing.Terms.Resolved;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    return Stream.concat(
            begun.stream().flatMap(story -> story.deliveries().stream()).map(Delivery::target),
            incident.stream().flatMap(known -> known.told().keySet().stream().sorted()))
        .distinct()
        .filter(name -> !picked.contains(name))
        .flatMap(name -> routing.target(name).stream())
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
        .forEach(
            each ->
                told.put(each.target(), new Told(now, alert.severity(), Optional.of(alert.id()))));
    return new Incident(
        before.key(),
        Optional.of(alert.id()),
        told,
        before.episode().or(() -> Optional.of(alert.id())),
        before.acknowledged().filter(each -> each.covers(alert)));
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
    return known(pick).map(why -> delivery.ended(State.MUTED, now, why)).orElse(delivery);
  }

  /** The delivery of the news that an alert is over. */
  private Delivery news(Target target, Terms terms, Instructions instructions) {
    Optional<Delivery> before =
        begun.stream()
            .flatMap(story -> story.deliveries().stream())
            .filter(each -> each.target().equals(target.name()))
            .findFirst();
    // A reminder that was muted stands for what was told before it.
    Optional<String> begin =
        before
            .filter(each -> each.state() != State.MUTED)
            .map(Delivery::alertId)
            .or(() -> told(target.name()).flatMap(Told::alert));
    Delivery delivery =
        Delivery.of(
            alert,
            target,
            begin
                .filter(any -> terms.resolved() == Resolved.UPDATE)
                .map(instructions::resolving)
                .orElse(instructions));
    if (terms.resolved() == Resolved.IGNORE) {
      return delivery.ended(State.MUTED, now, "the route does not tell what is over");
    }
    return before.filter(each -> begin.isEmpty() || untold(each)).isPresent()
        ? delivery.ended(State.MUTED, now, "its begin was not told here")
        : delivery;
  }

  private static boolean untold(Delivery begun) {
    return Set.of(State.RESOLVED, State.FAILED_OVER).contains(begun.state());
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
   * Why a target need not be told that the incident goes on; that it got worse is news. It may have
   * been told after now, by whoever takes in another alert of the incident at the same time.
   */
  private Optional<String> known(Pick pick) {
    Duration interval = pick.terms().repeatEvery();
    if (interval.isZero()) {
      return Optional.empty();
    }
    return told(pick.target().name())
        .filter(told -> told.severity().rank() <= alert.severity().rank())
        .flatMap(
            told ->
                acknowledged()
                    .map(each -> "acknowledged by " + each.by() + " at " + each.at())
                    .or(
                        () ->
                            Optional.of(told.at())
                                .filter(at -> now.isBefore(at.plus(interval)))
                                .map(at -> "the same was told at " + at)));
  }

  private Optional<Told> told(String target) {
    return incident.flatMap(known -> Optional.ofNullable(known.told().get(target)));
  }

  private Optional<Acknowledged> acknowledged() {
    return incident.flatMap(Incident::acknowledged).filter(each -> each.covers(alert));
  }

  private boolean resolved() {
    return alert.status() == Status.RESOLVED;
  }
}
