package io.tocsin.client;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Time as it passes for everybody.
 *
 * @param executor runs what follows a wait; not the JDK's one timer thread, which all share
 */
record RealTime(Executor executor) implements Time {

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public CompletableFuture<Void> after(Duration wait) {
    return CompletableFuture.runAsync(
        () -> {},
        CompletableFuture.delayedExecutor(wait.toNanos(), TimeUnit.NANOSECONDS, executor));
  }
}
