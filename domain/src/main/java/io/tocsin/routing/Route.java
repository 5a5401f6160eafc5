package io.tocsin.routing;

import io.tocsin.alert.Alert;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Picks targets for the alerts it matches.
 *
 * @param name what messages call it
 * @param matchers all must match; none: every alert
 * @param targets the names of the targets it picks
 * @param goOn whether routes below it are asked as well ({@code continue} in the file)
 * @param terms how what it picked is delivered
 * @param active the window in which alone it matches; absent: always
 * @param mute the windows in which what it picks is not told
 */
public record Route(
    String name,
    List<Matcher> matchers,
    List<String> targets,
    boolean goOn,
    Terms terms,
    Optional<Window> active,
    List<Window> mute) {

  public Route {
    matchers = List.copyOf(matchers);
    targets = List.copyOf(targets);
    mute = List.copyOf(mute);
  }

  /** A route without a name that knows no time. */
  public Route(List<Matcher> matchers, List<String> targets, boolean goOn, Terms terms) {
    this("route", matchers, targets, goOn, terms, Optional.empty(), List.of());
  }

  public Route(List<Matcher> matchers, List<String> targets, boolean goOn) {
    this(matchers, targets, goOn, Terms.DEFAULT);
  }

  boolean matches(Alert alert, Instant now) {
    return active.map(window -> window.contains(now)).orElse(true)
        && matchers.stream().allMatch(matcher -> matcher.matches(alert));
  }

  /** Why what it picks is not told now. */
  Optional<String> muted(Instant now) {
    return mute.stream()
        .filter(window -> window.contains(now))
        .findFirst()
        .map(window -> "muted by the window " + window.name());
  }
}
