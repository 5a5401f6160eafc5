package io.tocsin.scheduler;

import io.tocsin.delivery.Wakes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A queue of wakes that nobody reads, and that can be out of reach. */
final class RecordedWakes implements Wakes {
  record Wake(List<String> lanes, Duration delay) {}

  private final List<Wake> all = new ArrayList<>();
  private int failing;

  @Override
  public void wake(Collection<String> lanes, Duration delay) {
    if (failing > 0) {
      failing--;
      throw new IllegalStateException("the queue is away");
    }
    all.add(new Wake(List.copyOf(lanes), delay));
  }

  void failNext(int times) {
    failing = times;
  }

  List<Wake> all() {
    return List.copyOf(all);
  }
}
