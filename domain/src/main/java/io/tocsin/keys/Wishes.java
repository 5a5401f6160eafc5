package io.tocsin.keys;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a key's owner wants to be told of.
 *
 * @param services the services to hear of; empty: all
 * @param preferences by the names of the contract; one that is missing has its default
 */
public record Wishes(Set<String> services, Map<String, Boolean> preferences) {
  private static final Map<String, String> NOTICES =
      Map.of("health_change", "health_changes", "action_result", "action_results");

  public Wishes {
    services = Set.copyOf(services);
    preferences = Map.copyOf(preferences);
  }

  /** Why the owner is not told of an alert, for people to read; empty: it is wanted. */
  public Optional<String> against(Alert alert) {
    if (!services.isEmpty() && !services.contains(alert.service())) {
      return Optional.of(alert.service() + " is not among the services of its key");
    }
    String preference = preference(alert);
    boolean wanted =
        preferences.getOrDefault(
            preference, KeySummary.DEFAULT_PREFERENCES.getOrDefault(preference, true));
    return wanted ? Optional.empty() : Optional.of(preference + " is off for its key");
  }

  /** A notice goes by what it is, anything else by its severity; below P3 is like P3. */
  private static String preference(Alert alert) {
    String notice = NOTICES.get(alert.type());
    if (notice != null) {
      return notice;
    }
    if (alert.severity() == Severity.CRITICAL) {
      return "p1_alerts";
    }
    return alert.severity() == Severity.HIGH ? "p2_alerts" : "p3_alerts";
  }
}
