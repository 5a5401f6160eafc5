package io.tocsin.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Maps in memory, under one lock. Nothing is kept on a disk, so "durable" means: as long as the
 * process lives. May be used by any number of threads.
 */
public final class MemoryMaps implements Maps {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, MemoryMap<?>> maps = new HashMap<>();

  /** How to take back each change of the work at hand, the latest first. */
  private final Deque<Runnable> undo = new ArrayDeque<>();

  @Override
  public <V> OrderedMap<V> map(String name, Class<V> type) {
    lock.lock();
    try {
      return maps.computeIfAbsent(name, any -> new MemoryMap<>(type, lock, undo)).of(type);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public <T> T atomically(Supplier<T> work) {
    lock.lock();
    // Work inside other work takes back its own changes only.
    int before = undo.size();
    boolean done = false;
    try {
      T result = work.get();
      done = true;
      return result;
    } finally {
      end(done, before);
      lock.unlock();
    }
  }

  private void end(boolean done, int before) {
    while (!done && undo.size() > before) {
      undo.pop().run();
    }
    if (lock.getHoldCount() == 1) {
      undo.clear();
    }
  }
}
