package io.tocsin.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A mapping in the file; each of its keys is there once. */
final class Section {
  private final Node node;
  private final Mistakes mistakes;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /** A key with its place, and its value. */
  record Entry(Node key, Node value) {}

  private Section(Node node, Mistakes mistakes) {
    this.node = node;
    this.mistakes = mistakes;
  }

  /** A section whose keys are names that the file's writer chooses. */
  static Section open(Node node, String what, Mistakes mistakes) {
    Section section = new Section(node, mistakes);
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(section::put);
    } else {
      mistakes.add(node, what + " must be a mapping (key: value)");
    }
    return section;
  }

  /** A section that has no keys but these. */
  static Section of(Node node, String what, Set<String> known, Mistakes mistakes) {
    Section section = open(node, what, mistakes);
    section.refuseAllBut(known, what);
    return section;
  }

  /** Every other key is a mistake. */
  void refuseAllBut(Set<String> known, String what) {
    entries.forEach(
        (key, entry) -> {
          if (!known.contains(key)) {
            mistakes.add(
                entry.key(),
                "'" + key + "' is not known in " + what + "; known are " + new TreeSet<>(known));
          }
        });
  }

  Map<String, Entry> entries() {
    return entries;
  }

  Node node() {
    return node;
  }

  Optional<Node> optional(String key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::value);
  }

  Optional<Node> required(String key, String what) {
    if (!entries.containsKey(key) && node instanceof MappingNode) {
      mistakes.add(node, what + " needs '" + key + "'");
    }
    return optional(key);
  }

  private void put(NodeTuple tuple) {
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      mistakes.add(tuple.getKeyNode(), "a key must be a text");
      return;
    }
    Entry entry = new Entry(key, tuple.getValueNode());
    if (entries.putIfAbsent(key.getValue(), entry) != null) {
      mistakes.add(key, "'" + key.getValue() + "' is here twice");
    }
  }
}
