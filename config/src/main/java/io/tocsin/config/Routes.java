package io.tocsin.config;

import io.tocsin.alert.Severity;
import io.tocsin.alert.Status;
import io.tocsin.config.Values.Text;
import io.tocsin.routing.Matcher;
import io.tocsin.routing.Route;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the routes. */
final class Routes {
  private static final Set<String> KNOWN = Set.of("match", "to", "continue");

  /** The fields that have a closed set of values. */
  private static final Map<String, Set<String>> WORDS =
      Map.of("severity", words(Severity.values()), "status", words(Status.values()));

  private final Set<String> targets;
  private final Mistakes mistakes;
  private final Values values;

  /** Every target's name, also of those that have mistakes of their own. */
  Routes(Set<String> targets, Mistakes mistakes) {
    this.targets = targets;
    this.mistakes = mistakes;
    this.values = new Values(mistakes);
  }

  List<Route> read(Node node) {
    List<Route> routes = new ArrayList<>();
    if (node instanceof SequenceNode list) {
      list.getValue().forEach(item -> routes.add(route(item)));
    } else {
      mistakes.add(node, "routes must be a list (each route begins with '-')");
    }
    return routes;
  }

  private Route route(Node node) {
    Section section = Section.of(node, "a route", KNOWN, mistakes);
    List<Matcher> matchers = section.optional("match").map(this::matchers).orElse(List.of());
    List<String> to = section.required("to", "a route").map(this::targets).orElse(List.of());
    boolean goOn =
        section.optional("continue").flatMap(value -> values.bool(value, "continue")).orElse(false);
    return new Route(matchers, to, goOn);
  }

  private List<Matcher> matchers(Node node) {
    List<Matcher> matchers = new ArrayList<>();
    Section.open(node, "match", mistakes)
        .entries()
        .forEach(
            (field, entry) -> {
              if (Matcher.isField(field)) {
                matchers.add(new Matcher(field, allowed(field, entry.value())));
              } else {
                mistakes.add(
                    entry.key(),
                    "'"
                        + field
                        + "' is no field of an alert; use "
                        + String.join(", ", new TreeSet<>(Matcher.FIELDS))
                        + " or labels.NAME");
              }
            });
    return matchers;
  }

  private Set<String> allowed(String field, Node node) {
    Set<String> allowed = new LinkedHashSet<>();
    for (Text text : values.texts(node, field)) {
      Set<String> words = WORDS.getOrDefault(field, Set.of(text.value()));
      if (!words.contains(text.value())) {
        mistakes.add(text.node(), field + " must be one of " + String.join(", ", words));
      }
      allowed.add(text.value());
    }
    return allowed;
  }

  private List<String> targets(Node node) {
    List<String> names = new ArrayList<>();
    for (Text text : values.texts(node, "to")) {
      if (!targets.contains(text.value())) {
        mistakes.add(text.node(), "there is no target '" + text.value() + "'");
      }
      names.add(text.value());
    }
    return names;
  }

  private static Set<String> words(Enum<?>[] all) {
    return Arrays.stream(all)
        .map(value -> value.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
