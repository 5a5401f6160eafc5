package io.tocsin.delivery;

import java.time.Duration;

/** Lets time pass; a simulation lets it pass at once. */
public interface Pause {
  void of(Duration time) throws InterruptedException;
}
