package io.tocsin.config;

import io.tocsin.config.Values.Text;
import io.tocsin.routing.Matcher;
import io.tocsin.routing.Route;
import io.tocsin.routing.Window;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the routes. */
final class Routes {
  private static final int MOST = 1000;
  private static final Set<String> KNOWN = known();

  private final Set<String> targets;
  private final Windows windows;
  private final Mistakes mistakes;
  private final Values values;
  private final Matchers matchers;
  private final TermsReader terms;
  private final Set<String> names = new HashSet<>();

  /** Every target's name, also of those that have mistakes of their own. */
  Routes(Set<String> targets, Windows windows, Mistakes mistakes) {
    this.targets = targets;
    this.windows = windows;
    this.mistakes = mistakes;
    this.values = new Values(mistakes);
    this.matchers = new Matchers(mistakes);
    this.terms = new TermsReader(targets, mistakes);
  }

  List<Route> read(Node node) {
    List<Route> routes = new ArrayList<>();
    if (!(node instanceof SequenceNode list)) {
      mistakes.add(node, "routes must be a list (each route begins with '-')");
      return routes;
    }
    if (list.getValue().size() > MOST) {
      mistakes.add(node, "there may be at most " + MOST + " routes");
      return routes;
    }
    for (Node item : list.getValue()) {
      routes.add(route(item, routes.size() + 1));
    }
    return routes;
  }

  private Route route(Node node, int position) {
    Section section = Section.of(node, "a route", KNOWN, mistakes);
    String name = section.optional("name").flatMap(this::name).orElseGet(() -> "route " + position);
    List<Matcher> match = section.optional("match").map(matchers::read).orElse(List.of());
    List<String> to = section.required("to", "a route").map(this::targets).orElse(List.of());
    boolean goOn =
        section.optional("continue").flatMap(value -> values.bool(value, "continue")).orElse(false);
    return new Route(
        name,
        match,
        to,
        goOn,
        terms.read(section, to),
        section.optional("active").flatMap(this::active),
        section.optional("mute").map(this::mute).orElse(List.of()));
  }

  private Optional<String> name(Node node) {
    Optional<String> name = values.text(node, "name");
    name.ifPresent(
        text -> {
          Names.check(node, "a route's name", text, mistakes);
          if (!names.add(text)) {
            mistakes.add(node, "there is a route '" + text + "' already");
          }
        });
    return name;
  }

  private List<String> targets(Node node) {
    List<String> picked = new ArrayList<>();
    for (Text text : values.texts(node, "to")) {
      if (!targets.contains(text.value())) {
        mistakes.add(text.node(), "there is no target '" + text.value() + "'");
      }
      picked.add(text.value());
    }
    return picked;
  }

  private Optional<Window> active(Node node) {
    return values.text(node, "active").flatMap(name -> windows.find(new Text(node, name)));
  }

  private List<Window> mute(Node node) {
    return values.texts(node, "mute").stream()
        .flatMap(name -> windows.find(name).stream())
        .toList();
  }

  private static Set<String> known() {
    Set<String> known = new HashSet<>(TermsReader.KNOWN);
    known.addAll(Set.of("name", "match", "to", "continue", "active", "mute"));
    return Set.copyOf(known);
  }
}
