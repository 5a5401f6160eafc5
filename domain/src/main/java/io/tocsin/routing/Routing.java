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
 */
public record Routing(
    Map<String, Target> targets, List<Route> routes, Map<String, Budget> budgets) {

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

  private static void check(Map<String, Target> targets, String name) {
    if (!targets.containsKey(name)) {
      throw new IllegalArgumentException("a route names the target '" + name + "', there is none");
    }
  }

  /**
   * The targets of an alert, each once, in the order of the routes that picked them. Where several
   * routes pick a target, the first counts that does not mute it.
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
    return List.copyOf(picks.values());
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

  public Optional<Target> target(String name) {
    return Optional.ofNullable(targets.get(name));
  }

  /** The lane's own budget, where one is configured. */
  public Optional<Budget> budget(String lane) {
    return Optional.ofNullable(budgets.get(lane));
  }
}
