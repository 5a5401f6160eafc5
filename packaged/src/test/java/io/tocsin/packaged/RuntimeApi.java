package io.tocsin.packaged;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Lambda's Runtime API for one process, after
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html, with the two calls of a restored
 * snapshot, which that page does not have.
 */
final class RuntimeApi implements AutoCloseable {
  private static final String INVOCATIONS = "/2018-06-01/runtime/invocation/";

  private final Duration timeout;
  private final HttpServer server;
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final CountDownLatch ready = new CountDownLatch(1);
  private final CountDownLatch checkpoint = new CountDownLatch(1);
  private final CountDownLatch restored = new CountDownLatch(1);

  /** What the process said; a death is said for it. */
  final BlockingQueue<Said> said = new LinkedBlockingQueue<>();

  /**
   * One message of the process.
   *
   * @param kind {@code response}, or what went wrong: {@code error}, {@code init/error}, {@code
   *     restore/error}, {@code death}
   */
  record Said(String kind, String text) {}

  /** A server on a free port, for a function that is given so much time. */
  RuntimeApi(Duration timeout) throws IOException {
    this.timeout = timeout;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(workers);
    server.createContext("/", this::handle);
    server.start();
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Hands an event over as soon as the process asks for one. */
  void put(String event) {
    events.add(event);
  }

  /** Counted down when the process first asks for an event: its start is over. */
  CountDownLatch ready() {
    return ready;
  }

  /** Counted down when the process is ready for its snapshot. */
  CountDownLatch checkpoint() {
    return checkpoint;
  }

  /** Goes on from the snapshot. */
  void restore() {
    restored.countDown();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] sent = exchange.getRequestBody().readAllBytes();
    try (exchange) {
      if (path.equals(INVOCATIONS + "next")) {
        ready.countDown();
        next(exchange);
      } else if (path.endsWith("/restore/next")) {
        checkpoint.countDown();
        restored.await();
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, -1);
      } else {
        said.add(new Said(kind(path), new String(sent, StandardCharsets.UTF_8)));
        exchange.sendResponseHeaders(202, -1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String kind(String path) {
    return path.startsWith(INVOCATIONS)
        ? path.substring(path.lastIndexOf('/') + 1)
        : path.replaceFirst(".*/runtime/", "");
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    byte[] event = events.take().getBytes(StandardCharsets.UTF_8);
    long deadline = Clock.systemUTC().instant().plus(timeout).toEpochMilli();
    Headers headers = exchange.getResponseHeaders();
    headers.add("Content-Type", "application/json");
    headers.add("Lambda-Runtime-Aws-Request-Id", UUID.randomUUID().toString());
    headers.add("Lambda-Runtime-Deadline-Ms", String.valueOf(deadline));
    // The API always sends these, and the client crashes without.
    headers.add("Lambda-Runtime-Trace-Id", "Root=1-6745c1f3-3a5f4bd27f0c1b7a4d6f2e10;Sampled=0");
    headers.add(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:eu-central-1:123456789012:function:tocsin:live");
    exchange.sendResponseHeaders(200, event.length);
    exchange.getResponseBody().write(event);
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
