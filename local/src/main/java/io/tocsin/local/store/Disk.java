package io.tocsin.local.store;

import java.util.concurrent.locks.ReentrantLock;
import org.h2.mvstore.MVStore;

/**
 * Gets changes onto the disk. Whoever comes first writes for all whose changes are in the maps by
 * then; the others find their stage reached.
 */
final class Disk {
  private final MVStore store;

  /** Guards the maps: a write must not fall into the middle of someone's changes. */
  private final ReentrantLock maps;

  private final ReentrantLock writing = new ReentrantLock();

  /** How many pieces of work changed something; guarded by {@link #maps}. */
  private long changed;

  /** How many of them are on the disk. Only grows. */
  private volatile long written;

  Disk(MVStore store, ReentrantLock maps) {
    this.store = store;
    this.maps = maps;
  }

  /** Notes that work changed something; with the maps locked. */
  void changed() {
    changed++;
  }

  /** What has to be on the disk before the work at hand is; with the maps locked. */
  long stage() {
    return changed;
  }

  /** Waits until the stage is on the disk, writing it there if nobody else does. */
  void await(long stage) {
    if (written >= stage) {
      return;
    }
    writing.lock();
    try {
      if (written < stage) {
        write();
      }
    } finally {
      writing.unlock();
    }
  }

  private void write() {
    long reached;
    maps.lock();
    try {
      reached = changed;
      store.commit();
    } finally {
      maps.unlock();
    }
    store.sync();
    written = reached;
  }
}
