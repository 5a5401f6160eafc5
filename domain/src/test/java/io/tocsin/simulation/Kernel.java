package io.tocsin.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs actors one at a time in virtual time. An actor is a thread that only ever waits here, so the
 * order of everything follows from the seed, and an hour passes in a moment.
 */
final class Kernel {
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
          });

  private record Entry(Instant at, long order, Runnable go) {}

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparing(Entry::order));
  private final Semaphore idle = new Semaphore(0);
  private Instant now;
  private long order;
  private @Nullable Throwable failure;

  Kernel(Instant start) {
    now = start;
  }

  /** Starts an actor at a time. Its end, by whatever way, ends nothing else. */
  void spawn(Instant at, Runnable body) {
    entries.add(new Entry(at, order++, () -> THREADS.execute(() -> act(body))));
  }

  /** Starts an actor at a time if there is something for it to do then. */
  void spawnIf(Instant at, BooleanSupplier worthIt, Runnable body) {
    Runnable go =
        () -> {
          if (worthIt.getAsBoolean()) {
            THREADS.execute(() -> act(body));
          } else {
            idle.release();
          }
        };
    entries.add(new Entry(at, order++, go));
  }

  private void act(Runnable body) {
    try {
      body.run();
    } catch (Kernel.Crash crash) {
      // The actor's process died; what it held in memory is gone with it.
    } catch (Throwable e) {
      failure = e;
    } finally {
      idle.release();
    }
  }

  /** Lets the calling actor wait while others run. */
  void sleep(Duration time) {
    Instant until = now.plus(time);
    Entry next = entries.peek();
    if (next == null || next.at().isAfter(until)) {
      // Nobody else has anything to do meanwhile.
      now = until;
      return;
    }
    Semaphore go = new Semaphore(0);
    entries.add(new Entry(until, order++, go::release));
    idle.release();
    go.acquireUninterruptibly();
  }

  /** Runs until no actor is left; it is a failure when some are at the horizon. */
  void run(Instant horizon) {
    while (!entries.isEmpty() && failure == null) {
      Entry next = entries.remove();
      if (next.at().isAfter(horizon)) {
        throw new AssertionError("still busy at " + horizon);
      }
      now = next.at().isAfter(now) ? next.at() : now;
      next.go().run();
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
