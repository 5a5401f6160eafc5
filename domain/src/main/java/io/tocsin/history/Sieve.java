package io.tocsin.history;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Picks what is looked for out of what an index gives. Only so much is looked at for one page,
 * however rare it is, so that a page costs the same in a long history as in a short one; it may
 * hold less than was asked for then, or nothing, and still have a next one.
 */
public final class Sieve {
  /** How many alerts, or meetings, are looked at for one page, at most. */
  public static final int MOST = 500;

  private Sieve() {}

  /** Makes a page of the alerts that are looked for; see the other. */
  public static Page<Story> page(Iterator<Story> newestFirst, Search search, int limit) {
    return page(newestFirst, search::finds, limit, story -> Cursor.at(story.alert()).text());
  }

  /**
   * Makes a page.
   *
   * @param newestFirst read no further than need be
   * @param cursor of what follows one
   */
  public static <T> Page<T> page(
      Iterator<T> newestFirst, Predicate<T> wanted, int limit, Function<T, String> cursor) {
    List<T> found = new ArrayList<>();
    Optional<T> last = Optional.empty();
    for (int seen = 0; seen < MOST && found.size() < limit && newestFirst.hasNext(); seen++) {
      T next = newestFirst.next();
      last = Optional.of(next);
      if (wanted.test(next)) {
        found.add(next);
      }
    }
    boolean more = newestFirst.hasNext();
    return new Page<>(found, last.filter(any -> more).map(cursor));
  }
}
