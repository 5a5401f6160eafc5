package io.tocsin.log;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.event.Level;

/**
 * From which level on something is logged.
 *
 * @param usual for loggers that nothing else is said of
 * @param others by what the names of loggers begin with; the longest counts
 */
record Levels(Level usual, Map<String, Level> others) {
  /** What frameworks tell of themselves is told when something is wrong. */
  private static final Map<String, Level> QUIET = Map.of("io.micronaut", Level.WARN);

  /** On Lambda, and where nothing else is said. */
  static final Levels DEFAULT = new Levels(Level.INFO, QUIET);

  Levels {
    others = Map.copyOf(others);
  }

  /** The word of a level, e.g. {@code info}; empty for another word. */
  static Optional<Level> level(String word) {
    for (Level level : Level.values()) {
      if (level.name().equals(word.toUpperCase(Locale.ROOT))) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }

  Level of(String logger) {
    return others.entrySet().stream()
        .filter(each -> logger.startsWith(each.getKey()))
        .max(Map.Entry.comparingByKey(Comparator.comparingInt(String::length)))
        .map(Map.Entry::getValue)
        .orElse(usual);
  }
}
