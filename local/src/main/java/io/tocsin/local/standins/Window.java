package io.tocsin.local.standins;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** So many in any stretch of time of a length, wherever it begins. */
final class Window {
  private final int limit;
  private final Duration length;
  private final Deque<Instant> taken = new ArrayDeque<>();

  Window(int limit, Duration length) {
    this.limit = limit;
    this.length = length;
  }

  int limit() {
    return limit;
  }

  /** How many there may be now. */
  int left(Instant now) {
    Instant begin = now.minus(length);
    while (!taken.isEmpty() && !taken.getFirst().isAfter(begin)) {
      taken.removeFirst();
    }
    return limit - taken.size();
  }

  void take(Instant now) {
    taken.addLast(now);
  }

  /** How long until there may be one more. */
  Duration wait(Instant now) {
    return left(now) > 0 ? Duration.ZERO : Duration.between(now, taken.getFirst().plus(length));
  }

  /** How long until nothing of it is used. */
  Duration reset(Instant now) {
    left(now);
    return taken.isEmpty() ? Duration.ZERO : Duration.between(now, taken.getLast().plus(length));
  }
}
