package io.tocsin.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Runs actors one at a time in virtual time. An actor is a thread that only ever waits here, so the
 * order of everything follows from the seed, and an hour passes in a moment.
 */
final class Kernel {
  private record Entry(Instant at, long order, Semaphore go) {}

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparing(Entry::order));
  private final Semaphore idle = new Semaphore(0);
  private Instant now;
  private long order;
  private int threads;
  private @Nullable Throwable failure;

  Kernel(Instant start) {
    now = start;
  }

  /** Starts an actor at a time. Its end, by whatever way, ends nothing else. */
  void spawn(Instant at, Runnable body) {
    Semaphore go = new Semaphore(0);
    Thread actor =
        new Thread(
            () -> {
              go.acquireUninterruptibly();
              try {
                body.run();
              } catch (Kernel.Crash crash) {
                // The actor's process died; what it held in memory is gone with it.
              } catch (Throwable e) {
                failure = e;
              } finally {
                threads--;
                idle.release();
              }
            });
    actor.setDaemon(true);
    threads++;
    entries.add(new Entry(at, order++, go));
    actor.start();
  }

  /** Lets the calling actor wait while others run. */
  void sleep(Duration time) {
    Semaphore go = new Semaphore(0);
    entries.add(new Entry(now.plus(time), order++, go));
    idle.release();
    go.acquireUninterruptibly();
  }

  /** Runs until no actor is left or the horizon is reached. */
  void run(Instant horizon) {
    while (!entries.isEmpty() && failure == null) {
      Entry next = entries.remove();
      if (next.at().isAfter(horizon)) {
        throw new AssertionError("still busy at " + horizon + ": " + threads + " actors");
      }
      now = next.at().isAfter(now) ? next.at() : now;
      next.go().release();
      idle.acquireUninterruptibly();
    }
    if (failure != null) {
      throw new AssertionError("an actor failed", failure);
    }
  }

  Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return now;
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }

  /** A process dies. An error, so that no code takes it for a failure it can handle. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash() {
      super("crash", null, false, false);
    }
  }
}
