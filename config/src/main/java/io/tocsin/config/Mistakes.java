package io.tocsin.config;

import io.tocsin.config.InvalidConfigException.Mistake;
import io.tocsin.config.InvalidConfigException.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects every mistake, so that a file is mended in one go. */
final class Mistakes {
  /** A file with more than that is not the file that was meant. */
  private static final int MOST = 100;

  private static final Comparator<Mistake> BY_PLACE =
      Comparator.comparing(
          (Mistake mistake) -> mistake.at().orElse(new Position(0, 0)),
          Comparator.comparingInt(Position::line).thenComparingInt(Position::column));

  private final List<Mistake> found = new ArrayList<>();
  private final List<Mistake> warnings = new ArrayList<>();
  private final boolean unsetIsMistake;

  Mistakes() {
    this(true);
  }

  /** Whether a variable that is not set is a mistake; a warning otherwise. */
  Mistakes(boolean unsetIsMistake) {
    this.unsetIsMistake = unsetIsMistake;
  }

  /** A variable is not set. */
  void unset(Node node, String variable) {
    String what = "the variable " + variable + " is not set";
    if (unsetIsMistake) {
      add(node, what);
    } else {
      warnings.add(new Mistake(position(node.getStartMark()), what));
    }
  }

  /** In the order of the file. */
  List<Mistake> warnings() {
    return warnings.stream().sorted(BY_PLACE).limit(MOST).toList();
  }

  void add(Node node, String mend) {
    add(node.getStartMark(), mend);
  }

  void add(Optional<Mark> mark, String mend) {
    addAt(position(mark), mend);
  }

  private static Optional<Position> position(Optional<Mark> mark) {
    return mark.map(place -> new Position(place.getLine() + 1, place.getColumn() + 1));
  }

  void add(String mend) {
    addAt(Optional.empty(), mend);
  }

  void addAt(Optional<Position> at, String mend) {
    found.add(new Mistake(at, mend));
  }

  boolean any() {
    return !found.isEmpty();
  }

  /**
   * Ends the reading.
   *
   * @throws InvalidConfigException when there were mistakes; in the order of the file
   */
  void check() {
    if (any()) {
      throw new InvalidConfigException(found.stream().sorted(BY_PLACE).limit(MOST).toList());
    }
  }
}
