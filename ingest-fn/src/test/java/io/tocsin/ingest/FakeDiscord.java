package io.tocsin.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on loopback that takes answers to interactions, or does not, as it is told. */
final class FakeDiscord implements AutoCloseable {
  private static final int BROKEN = 0;

  /** A request that came: its method and path, and its body. */
  record Seen(String line, String userAgent, JsonNode body) {
    String content() {
      return body.path("content").asText();
    }
  }

  private record Planned(int status, Map<String, String> headers) {}

  final List<Seen> seen = Collections.synchronizedList(new ArrayList<>());
  private final Deque<Planned> plan = new ArrayDeque<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  FakeDiscord() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/v10";
  }

  /** What the next requests are answered; after that, 200. */
  synchronized void answers(int status, Map<String, String> headers) {
    plan.add(new Planned(status, headers));
  }

  /** The next request gets no answer: its connection is closed. */
  void breaks() {
    answers(BROKEN, Map.of());
  }

  Seen last() {
    return seen.get(seen.size() - 1);
  }

  private synchronized Planned next() {
    return plan.isEmpty() ? new Planned(200, Map.of()) : plan.remove();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      seen.add(
          new Seen(
              exchange.getRequestMethod() + " " + exchange.getRequestURI(),
              exchange.getRequestHeaders().getFirst("User-Agent"),
              Wire.parse(body)));
      Planned answer = next();
      if (answer.status() != BROKEN) {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), 2);
        exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
      }
    } catch (InvalidJsonException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
