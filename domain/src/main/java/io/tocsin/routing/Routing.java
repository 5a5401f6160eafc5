package io.tocsin.routing;

import io.tocsin.alert.Alert;
import io.tocsin.delivery.Budget;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a person configured: targets, the routes to them, and the budgets of lanes where they differ
 * from their channel's.
 *
 * @param targets those that are configured; routes know no others
 * @param inPerson how owners of keys are told; empty: they are not
 */
public record Routing(
    Map<String, Target> targets,
    List<Route> routes,
    Map<String, Budget> budgets,
    Optional<InPerson> inPerson) {

  public Routing {
    targets = Map.copyOf(targets);
    routes = List.copyOf(routes);
    budgets = Map.copyOf(budgets);
    for (Route route : routes) {
      for (String target : route.targets()) {
        check(targets, target);
      }
      if (route.terms().fallback().isPresent()) {
        check(targets, route.terms().fallback().get());
      }
    }
  }

  /** Routing that tells no owners. */
  public Routing(Map<String, Target> targets, List<Route> routes, Map<String, Budget> budgets) {
    this(targets, routes, budgets, Optional.empty());
  }

  /** The same, with owners told in person. */
  public Routing with(InPerson way) {
    return new Routing(targets, routes, budgets, Optional.of(way));
  }

  private static void check(Map<String, Target> targets, String name) {
    if (!targets.containsKey(name)) {
      throw new IllegalArgumentException("a route names the target '" + name + "', there is none");
    }
  }

  /**
   * The targets of an alert, each once, in the order of the routes that picked them, and its owner
   * last. Where a target is picked several times, the first counts that is not muted.
   *
   * @param now decides about time windows
   */
  public List<Pick> picks(Alert alert, Instant now) {
    Map<String, Pick> picks = new LinkedHashMap<>();
    for (Route route : routes) {
      if (route.matches(alert, now)) {
        picks(route, now).forEach(pick -> picks.merge(pick.target().name(), pick, Routing::rather));
        if (!route.goOn()) {
          break;
        }
      }
    }
    owner(alert).ifPresent(pick -> picks.merge(pick.target().name(), pick, Routing::rather));
    return List.copyOf(picks.values());
  }

  /** Whose key it was signed with is told besides, unless that one does not want to be. */
  private Optional<Pick> owner(Alert alert) {
    return alert
        .owner()
        .flatMap(owner -> inPerson.flatMap(way -> way.target(owner)))
        .map(target -> new Pick(configured(target), Terms.DEFAULT, alert.unwanted()));
  }

  /** The same place under the name it was given, where one was. */
  private Target configured(Target person) {
    return targets.values().stream()
        .filter(target -> target.channel().equals(person.channel()))
        .filter(target -> target.settings().entrySet().containsAll(person.settings().entrySet()))
        .findFirst()
        .orElse(person);
  }

  private Stream<Pick> picks(Route route, Instant now) {
    Optional<String> muted = route.muted(now);
    return route.targets().stream()
        .map(name -> target(name).orElseThrow())
        .map(target -> new Pick(target, route.terms(), muted));
  }

  private static Pick rather(Pick first, Pick other) {
    return first.muted().isPresent() && other.muted().isEmpty() ? other : first;
  }

  /** The target of that name: a configured one, or an owner. */
  public Optional<Target> target(String name) {
    return Optional.ofNullable(targets.get(name))
        .or(() -> inPerson.flatMap(way -> way.target(name)));
  }

  /** The targets in a lane; an owner's lane has its name. */
  public Stream<Target> inLane(String lane) {
    return Stream.concat(
        targets.values().stream().filter(target -> target.lane().equals(lane)),
        inPerson.flatMap(way -> way.target(lane)).stream());
  }

  /** The lane's own budget, where one is configured. */
  public Optional<Budget> budget(String lane) {
    return Optional.ofNullable(budgets.get(lane));
  }
}
