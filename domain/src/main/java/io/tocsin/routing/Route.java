package io.tocsin.routing;

import io.tocsin.alert.Alert;
import java.util.List;

/**
 * Picks targets for the alerts it matches.
 *
 * @param matchers all must match; none: every alert
 * @param targets the names of the targets it picks
 * @param goOn whether routes below it are asked as well ({@code continue} in the file)
 * @param terms how what it picked is delivered
 */
public record Route(List<Matcher> matchers, List<String> targets, boolean goOn, Terms terms) {
  public Route {
    matchers = List.copyOf(matchers);
    targets = List.copyOf(targets);
  }

  public Route(List<Matcher> matchers, List<String> targets, boolean goOn) {
    this(matchers, targets, goOn, Terms.DEFAULT);
  }

  public boolean matches(Alert alert) {
    return matchers.stream().allMatch(matcher -> matcher.matches(alert));
  }
}
