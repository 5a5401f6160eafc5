package io.tocsin.config;

import io.tocsin.config.Values.Text;
import io.tocsin.routing.Condition;
import io.tocsin.routing.Matcher;
import io.tocsin.routing.MatcherReader;
import io.tocsin.wire.LinearPatterns;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads what a route matches: for each field a value, a list of which one, or any of {@code {regex:
 * …, not: …, not_regex: …, at_least: …}}, which must all hold.
 */
final class Matchers {
  private static final String REGEX = "regex";
  private static final String NOT = "not";
  private static final String NOT_REGEX = "not_regex";
  private static final String AT_LEAST = "at_least";
  private static final Set<String> KNOWN = Set.of(REGEX, NOT, NOT_REGEX, AT_LEAST);

  private final Mistakes mistakes;
  private final Values values;
  private final LinearPatterns patterns = new LinearPatterns();

  Matchers(Mistakes mistakes) {
    this.mistakes = mistakes;
    this.values = new Values(mistakes);
  }

  List<Matcher> read(Node node) {
    List<Matcher> matchers = new ArrayList<>();
    Section.open(node, "match", mistakes)
        .entries()
        .forEach(
            (field, entry) -> {
              if (Matcher.isField(field)) {
                matchers.addAll(on(field, entry.value()));
              } else {
                mistakes.add(entry.key(), Matcher.noField(field));
              }
            });
    return matchers;
  }

  /** The conditions on one field. */
  List<Matcher> on(String field, Node node) {
    if (!(node instanceof MappingNode)) {
      return List.of(new Matcher(field, equal(field, node), false));
    }
    Section section = Section.of(node, "the condition on " + field, KNOWN, mistakes);
    if (section.entries().isEmpty()) {
      mistakes.add(node, "the condition on " + field + " needs one of " + new TreeSet<>(KNOWN));
    }
    List<Matcher> matchers = new ArrayList<>();
    section
        .entries()
        .forEach((key, entry) -> matcher(field, key, entry.value()).ifPresent(matchers::add));
    return matchers;
  }

  private Optional<Matcher> matcher(String field, String key, Node node) {
    return switch (key) {
      case NOT -> Optional.of(new Matcher(field, equal(field, node), true));
      case REGEX -> Optional.of(new Matcher(field, regex(field, node), false));
      case NOT_REGEX -> Optional.of(new Matcher(field, regex(field, node), true));
      case AT_LEAST -> atLeast(field, node);
      default -> Optional.empty();
    };
  }

  private Condition equal(String field, Node node) {
    Set<String> allowed = new LinkedHashSet<>();
    for (Text text : values.texts(node, field)) {
      attempt(
          text.node(),
          () -> {
            MatcherReader.checkWord(field, text.value());
            return allowed.add(text.value());
          });
    }
    return Condition.oneOf(allowed);
  }

  private Condition regex(String field, Node node) {
    List<Condition> any = new ArrayList<>();
    for (Text text : values.texts(node, field)) {
      attempt(text.node(), () -> patterns.compile(text.value())).ifPresent(any::add);
    }
    return value -> any.stream().anyMatch(one -> one.holds(value));
  }

  private Optional<Matcher> atLeast(String field, Node node) {
    return values
        .text(node, AT_LEAST)
        .flatMap(text -> attempt(node, () -> MatcherReader.atLeast(field, text)))
        .map(condition -> new Matcher(field, condition, false));
  }

  private <T> Optional<T> attempt(Node node, Supplier<T> reading) {
    try {
      return Optional.of(reading.get());
    } catch (IllegalArgumentException e) {
      mistakes.add(node, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
