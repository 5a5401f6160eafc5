package io.tocsin.local.store;

import io.tocsin.store.Maps;
import io.tocsin.store.OrderedMap;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * Maps in one file of H2's MVStore. What {@link #atomically} did is on the disk when it returns:
 * written, and forced there, so that neither a killed process nor a power cut takes it back.
 *
 * <p>May be used by any number of threads; those that wait for the disk at the same time share one
 * write. Only one process can have the file open.
 */
public final class MvStoreMaps implements Maps, AutoCloseable {
  private static final int CACHE_MEGABYTES = 32;

  /** How long freed space is left alone: longer than any forced write to the disk takes. */
  private static final int RETENTION_MILLIS = 10_000;

  private final MVStore store;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, MvStoreMap<?>> maps = new HashMap<>();
  private final Disk disk;
  private final Upkeep upkeep;

  /** How to take back each change of the work at hand, the latest first. */
  private final Deque<Runnable> undo = new ArrayDeque<>();

  private MvStoreMaps(MVStore store) {
    this.store = store;
    this.disk = new Disk(store, lock);
    this.upkeep = new Upkeep(store, lock);
  }

  /**
   * Opens the file, or makes it.
   *
   * @throws StoreException when it is not such a file or another process has it open
   */
  public static MvStoreMaps open(Path file) {
    try {
      MVStore store =
          new MVStore.Builder()
              .fileName(file.toAbsolutePath().toString())
              .autoCommitDisabled()
              .cacheSize(CACHE_MEGABYTES)
              .open();
      store.setVersionsToKeep(0);
      store.setRetentionTime(RETENTION_MILLIS);
      return new MvStoreMaps(store);
    } catch (MVStoreException e) {
      throw new StoreException(
          file.getFileName() + " could not be opened: another process has it, or it is damaged", e);
    }
  }

  @Override
  public <V> OrderedMap<V> map(String name, Class<V> type) {
    lock.lock();
    try {
      return maps.computeIfAbsent(
              name, any -> new MvStoreMap<>(store.openMap(name), Codec.of(type), lock, undo))
          .of(type);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public <T> T atomically(Supplier<T> work) {
    T result;
    long stage;
    boolean outermost = !lock.isHeldByCurrentThread();
    lock.lock();
    try {
      result = orNothing(work);
      stage = outermost ? disk.stage() : 0;
    } finally {
      lock.unlock();
    }
    if (outermost) {
      // Also for work that only read: what it saw must not vanish in a power cut.
      disk.await(stage);
    }
    return result;
  }

  private <T> T orNothing(Supplier<T> work) {
    // Work inside other work takes back its own changes only.
    int before = undo.size();
    boolean done = false;
    try {
      T result = work.get();
      done = true;
      return result;
    } finally {
      while (!done && undo.size() > before) {
        undo.pop().run();
      }
      if (lock.getHoldCount() == 1) {
        if (!undo.isEmpty()) {
          disk.changed();
        }
        undo.clear();
      }
    }
  }

  /** Waits for work under way and closes the file. */
  @Override
  public void close() {
    upkeep.close();
    lock.lock();
    try {
      store.commit();
      store.sync();
      store.close();
    } finally {
      lock.unlock();
    }
  }
}
