package io.tocsin.config;

import io.tocsin.alert.Alert;
import io.tocsin.routing.Pick;
import io.tocsin.routing.Routing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a routing is expected to do with an alert.
 *
 * @param line where it is in its file
 * @param at when the alert comes
 * @param to the targets it is to be told to, and no others
 * @param muted the targets that are to be picked but muted, and no others
 */
public record RouteCase(
    String name, int line, Alert alert, Instant at, Set<String> to, Set<String> muted) {

  public RouteCase {
    to = Set.copyOf(to);
    muted = Set.copyOf(muted);
  }

  /** What the routing does otherwise, a line for each; empty when all is as expected. */
  public List<String> differences(Routing routing) {
    List<Pick> picks = routing.picks(alert, at);
    String why =
        picks.stream()
            .flatMap(pick -> pick.muted().stream())
            .distinct()
            .collect(Collectors.joining(", ", " (", ")"));
    Set<String> told = names(picks, false);
    Set<String> silent = names(picks, true);
    return List.of(
            difference("tell", to, told, ""),
            difference("mute", muted, silent, silent.isEmpty() ? "" : why))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static Set<String> names(List<Pick> picks, boolean muted) {
    return picks.stream()
        .filter(pick -> pick.muted().isPresent() == muted)
        .map(pick -> pick.target().name())
        .collect(Collectors.toSet());
  }

  private static Optional<String> difference(
      String what, Set<String> expected, Set<String> found, String why) {
    return expected.equals(found)
        ? Optional.empty()
        : Optional.of(
            "expected to " + what + " " + text(expected) + "; it would be " + text(found) + why);
  }

  private static String text(Set<String> names) {
    return names.isEmpty() ? "nobody" : String.join(", ", new TreeSet<>(names));
  }
}
