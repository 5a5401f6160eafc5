package io.tocsin.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what was started, the latest first; one that fails does not keep the others open. */
final class Closing {
  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private final Deque<Runnable> open = new ArrayDeque<>();

  synchronized <T> T add(T part, Consumer<T> close) {
    open.push(() -> close.accept(part));
    return part;
  }

  synchronized void run() {
    while (!open.isEmpty()) {
      try {
        open.pop().run();
      } catch (RuntimeException e) {
        LOG.warn("a part did not close properly", e);
      }
    }
  }
}
