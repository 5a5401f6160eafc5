package io.tocsin.routing;

import java.time.Instant;
import java.util.List;

/**
 * That the alerts which all its matchers match are told to nobody for a while. They are recorded
 * all the same.
 *
 * @param matchers as {@link MatcherReader} reads them; at least one
 * @param author who says so
 * @param reason why, for people to read
 * @param start inclusive
 * @param end exclusive; not before the start
 * @param key the id of the API key it was made with
 */
public record Silence(
    String id,
    List<String> matchers,
    String author,
    String reason,
    Instant start,
    Instant end,
    String key) {

  public Silence {
    matchers = List.copyOf(matchers);
    if (matchers.isEmpty()) {
      throw new IllegalArgumentException("a silence needs a matcher");
    }
    if (end.isBefore(start)) {
      throw new IllegalArgumentException("a silence cannot end before it starts");
    }
  }

  /** Whether it is not over: it silences, or will. */
  public boolean openAt(Instant now) {
    return now.isBefore(end);
  }

  /** Whether it silences. */
  public boolean activeAt(Instant now) {
    return openAt(now) && !now.isBefore(start);
  }

  /** The silence, over from then on if it was not before. */
  public Silence endedAt(Instant now) {
    return openAt(now)
        ? new Silence(id, matchers, author, reason, start.isAfter(now) ? now : start, now, key)
        : this;
  }
}
