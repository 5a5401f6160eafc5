package io.tocsin.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** An HTTP server that only this machine reaches. */
public final class LoopbackServer implements AutoCloseable {
  public static final String HOST = "127.0.0.1";
  private static final int THREADS = 64;
  private static final int BACKLOG = 1024;

  static {
    // Read once, when the first server is made: without the first every answer takes 40 ms, the
    // others keep a slow or silent client from holding a thread for ever.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxReqTime", "30");
    System.setProperty("sun.net.httpserver.maxRspTime", "120");
  }

  private final HttpServer server;
  private final ExecutorService threads;

  /** What answers; until there is something, nothing does. */
  private volatile HttpHandler handler = exchange -> unavailable(exchange);

  private LoopbackServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts a server; it answers 503 until it {@linkplain #serve serves} something.
   *
   * @param port the port; 0: any free one
   * @throws IOException when the port is in use
   */
  public static LoopbackServer start(String name, int port) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    LoopbackServer server = new LoopbackServer(http, threads(name));
    http.setExecutor(server.threads);
    http.createContext("/", exchange -> server.handler.handle(exchange));
    http.start();
    return server;
  }

  private static ExecutorService threads(String name) {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> new Thread(work, "tocsin-" + name));
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  private static void unavailable(HttpExchange exchange) throws IOException {
    try (exchange) {
      Bodies.write(exchange, 503, new byte[0]);
    }
  }

  /** Has requests answered from now on. */
  public void serve(HttpHandler answers) {
    handler = answers;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public URI url() {
    return URI.create("http://" + HOST + ":" + port());
  }

  /** Ends it, giving requests under way a second. */
  @Override
  public void close() {
    server.stop(1);
    threads.shutdownNow();
  }
}
