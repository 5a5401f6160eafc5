package io.tocsin.client;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which alerts are sent at all. A notice that is no failure is judged by its {@link Kind} alone, a
 * failure by its {@link Priority}; both by their service.
 *
 * @param priorities the priorities of failures that are sent
 * @param healthChanges whether {@link Kind#HEALTH_CHANGE} is sent
 * @param actionResults whether {@link Kind#ACTION_RESULT} is sent
 * @param services the services whose alerts are sent, by their exact names; empty: all
 */
public record Preferences(
    Set<Priority> priorities, boolean healthChanges, boolean actionResults, Set<String> services) {

  public Preferences {
    priorities = Set.copyOf(priorities);
    services = Set.copyOf(services);
  }

  /**
   * What a client has that is told nothing else, the same as Heimdallr: failures of priority P1 and
   * P2, and health changes, of all services. <strong>P3, P4 and action results are muted.</strong>
   */
  public static Preferences usual() {
    return new Preferences(EnumSet.of(Priority.P1, Priority.P2), true, false, Set.of());
  }

  /** Nothing is muted; the receiver may still have preferences of its own for the key. */
  public static Preferences everything() {
    return new Preferences(EnumSet.allOf(Priority.class), true, true, Set.of());
  }

  /** The same with these priorities and no others. */
  public Preferences withPriorities(Set<Priority> wanted) {
    return new Preferences(wanted, healthChanges, actionResults, services);
  }

  /** The same with or without health changes. */
  public Preferences withHealthChanges(boolean wanted) {
    return new Preferences(priorities, wanted, actionResults, services);
  }

  /** The same with or without results of actions. */
  public Preferences withActionResults(boolean wanted) {
    return new Preferences(priorities, healthChanges, wanted, services);
  }

  /** The same for these services alone; empty: for all. */
  public Preferences withServices(Set<String> wanted) {
    return new Preferences(priorities, healthChanges, actionResults, wanted);
  }

  /** Why the alert is not wanted; empty when it is. */
  Optional<String> mutes(Alert alert) {
    if (!services.isEmpty() && !services.contains(alert.service())) {
      return Optional.of("the service " + alert.service() + " is none of those wanted");
    }
    return switch (alert.kind()) {
      case HEALTH_CHANGE -> unless(healthChanges, "health changes are");
      case ACTION_RESULT -> unless(actionResults, "results of actions are");
      case ALERT -> unless(priorities.contains(alert.priority()), alert.priority() + " is");
    };
  }

  private static Optional<String> unless(boolean wanted, String what) {
    return wanted ? Optional.empty() : Optional.of(what + " not wanted");
  }
}
