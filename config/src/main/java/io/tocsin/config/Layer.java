package io.tocsin.config;

import io.tocsin.analysis.Circumstances;
import io.tocsin.analysis.Obligation;
import io.tocsin.analysis.Rule;
import io.tocsin.config.InvalidRulesException.InFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Rule files that belong together: no id is in two of them. */
final class Layer {
  private static final Set<String> FILE = Set.of("version", "obligations", "rules");
  private static final String WHAT = "a file of rules";
  private static final int MOST_RULES = 500;

  private final Map<String, Obligation> obligations;
  private final Set<String> below;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Set<String> own = new HashSet<>();
  private final List<InFile> mistakes = new ArrayList<>();

  /**
   * What a file says under an id.
   *
   * @param rule absent: the one with that id is switched off
   * @param example an alert that it matches
   */
  record Entry(Optional<Rule> rule, Optional<Circumstances> example) {}

  private Layer(Map<String, Obligation> obligations, Set<String> below) {
    this.obligations = obligations;
    this.below = below;
  }

  /**
   * Reads the files.
   *
   * @param obligations those known so far; those of the files are put to them
   * @param below ids of the rules whose place these may take
   * @return by id, in the order of the files
   * @throws InvalidRulesException naming the mistakes of all files
   */
  static Map<String, Entry> read(
      List<RuleFile> files, Map<String, Obligation> obligations, Set<String> below) {
    Layer layer = new Layer(obligations, below);
    // First, so that a rule may name an obligation of a later file.
    files.forEach(file -> layer.attempt(file, layer::readObligations));
    if (layer.mistakes.isEmpty()) {
      files.forEach(file -> layer.attempt(file, layer::readRules));
    }
    if (!layer.mistakes.isEmpty()) {
      throw new InvalidRulesException(layer.mistakes);
    }
    return layer.entries;
  }

  private interface Reading {
    void read(Section section, Mistakes mistakes);
  }

  private void attempt(RuleFile file, Reading reading) {
    try {
      Mistakes found = new Mistakes();
      Optional<Node> root = Document.read(file.text(), "version and rules", found);
      found.check();
      reading.read(Section.of(root.orElseThrow(), WHAT, FILE, found), found);
      found.check();
    } catch (InvalidConfigException e) {
      mistakes.addAll(Rules.in(file, e));
    }
  }

  private void readObligations(Section section, Mistakes found) {
    Values values = new Values(found);
    section
        .required("version", WHAT)
        .ifPresent(node -> values.integer(node, "version", Rules.VERSION, Rules.VERSION));
    section
        .optional("obligations")
        .map(node -> Section.open(node, "obligations", found).entries())
        .orElse(Map.of())
        .forEach(
            (name, entry) -> {
              Names.check(entry.key(), "an obligation's name", name, found);
              if (!own.add(name)) {
                found.add(entry.key(), "the obligation '" + name + "' is there already");
              }
              new ObligationReader(found)
                  .read(name, entry.value())
                  .ifPresent(one -> obligations.put(name, one));
            });
  }

  private void readRules(Section section, Mistakes found) {
    Optional<Node> node = section.optional("rules");
    if (node.isEmpty()) {
      return;
    }
    if (!(node.get() instanceof SequenceNode list)) {
      found.add(node.get(), "rules must be a list (each rule begins with '-')");
      return;
    }
    if (list.getValue().size() > MOST_RULES) {
      found.add(node.get(), "a file may have at most " + MOST_RULES + " rules");
      return;
    }
    RuleReader reader = new RuleReader(obligations, below, found);
    for (Node item : list.getValue()) {
      reader
          .read(item)
          .ifPresent(
              named -> {
                if (entries.putIfAbsent(named.id(), named.entry()) != null) {
                  found.add(item, "a rule '" + named.id() + "' is there already");
                }
              });
    }
  }
}
