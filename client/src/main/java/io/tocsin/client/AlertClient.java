package io.tocsin.client;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Sends alerts: signs them, and sends each again until it is accepted or the client's limits are
 * reached, such that it stays one event however often it is sent.
 *
 * <pre>{@code
 * AlertClient client =
 *     AlertClient.builder()
 *         .url(System.getenv("TOCSIN_URL"))
 *         .key(System.getenv("WEBHOOK_API_KEY"))
 *         .secret(System.getenv("WEBHOOK_SECRET_KEY"))
 *         .build();
 * Result result = client.send(Alert.of(Priority.P1, "plex", "plex is down"));
 * }</pre>
 *
 * <p>{@link #send} and {@link #sendAsync} never throw and never complete exceptionally: an alert
 * that cannot be sent must not break what raised it. So <strong>a result that nobody looks at is a
 * failure that nobody sees</strong>; log what is not {@link Result#fine()}, or use {@link
 * #sendOrThrow}.
 *
 * <p>What else to know:
 *
 * <ul>
 *   <li>By default P3, P4 and action results are not sent: see {@link Preferences#usual()}.
 *   <li>{@code send} blocks while it tries again: with the defaults for up to two minutes, when the
 *       receiver is away. Where that is too long, use {@code sendAsync}, or less of {@link
 *       AlertClientBuilder#within}.
 *   <li>Sent asynchronously, an alert is in memory only, and the threads are daemons: {@link
 *       #close()} the client before the JVM ends, which waits for what is under way.
 *   <li>A client holds a pool of connections. Make one and keep it; it may be used by any number of
 *       threads.
 * </ul>
 */
public final class AlertClient implements AutoCloseable {
  private final Retries retries;
  private final Preferences preferences;
  private final String source;
  private final Time time;
  private final Supplier<String> names;
  private final int mostUnderWay;
  private final Semaphore room;
  private volatile boolean closed = false;

  AlertClient(
      Retries retries, Preferences preferences, String source, int mostUnderWay, Time time) {
    this.retries = retries;
    this.preferences = preferences;
    this.source = source;
    this.time = time;
    this.names = names(retries.random());
    this.mostUnderWay = mostUnderWay;
    this.room = new Semaphore(mostUnderWay);
  }

  private static Supplier<String> names(RandomGenerator random) {
    return () ->
        HexFormat.of().toHexDigits(random.nextLong())
            + HexFormat.of().toHexDigits(random.nextLong());
  }

  /** Begins a client; it needs a url, a key and a secret. */
  public static AlertClientBuilder builder() {
    return new AlertClientBuilder();
  }

  /**
   * Sends an alert and waits for what becomes of it.
   *
   * <p>When the thread is interrupted it waits no longer, and stays interrupted; the alert may
   * arrive all the same.
   *
   * @return what became of it; nothing is thrown
   */
  public Result send(Alert alert) {
    Sending sending = begin(alert);
    try {
      return sending.result().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Result.GaveUp(
          sending.name(), 1, true, "Interrupted while waiting; it may arrive all the same");
    } catch (ExecutionException e) {
      return failed(sending.name(), e);
    }
  }

  /**
   * Sends an alert, and throws when it was refused or given up.
   *
   * @return {@link Result.Accepted} or {@link Result.Muted}
   * @throws AlertNotSentException with the result otherwise
   */
  public Result sendOrThrow(Alert alert) {
    Result result = send(alert);
    if (!result.fine()) {
      throw new AlertNotSentException(result);
    }
    return result;
  }

  /**
   * Sends an alert without waiting; it is written before this returns, and may be changed after.
   *
   * <p>When as many alerts are under way already as the client is allowed, this one is given up at
   * once: nothing queues without bound, and nothing blocks. What is chained to the future runs on
   * the client's threads.
   *
   * @return completed with what became of it, never exceptionally; cancelling it takes nothing back
   */
  public CompletableFuture<Result> sendAsync(Alert alert) {
    return begin(alert).result();
  }

  /**
   * Takes no more alerts, and waits until those under way have come to their ends, which takes no
   * longer than the time that an alert is given. When the thread is interrupted, it waits no longer
   * and stays interrupted.
   */
  @Override
  public void close() {
    closed = true;
    try {
      Duration wait = retries.within().plus(retries.timeout());
      if (room.tryAcquire(mostUnderWay, wait.toNanos(), TimeUnit.NANOSECONDS)) {
        room.release(mostUnderWay);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** An alert under way. */
  private record Sending(String name, CompletableFuture<Result> result) {
    static Sending ended(Result result) {
      return new Sending(result.name(), CompletableFuture.completedFuture(result));
    }
  }

  private Sending begin(Alert alert) {
    String name = alert.name().orElseGet(names);
    Optional<String> muted = preferences.mutes(alert);
    if (muted.isPresent()) {
      return Sending.ended(new Result.Muted(name, "Not sent: " + muted.get()));
    }
    try {
      return new Sending(name, deliver(Letter.write(alert, name, source, time.now())));
    } catch (UnwritableException e) {
      return Sending.ended(refused(name, e.mend()));
    } catch (RuntimeException e) {
      // The containers in its details are the caller's, and may do anything when they are read.
      return Sending.ended(refused(name, "its details cannot be read: " + e.getClass().getName()));
    }
  }

  private static Result refused(String name, String why) {
    return new Result.Refused(name, OptionalInt.empty(), "Not sent: " + why);
  }

  private CompletableFuture<Result> deliver(Letter letter) {
    if (closed) {
      return CompletableFuture.completedFuture(notBegun(letter, "the client is closed"));
    }
    if (!room.tryAcquire()) {
      return CompletableFuture.completedFuture(
          notBegun(letter, mostUnderWay + " alerts are under way, as many as may be"));
    }
    return attempts(letter)
        .exceptionally(failure -> failed(letter.name(), failure))
        .whenComplete((result, failure) -> room.release());
  }

  private CompletableFuture<Result> attempts(Letter letter) {
    try {
      return retries.send(letter);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static Result notBegun(Letter letter, String why) {
    return new Result.GaveUp(letter.name(), 0, false, "Not sent: " + why);
  }

  /** For what is not foreseen; only its kind is told, its message may be about anything. */
  private static Result failed(String name, Throwable failure) {
    Throwable cause = Optional.ofNullable(failure.getCause()).orElse(failure);
    return new Result.GaveUp(name, 1, true, "It failed by a " + cause.getClass().getName());
  }
}
