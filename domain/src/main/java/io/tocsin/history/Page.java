package io.tocsin.history;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a longer list.
 *
 * @param next the cursor of the part that follows, absent on the last
 */
public record Page<T>(List<T> items, Optional<String> next) {
  /** The longest page there is. */
  public static final int LONGEST = 100;

  public Page {
    items = List.copyOf(items);
  }

  /**
   * Makes a page of what was found.
   *
   * @param found up to one more than the limit, from which it shows whether there is a next page
   * @param cursor the cursor of what follows an item
   */
  public static <T> Page<T> of(List<T> found, int limit, Function<T, String> cursor) {
    return found.size() > limit
        ? new Page<>(found.subList(0, limit), Optional.of(cursor.apply(found.get(limit - 1))))
        : new Page<>(found, Optional.empty());
  }

  /**
   * Refuses a limit that is none.
   *
   * @throws IllegalArgumentException when it is not 1 to {@value #LONGEST}
   */
  public static void checkLimit(int limit) {
    if (limit < 1 || limit > LONGEST) {
      throw new IllegalArgumentException("a page has 1 to " + LONGEST + " items");
    }
  }
}
