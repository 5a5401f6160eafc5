package io.tocsin.config;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.alert.Status;
import io.tocsin.config.Values.Text;
import io.tocsin.routing.MatcherReader;
import io.tocsin.routing.Routing;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads a file of cases that a routing is tested with. */
public final class RouteCases {
  private static final Set<String> FILE = Set.of("cases");
  private static final Set<String> CASE = Set.of("name", "alert", "at", "to", "muted");
  private static final Set<String> ALERT =
      Set.of(
          "source",
          "service",
          "type",
          "severity",
          "status",
          "title",
          "message",
          "name",
          "key",
          "affected_systems",
          "labels");

  private final Routing routing;
  private final Mistakes mistakes = new Mistakes();
  private final Values values = new Values(mistakes);

  private RouteCases(Routing routing) {
    this.routing = routing;
  }

  /**
   * Reads the file.
   *
   * @param routing whose targets the cases name
   * @throws InvalidConfigException naming every mistake with its line and column
   */
  public static List<RouteCase> read(String text, Routing routing) {
    return new RouteCases(routing).read(text);
  }

  private List<RouteCase> read(String text) {
    Optional<Node> root = Document.read(text, "cases", mistakes);
    mistakes.check();
    List<RouteCase> cases = new ArrayList<>();
    Optional<Node> list =
        Section.of(root.orElseThrow(), "the file", FILE, mistakes).required("cases", "the file");
    if (list.isPresent() && list.get() instanceof SequenceNode items) {
      items.getValue().forEach(item -> cases.add(one(item, cases.size() + 1)));
    } else {
      list.ifPresent(node -> mistakes.add(node, "cases must be a list (each begins with '-')"));
    }
    mistakes.check();
    return cases;
  }

  private RouteCase one(Node node, int position) {
    Section section = Section.of(node, "a case", CASE, mistakes);
    return new RouteCase(
        section
            .optional("name")
            .flatMap(name -> values.text(name, "name"))
            .orElseGet(() -> "case " + position),
        node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0),
        alert(section.required("alert", "a case")),
        at(section),
        section.required("to", "a case").map(to -> targets(to, "to")).orElse(Set.of()),
        section.optional("muted").map(muted -> targets(muted, "muted")).orElse(Set.of()));
  }

  /** Without a time of its own, a case would pass at some times and fail at others. */
  private Instant at(Section section) {
    boolean timed =
        routing.routes().stream()
            .anyMatch(route -> route.active().isPresent() || !route.mute().isEmpty());
    if (timed) {
      section.required("at", "a case for routes with windows");
    }
    return section.optional("at").flatMap(this::time).orElse(Instant.EPOCH);
  }

  private Optional<Instant> time(Node node) {
    Optional<Instant> time = values.scalar(node).flatMap(RouteCases::time);
    if (time.isEmpty()) {
      mistakes.add(node, "at must be a time such as 2026-11-21T08:00:00+01:00");
    }
    return time;
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Set<String> targets(Node node, String what) {
    Set<String> names = new LinkedHashSet<>();
    if (node instanceof SequenceNode list && list.getValue().isEmpty()) {
      return names;
    }
    for (Text text : values.texts(node, what)) {
      if (routing.target(text.value()).isEmpty()) {
        mistakes.add(text.node(), "there is no target '" + text.value() + "'");
      }
      names.add(text.value());
    }
    return names;
  }

  private Alert alert(Optional<Node> node) {
    if (node.isEmpty()) {
      return Alert.builder("", "", "", "").build();
    }
    Section section = Section.of(node.get(), "the alert", ALERT, mistakes);
    Alert.Builder alert =
        Alert.builder(
            "ev_case", text(section, "source"), text(section, "service"), text(section, "title"));
    section.optional("type").flatMap(type -> values.text(type, "type")).ifPresent(alert::type);
    word(section, "severity").map(Severity::valueOf).ifPresent(alert::severity);
    word(section, "status").map(Status::valueOf).ifPresent(alert::status);
    return alert
        .message(text(section, "message"))
        .name(section.optional("name").flatMap(name -> values.text(name, "name")))
        .key(section.optional("key").flatMap(key -> values.text(key, "key")))
        .affectedSystems(section.optional("affected_systems").map(this::systems).orElse(List.of()))
        .labels(section.optional("labels").map(this::labels).orElse(Map.of()))
        .build();
  }

  private String text(Section section, String key) {
    return section.optional(key).flatMap(node -> values.text(node, key)).orElse("");
  }

  /** A word of a closed set, as its constant is called. */
  private Optional<String> word(Section section, String key) {
    Optional<Node> node = section.optional(key);
    Optional<String> word = node.flatMap(value -> values.text(value, key));
    try {
      word.ifPresent(text -> MatcherReader.checkWord(key, text));
      return word.map(text -> text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      mistakes.add(node.orElseThrow(), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private List<String> systems(Node node) {
    return values.texts(node, "affected_systems").stream().map(Text::value).toList();
  }

  private Map<String, String> labels(Node node) {
    Map<String, String> labels = new HashMap<>();
    Section.open(node, "labels", mistakes)
        .entries()
        .forEach(
            (name, entry) ->
                values.text(entry.value(), "a label").ifPresent(value -> labels.put(name, value)));
    return labels;
  }
}
