package io.tocsin.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A configuration that cannot be used, with each mistake named and how to mend it. Holds nothing of
 * any variable's value, so it may be printed.
 */
public final class InvalidConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The mistakes; transient because an exception is never sent anywhere as a Java object. */
  private final transient List<Mistake> mistakes;

  /** Where in the file, both counted from 1. */
  public record Position(int line, int column) {}

  /**
   * One mistake.
   *
   * @param at where in {@code tocsin.yml}, absent for a variable without a line there
   * @param mend what is wrong and what to write instead
   */
  public record Mistake(Optional<Position> at, String mend) {
    @Override
    public String toString() {
      return at.map(place -> "line " + place.line() + ", column " + place.column() + ": ")
              .orElse("")
          + mend;
    }
  }

  public InvalidConfigException(List<Mistake> mistakes) {
    super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
    this.mistakes = List.copyOf(mistakes);
  }

  public List<Mistake> mistakes() {
    return mistakes;
  }
}
