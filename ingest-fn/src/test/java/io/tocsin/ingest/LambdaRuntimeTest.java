package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The entry classes in Lambda's own runtime, which makes the events out of JSON by itself. */
class LambdaRuntimeTest {
  private static final String V2 =
      """
      {"version":"2.0","routeKey":"$default","rawPath":"/health","rawQueryString":"",
       "headers":{"accept":"*/*"},
       "requestContext":{"stage":"$default","http":{"method":"GET","path":"/health",
         "protocol":"HTTP/1.1","sourceIp":"198.51.100.7","userAgent":"curl"},"timeEpoch":1},
       "isBase64Encoded":false}
      """;

  private static final String V1 =
      """
      {"version":"1.0","resource":"/{proxy+}","path":"/health","httpMethod":"GET",
       "headers":{"Accept":"*/*"},"multiValueHeaders":{"Accept":["*/*"]},
       "queryStringParameters":null,"multiValueQueryStringParameters":null,
       "requestContext":{"stage":"prod","identity":{"sourceIp":"198.51.100.7"}},
       "body":null,"isBase64Encoded":false}
      """;

  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

  @ParameterizedTest
  @CsvSource({"IngestFunction,2", "IngestRestFunction,1"})
  void theFunctionAnswersInLambdasRuntime(String entry, int version, @TempDir Path directory)
      throws IOException, InterruptedException, InvalidJsonException {
    HttpServer api = runtimeApi();
    events.add(version == 2 ? V2 : V1);
    Path log = directory.resolve("log");
    Process lambda = start(entry, api.getAddress().getPort(), log.toFile());
    try {
      CompletableFuture<Boolean> ended =
          lambda.onExit().thenApply(process -> answers.add("the runtime ended"));
      String answer = answers.poll(60, TimeUnit.SECONDS);
      assertTrue(answer != null && answer.startsWith("{"), () -> answer + "\n" + text(log));
      JsonNode response = Wire.parse(answer);
      assertFalse(ended.isDone(), "the runtime goes on");
      assertEquals(200, response.path("statusCode").asInt(), answer);
      assertEquals("{\"status\":\"up\"}", response.path("body").asText(), answer);
    } finally {
      lambda.destroyForcibly().waitFor();
      api.stop(0);
    }
  }

  private HttpServer runtimeApi() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work);
              thread.setDaemon(true);
              return thread;
            }));
    server.createContext("/", this::handle);
    server.start();
    return server;
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] sent = exchange.getRequestBody().readAllBytes();
    if (!exchange.getRequestURI().getPath().endsWith("/next")) {
      answers.add(new String(sent, StandardCharsets.UTF_8));
      exchange.sendResponseHeaders(202, -1);
      exchange.close();
      return;
    }
    try {
      byte[] event = events.take().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Lambda-Runtime-Aws-Request-Id", "request-1");
      exchange.getResponseHeaders().add("Lambda-Runtime-Deadline-Ms", "9999999999999");
      // The API always sends these, and the client crashes without.
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.getResponseHeaders().add("Lambda-Runtime-Trace-Id", "Root=1-0-0;Sampled=0");
      exchange
          .getResponseHeaders()
          .add("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-central-1:0:function:f");
      exchange.sendResponseHeaders(200, event.length);
      exchange.getResponseBody().write(event);
      exchange.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String text(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process start(String entry, int port, File log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            "io.tocsin.ingest." + entry);
    builder
        .environment()
        .putAll(
            Map.ofEntries(
                Map.entry("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + port),
                Map.entry("AWS_LAMBDA_FUNCTION_NAME", "ingest"),
                Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "1"),
                Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512"),
                Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "group"),
                Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "stream"),
                Map.entry("AWS_EXECUTION_ENV", "AWS_Lambda_java17"),
                Map.entry("AWS_REGION", "eu-central-1"),
                Map.entry("AWS_ACCESS_KEY_ID", "test"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "test"),
                Map.entry("TOCSIN_ALERTS_QUEUE_URL", "http://127.0.0.1:1/0/alerts"),
                Map.entry("TOCSIN_WAKES_QUEUE_URL", "http://127.0.0.1:1/0/wakes"),
                Map.entry("TOCSIN_OUTBOX_TABLE", "outbox"),
                Map.entry("TOCSIN_KEYS_TABLE", "keys"),
                Map.entry("TOCSIN_HISTORY_TABLE", "history")));
    return builder
        .directory(log.getParentFile())
        .redirectErrorStream(true)
        .redirectOutput(log)
        .start();
  }
}
