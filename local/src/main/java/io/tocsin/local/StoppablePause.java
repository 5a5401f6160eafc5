package io.tocsin.local;

import io.tocsin.delivery.Pause;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets time pass until the machine stops: a drain then ends between two messages, and not while one
 * is on its way.
 */
final class StoppablePause implements Pause {
  private final CountDownLatch stopping = new CountDownLatch(1);

  @Override
  public void of(Duration time) throws InterruptedException {
    if (stopping.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new InterruptedException("Tocsin stops");
    }
  }

  void stop() {
    stopping.countDown();
  }
}
