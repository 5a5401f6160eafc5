package io.tocsin.config;

import io.tocsin.config.InvalidConfigException.Position;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Where a tag is in the file. */
final class TemplatePlace {
  private TemplatePlace() {}

  /** Where a value begins. */
  static Optional<Position> of(Node node) {
    return node.getStartMark().map(mark -> new Position(mark.getLine() + 1, mark.getColumn() + 1));
  }

  /**
   * Where a tag of a value is. YAML writes one text in five ways, with indents, folds and escapes,
   * so the tag is looked for by its number: the third pair of braces in the text is the third in
   * the file. Where these differ, it is where the value begins.
   *
   * @param source the whole file
   * @param offset of the tag in the value
   */
  static Optional<Position> of(String source, ScalarNode node, int offset) {
    Optional<Position> start = of(node);
    if (start.isEmpty() || node.getEndMark().isEmpty()) {
      return start;
    }
    int from = offset(source, node.getStartMark().orElseThrow());
    int to = offset(source, node.getEndMark().orElseThrow());
    String raw = source.substring(from, to);
    if (count(raw, raw.length()) != count(node.getValue(), node.getValue().length())) {
      return start;
    }
    int at = -1;
    for (int before = count(node.getValue(), offset); before >= 0; before--) {
      at = next(raw, at + 1);
    }
    return Optional.of(at(raw, at, start.get()));
  }

  /** Marks count code points. */
  private static int offset(String source, Mark mark) {
    return source.offsetByCodePoints(0, Math.min(mark.getIndex(), source.length()));
  }

  private static int count(String text, int end) {
    int count = 0;
    for (int at = next(text, 0); at >= 0 && at < end; at = next(text, at + 1)) {
      count++;
    }
    return count;
  }

  /** The next two braces that no brace stands before. */
  private static int next(String text, int from) {
    int at = text.indexOf("{{", from);
    while (at > 0 && text.charAt(at - 1) == '{') {
      at = text.indexOf("{{", at + 1);
    }
    return at;
  }

  private static Position at(String raw, int offset, Position start) {
    String before = raw.substring(0, Math.max(0, offset));
    int line = (int) before.chars().filter(c -> c == '\n').count();
    int column = before.codePointCount(before.lastIndexOf('\n') + 1, before.length());
    return line == 0
        ? new Position(start.line(), start.column() + column)
        : new Position(start.line() + line, column + 1);
  }
}
