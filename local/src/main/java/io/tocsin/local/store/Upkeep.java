package io.tocsin.local.store;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the file from growing: moves what is still needed out of chunks that are mostly not. */
final class Upkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration EVERY = Duration.ofSeconds(15);

  /** Percent of the file that should be in use. */
  private static final int FILL = 60;

  private static final int BYTES_AT_ONCE = 1 << 20;

  private final MVStore store;
  private final ReentrantLock maps;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "tocsin-store-upkeep");
            thread.setDaemon(true);
            return thread;
          });

  // The future's only news would be an exception, and those are caught.
  @SuppressWarnings("FutureReturnValueIgnored")
  Upkeep(MVStore store, ReentrantLock maps) {
    this.store = store;
    this.maps = maps;
    timer.scheduleWithFixedDelay(
        this::compact, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void compact() {
    maps.lock();
    try {
      store.compact(FILL, BYTES_AT_ONCE);
    } catch (MVStoreException e) {
      LOG.warn("the store's file could not be compacted: {}", e.getMessage());
    } finally {
      maps.unlock();
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
