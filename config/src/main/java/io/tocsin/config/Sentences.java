package io.tocsin.config;

import io.tocsin.config.Values.Text;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what people are told, at most {@value #LONGEST} characters each. */
record Sentences(Mistakes mistakes) {
  static final int LONGEST = 500;

  Optional<String> one(Node node, String what) {
    return new Values(mistakes)
        .text(node, what)
        .map(String::strip)
        .filter(text -> fits(node, what, text));
  }

  /** A list of them, or a single one. */
  List<String> list(Node node, String what, int most) {
    List<Text> texts = new Values(mistakes).texts(node, what);
    if (texts.size() > most) {
      mistakes.add(node, "there may be at most " + most + " " + what);
      return List.of();
    }
    return texts.stream()
        .filter(text -> fits(text.node(), what, text.value().strip()))
        .map(text -> text.value().strip())
        .toList();
  }

  private boolean fits(Node node, String what, String text) {
    if (text.length() > LONGEST) {
      mistakes.add(node, what + " may have at most " + LONGEST + " characters");
    }
    return text.length() <= LONGEST;
  }
}
