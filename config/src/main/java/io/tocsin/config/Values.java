package io.tocsin.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads single values; a value of the wrong kind is a mistake and absent. */
final class Values {
  private final Mistakes mistakes;

  Values(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /** A text that is not empty; numbers and booleans are read as they are written. */
  Optional<String> text(Node node, String what) {
    Optional<String> text = scalar(node);
    if (text.isEmpty()) {
      mistakes.add(node, what + " must be a text");
    }
    return text;
  }

  /** Like {@link #text}; that it is absent is no mistake. */
  Optional<String> scalar(Node node) {
    return node instanceof ScalarNode scalar
            && !scalar.getTag().equals(Tag.NULL)
            && !scalar.getValue().isBlank()
        ? Optional.of(scalar.getValue())
        : Optional.empty();
  }

  /** A list of texts, or a single one, each with its node for further mistakes. */
  List<Text> texts(Node node, String what) {
    List<Text> texts = new ArrayList<>();
    if (!(node instanceof SequenceNode list)) {
      text(node, what + " (or a list of them)")
          .map(text -> new Text(node, text))
          .ifPresent(texts::add);
      return texts;
    }
    if (list.getValue().isEmpty()) {
      mistakes.add(node, what + " must not be an empty list");
    }
    for (Node item : list.getValue()) {
      text(item, what).map(text -> new Text(item, text)).ifPresent(texts::add);
    }
    return texts;
  }

  Optional<Integer> integer(Node node, String what, int least, int most) {
    if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.INT)) {
      try {
        int value = Integer.parseInt(scalar.getValue());
        if (value >= least && value <= most) {
          return Optional.of(value);
        }
      } catch (NumberFormatException e) {
        // Written in another base or too long: the mistake below says what to write.
      }
    }
    mistakes.add(node, what + " must be a number from " + least + " to " + most);
    return Optional.empty();
  }

  Optional<Boolean> bool(Node node, String what) {
    if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
      return Optional.of(Boolean.parseBoolean(scalar.getValue()));
    }
    mistakes.add(node, what + " must be true or false");
    return Optional.empty();
  }

  /** A text and where it is. */
  record Text(Node node, String value) {}
}
