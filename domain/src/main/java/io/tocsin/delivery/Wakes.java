package io.tocsin.delivery;

import java.time.Duration;
import java.util.Collection;

/** Asks for lanes to be drained. A wake may be lost or come twice; the tick makes up for it. */
public interface Wakes {
  /** The longest a queue holds a wake back. */
  Duration LONGEST_DELAY = Duration.ofMinutes(15);

  /** Wakes each lane after the delay, rounded up to whole seconds and cut to the longest. */
  void wake(Collection<String> lanes, Duration delay);
}
