package io.tocsin.config;

import io.tocsin.analysis.Circumstances;
import io.tocsin.analysis.Clue;
import io.tocsin.analysis.MeetingContext;
import io.tocsin.analysis.MeetingContext.Invitee;
import io.tocsin.analysis.Obligation;
import io.tocsin.analysis.RootCause;
import io.tocsin.analysis.Rule;
import io.tocsin.analysis.Rule.Suspicion;
import io.tocsin.config.Values.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads one rule and holds its example against it. */
final class RuleReader {
  private static final String WHAT = "a rule";
  private static final Set<String> KNOWN =
      Set.of(
          "id",
          "off",
          "match",
          "hints",
          "cause",
          "confidence",
          "checks",
          "obligations",
          "invite",
          "points",
          "example");
  private static final Set<String> CONCLUSIONS = Set.of("cause", "obligations", "invite", "points");
  private static final int LONGEST_ROLE = 200;

  private final Map<String, Obligation> obligations;
  private final Set<String> below;
  private final Mistakes mistakes;
  private final Values values;
  private final Sentences sentences;

  /**
   * Reads rules that name these obligations.
   *
   * @param below ids of the rules that may be switched off
   */
  RuleReader(Map<String, Obligation> obligations, Set<String> below, Mistakes mistakes) {
    this.obligations = obligations;
    this.below = below;
    this.mistakes = mistakes;
    this.values = new Values(mistakes);
    this.sentences = new Sentences(mistakes);
  }

  /** A rule and its id. */
  record Named(String id, Layer.Entry entry) {}

  /** The rule; absent when it has no id or is not known to match anything. */
  Optional<Named> read(Node node) {
    Section section = Section.of(node, WHAT, KNOWN, mistakes);
    Optional<String> id = section.required("id", WHAT).flatMap(value -> values.text(value, "id"));
    id.ifPresent(
        name -> section.optional("id").ifPresent(at -> Names.check(at, "id", name, mistakes)));
    if (id.isPresent() && off(section)) {
      if (!below.contains(id.get())) {
        mistakes.add(section.node(), "there is no rule '" + id.get() + "' to switch off");
      }
      return id.map(name -> new Named(name, new Layer.Entry(Optional.empty(), Optional.empty())));
    }
    List<Clue> match = section.required("match", WHAT).map(this::match).orElse(List.of());
    Optional<Circumstances> example =
        section.required("example", WHAT).map(value -> new ExampleReader(mistakes).read(value));
    Optional<Rule> rule =
        id.isEmpty() || match.isEmpty()
            ? Optional.empty()
            : Optional.of(rule(id.get(), match, section));
    if (rule.isPresent() && example.isPresent() && !rule.get().fits(example.get())) {
      section
          .optional("example")
          .ifPresent(value -> mistakes.add(value, "the rule does not match its own example"));
    }
    return rule.map(made -> new Named(made.id(), new Layer.Entry(Optional.of(made), example)));
  }

  private boolean off(Section section) {
    Optional<Node> node = section.optional("off");
    boolean off = node.flatMap(value -> values.bool(value, "off")).orElse(false);
    if (off && section.entries().size() > 2) {
      mistakes.add(section.node(), "a rule that is off has nothing but its id");
    }
    return off;
  }

  private List<Clue> match(Node node) {
    List<Clue> clues = new Clues(mistakes).read(node, "match");
    if (clues.isEmpty()) {
      mistakes.add(node, "match needs at least one field");
    }
    return clues;
  }

  private Rule rule(String id, List<Clue> match, Section section) {
    if (section.entries().keySet().stream().noneMatch(CONCLUSIONS::contains)) {
      mistakes.add(
          section.node(), "a rule needs one of " + String.join(", ", new TreeSet<>(CONCLUSIONS)));
    }
    return new Rule(
        id,
        match,
        section
            .optional("hints")
            .map(node -> new Clues(mistakes).read(node, "hints"))
            .orElse(List.of()),
        suspicion(section),
        section.optional("obligations").map(this::obligations).orElse(List.of()),
        section.optional("invite").map(this::invitees).orElse(List.of()),
        section
            .optional("points")
            .map(node -> sentences.list(node, "points", MeetingContext.MOST_POINTS))
            .orElse(List.of()));
  }

  private Optional<Suspicion> suspicion(Section section) {
    Optional<Node> cause = section.optional("cause");
    if (cause.isEmpty()) {
      for (String key : List.of("confidence", "checks")) {
        section
            .optional(key)
            .ifPresent(node -> mistakes.add(node, key + " belongs to a cause, and there is none"));
      }
      return Optional.empty();
    }
    Optional<String> what = sentences.one(cause.get(), "cause");
    Optional<Double> confidence =
        section.required("confidence", "a rule with a cause").flatMap(this::confidence);
    List<String> checks =
        section
            .required("checks", "a rule with a cause")
            .map(node -> sentences.list(node, "checks", RootCause.MOST_CHECKS))
            .orElse(List.of());
    return what.flatMap(text -> confidence.map(sure -> new Suspicion(text, sure, checks)));
  }

  private Optional<Double> confidence(Node node) {
    try {
      if (node instanceof ScalarNode scalar && scalar.isPlain()) {
        double value = Double.parseDouble(scalar.getValue());
        if (value >= 0.05 && value <= 0.95) {
          return Optional.of(value);
        }
      }
    } catch (NumberFormatException e) {
      // As with a number out of range, the mistake says what to write.
    }
    mistakes.add(node, "confidence must be a number from 0.05 to 0.95; nothing is certain");
    return Optional.empty();
  }

  private List<Obligation> obligations(Node node) {
    List<Obligation> named = new ArrayList<>();
    for (Text text : values.texts(node, "obligations")) {
      Optional.ofNullable(obligations.get(text.value()))
          .ifPresentOrElse(
              named::add,
              () ->
                  mistakes.add(
                      text.node(),
                      "there is no obligation '"
                          + text.value()
                          + "'; there are "
                          + String.join(", ", new TreeSet<>(obligations.keySet()))));
    }
    return named;
  }

  private List<Invitee> invitees(Node node) {
    List<Invitee> invitees = new ArrayList<>();
    Section section = Section.open(node, "invite", mistakes);
    if (section.entries().size() > MeetingContext.MOST_INVITEES) {
      mistakes.add(node, "there may be at most " + MeetingContext.MOST_INVITEES + " to invite");
      return invitees;
    }
    section
        .entries()
        .forEach(
            (who, entry) -> {
              if (who.isBlank() || who.length() > LONGEST_ROLE) {
                mistakes.add(entry.key(), "a role has 1 to " + LONGEST_ROLE + " characters");
              } else {
                sentences
                    .one(entry.value(), "why a role should come")
                    .ifPresent(why -> invitees.add(new Invitee(who, why)));
              }
            });
    return invitees;
  }
}
