package io.tocsin.routing;

import io.tocsin.alert.Alert;
import io.tocsin.delivery.Budget;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person configured: targets, the routes to them, and the budgets of lanes where they differ
 * from their channel's.
 */
public record Routing(
    Map<String, Target> targets, List<Route> routes, Map<String, Budget> budgets) {

  public Routing {
    targets = Map.copyOf(targets);
    routes = List.copyOf(routes);
    budgets = Map.copyOf(budgets);
    for (Route route : routes) {
      for (String target : route.targets()) {
        if (!targets.containsKey(target)) {
          throw new IllegalArgumentException(
              "a route names the target '" + target + "', there is none");
        }
      }
    }
  }

  /**
   * The targets of an alert, each once, in the order of the routes that picked them.
   *
   * @param now decides about time windows
   */
  public List<Pick> picks(Alert alert, Instant now) {
    Map<String, Pick> picks = new LinkedHashMap<>();
    for (Route route : routes) {
      if (route.matches(alert)) {
        for (String name : route.targets()) {
          Optional.ofNullable(targets.get(name))
              .ifPresent(
                  target ->
                      picks.putIfAbsent(name, new Pick(target, route.terms(), Optional.empty())));
        }
        if (!route.goOn()) {
          break;
        }
      }
    }
    return List.copyOf(picks.values());
  }

  public Optional<Target> target(String name) {
    return Optional.ofNullable(targets.get(name));
  }

  /** The lane's own budget, where one is configured. */
  public Optional<Budget> budget(String lane) {
    return Optional.ofNullable(budgets.get(lane));
  }
}
