package io.tocsin.local.endtoend;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what is bound to happen; the limit only ends a test that would never end. */
final class Eventually {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private Eventually() {}

  static void happens(String what, Duration atMost, Callable<Boolean> condition) throws Exception {
    Instant end = Instant.now().plus(atMost);
    while (!condition.call()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("did not happen in " + atMost + ": " + what);
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }
}
