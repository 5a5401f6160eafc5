package io.tocsin.delivery;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One request on its way by a library that blocks: waits for it no longer than it may take, and
 * knows for certain whether it had left. Once it was stopped before, it cannot leave any more.
 */
public final class Departure {
  /** Threads of it end by themselves, and no process waits for them. */
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "departure");
            thread.setDaemon(true);
            return thread;
          });

  private final AtomicReference<State> state = new AtomicReference<>(State.HERE);

  private enum State {
    HERE,
    LEFT,
    STOPPED
  }

  /** Called when the first byte that could make the other side act is about to be written. */
  public void leave() throws IOException {
    if (!state.compareAndSet(State.HERE, State.LEFT) && state.get() == State.STOPPED) {
      throw new IOException("stopped before it left");
    }
  }

  /**
   * Does the work.
   *
   * @param work does not outlive its own timeouts by much: it is left alone when it is late
   * @param abort ends the work's connection
   */
  public Reply run(Duration time, Callable<Reply> work, Runnable abort)
      throws InterruptedException {
    Future<Reply> reply = THREADS.submit(work);
    try {
      return reply.get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      Reply late = failed("no connection in time", "no complete answer in time");
      abort.run();
      return late;
    } catch (ExecutionException e) {
      // Of an exception only its kind is used: the messages name addresses.
      String kind = e.getCause() == null ? "" : e.getCause().getClass().getSimpleName();
      return failed("it could not be sent: " + kind, "the connection broke: " + kind);
    } catch (InterruptedException e) {
      stop();
      abort.run();
      throw e;
    }
  }

  /** What a failure means. From now on it cannot leave, if it had not. */
  public Reply failed(String before, String after) {
    return stop() ? new Reply.NotSent(before) : new Reply.Lost(after);
  }

  /** Whether it had not left. */
  private boolean stop() {
    return state.compareAndSet(State.HERE, State.STOPPED) || state.get() == State.STOPPED;
  }
}
