package io.tocsin.routing;

import io.tocsin.alert.Alert;
import io.tocsin.delivery.Budget;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

  /** The targets of an alert, each once, in the order of the routes that picked them. */
  public List<Target> targetsFor(Alert alert) {
    Set<String> names = new LinkedHashSet<>();
    for (Route route : routes) {
      if (route.matches(alert)) {
        names.addAll(route.targets());
        if (!route.goOn()) {
          break;
        }
      }
    }
    return names.stream().map(targets::get).toList();
  }

  public Optional<Target> target(String name) {
    return Optional.ofNullable(targets.get(name));
  }

  /** The lane's own budget, where one is configured. */
  public Optional<Budget> budget(String lane) {
    return Optional.ofNullable(budgets.get(lane));
  }
}
