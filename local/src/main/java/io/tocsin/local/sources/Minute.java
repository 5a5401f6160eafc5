package io.tocsin.local.sources;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something every minute, as EventBridge's schedule does, the first time at once. */
public final class Minute implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Minute.class);

  private final Runnable work;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "tocsin-minute"));

  private Minute(Runnable work) {
    this.work = work;
  }

  public static Minute start(Runnable work) {
    return start(work, Duration.ofMinutes(1));
  }

  // The future's only news would be an exception, and those are caught.
  @SuppressWarnings("FutureReturnValueIgnored")
  static Minute start(Runnable work, Duration every) {
    Minute minute = new Minute(work);
    minute.timer.scheduleAtFixedRate(minute::run, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    return minute;
  }

  private void run() {
    try {
      work.run();
    } catch (RuntimeException e) {
      // An exception would end the schedule.
      LOG.warn("what is done every minute failed; it is done again in a minute", e);
    }
  }

  /** Starts no further run and waits for the one under way, for at most five seconds. */
  @Override
  public void close() {
    timer.shutdown();
    try {
      if (!timer.awaitTermination(5, TimeUnit.SECONDS)) {
        timer.shutdownNow();
      }
    } catch (InterruptedException e) {
      timer.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
