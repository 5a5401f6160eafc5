package io.tocsin.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Runs work in many threads that start together. */
public final class Threads {
  private Threads() {}

  /**
   * Runs the work once per thread.
   *
   * @param work gets the thread's number, from 0
   * @return what each returned, by number
   */
  public static <T> List<T> together(int threads, IntFunction<T> work) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        running.add(
            executor.submit(
                () -> {
                  start.await();
                  return work.apply(number);
                }));
      }
      start.countDown();
      return results(running);
    } finally {
      executor.shutdownNow();
    }
  }

  private static <T> List<T> results(List<Future<T>> running)
      throws ExecutionException, InterruptedException {
    List<T> results = new ArrayList<>();
    for (Future<T> each : running) {
      results.add(each.get());
    }
    return results;
  }
}
