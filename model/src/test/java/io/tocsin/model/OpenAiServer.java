package io.tocsin.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An API like OpenAI's on loopback, which gives the answers it was told to, one for each request,
 * and keeps what it was asked.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/create">Chat completions</a>
 */
final class OpenAiServer implements AutoCloseable {
  static final String KEY = "sk-that-nobody-may-see";

  final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  /** One request. */
  record Asked(String path, String authorization, JsonNode body) {
    String orders() {
      return body.path("messages").path(0).path("content").asText();
    }

    String data() {
      return body.path("messages").path(1).path("content").asText();
    }
  }

  /** How it answers one request. */
  interface Answer {
    void to(HttpExchange exchange) throws IOException, InterruptedException;
  }

  OpenAiServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  /** The next request is answered so, and those after it in turn. */
  OpenAiServer then(Answer answer) {
    answers.add(answer);
    return this;
  }

  /** The model says this. */
  OpenAiServer thenSays(String content) {
    return then(exchange -> send(exchange, 200, completion(content, "stop")));
  }

  OpenAiServer thenStatus(int status, String body) {
    return then(exchange -> send(exchange, status, body));
  }

  /** Sends the head of an answer and the beginning of its body, and no more. */
  OpenAiServer thenDrips() {
    return then(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("{\"id\"".getBytes(UTF_8));
          exchange.getResponseBody().flush();
          closed.await();
        });
  }

  OpenAiServer thenHangs() {
    return then(exchange -> closed.await());
  }

  static String completion(String content, String finish) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", "chatcmpl-1").put("object", "chat.completion").put("model", "gpt-test");
    ObjectNode choice = json.putArray("choices").addObject().put("index", 0);
    choice.putObject("message").put("role", "assistant").put("content", content);
    choice.put("finish_reason", finish);
    return Wire.write(json);
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try {
      asked.add(
          new Asked(
              exchange.getRequestURI().getPath(),
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
              Wire.parse(new String(exchange.getRequestBody().readAllBytes(), UTF_8))));
      Answer answer = answers.poll();
      if (answer == null) {
        send(exchange, 418, "nobody said what to answer");
      } else {
        answer.to(exchange);
      }
    } catch (InvalidJsonException e) {
      send(exchange, 400, "no JSON");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  /** A header that is sent with a status. */
  static Answer with(Map<String, String> headers, int status) {
    return exchange -> {
      headers.forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
      send(exchange, status, "{\"error\":{\"message\":\"slower, " + KEY + "\"}}");
    };
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
