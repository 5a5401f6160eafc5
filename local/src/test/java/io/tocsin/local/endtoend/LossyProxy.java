package io.tocsin.local.endtoend;

import com.sun.net.httpserver.HttpExchange;
import io.tocsin.local.http.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes requests on, and loses the first answers: what was sent has arrived all the same. */
final class LossyProxy implements AutoCloseable {
  /** What the JDK's client writes itself. */
  private static final Set<String> OWN_HEADERS =
      Set.of("Host", "Content-length", "Connection", "Upgrade", "Http2-settings");

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI behind;
  private final AtomicInteger toLose;
  private final LoopbackServer server;

  /** The status of every answer from behind, lost ones included. */
  final List<Integer> answers = new CopyOnWriteArrayList<>();

  LossyProxy(URI behind, int toLose) throws IOException {
    this.behind = behind;
    this.toLose = new AtomicInteger(toLose);
    this.server = LoopbackServer.start("lossy", 0);
    server.serve(this::pass);
  }

  URI url() {
    return server.url();
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      HttpResponse<byte[]> answer = ask(exchange);
      answers.add(answer.statusCode());
      if (toLose.getAndDecrement() > 0) {
        // Closed without an answer.
        return;
      }
      exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<byte[]> ask(HttpExchange exchange) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI()))
            .method(
                exchange.getRequestMethod(),
                HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    for (Map.Entry<String, List<String>> header : exchange.getRequestHeaders().entrySet()) {
      if (!OWN_HEADERS.contains(header.getKey())) {
        header.getValue().forEach(value -> request.header(header.getKey(), value));
      }
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    server.close();
  }
}
