package io.tocsin.delivery;

import java.time.Duration;

/** Lets real time pass. */
public final class RealTime implements Pause {
  @Override
  public void of(Duration time) throws InterruptedException {
    if (!time.isNegative() && !time.isZero()) {
      Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);
    }
  }
}
