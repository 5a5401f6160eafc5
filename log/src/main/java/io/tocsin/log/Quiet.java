package io.tocsin.log;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A time in which lines are made and none is written: what is logged in a rehearsal never happened.
 * It is for all threads.
 */
public final class Quiet {
  private static final AtomicInteger REIGNING = new AtomicInteger();

  private Quiet() {}

  /**
   * Some work that may fail.
   *
   * @param <E> how
   */
  @FunctionalInterface
  public interface Work<E extends Exception> {
    /** Does it. */
    void run() throws E;
  }

  /** Does some work without a line. */
  public static <E extends Exception> void during(Work<E> work) throws E {
    REIGNING.incrementAndGet();
    try {
      work.run();
    } finally {
      REIGNING.decrementAndGet();
    }
  }

  static boolean reigns() {
    return REIGNING.get() > 0;
  }
}
