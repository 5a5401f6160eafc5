package io.tocsin.aws.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import io.tocsin.aws.TestClients;
import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.delivery.SchemeTransport;
import io.tocsin.keys.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import software.amazon.awssdk.regions.Region;

/**
 * A service of AWS, played on loopback: keeps the parameters of each call as it arrives, and gives
 * the answer that the service documents. There is no emulator to be had for these.
 */
final class Played implements AutoCloseable {
  static final String TOKEN = "s3cr3t";

  final List<Map<String, String>> calls = new CopyOnWriteArrayList<>();
  final List<String> scopes = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  /** Answers with this; a status of 0 closes the connection instead, -1 says nothing. */
  Played(int status, String body) throws IOException {
    this(status, body, Map.of());
  }

  Played(int status, String body, Map<String, String> headers) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          calls.add(form.startsWith("{") ? Map.of("json", form) : parameters(form));
          scopes.add(
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                  .replaceFirst(".*Credential=[^/]*/[0-9]*/([^,]*)/aws4_request.*", "$1"));
          headers.forEach(exchange.getResponseHeaders()::set);
          if (status > 0) {
            exchange.sendResponseHeaders(status, body.getBytes(UTF_8).length);
            exchange.getResponseBody().write(body.getBytes(UTF_8));
          }
          if (status >= 0) {
            exchange.close();
          }
        });
    server.start();
  }

  /** An error as SQS has it. */
  static Played jsonError(int status, String type, String olderCode) throws IOException {
    return new Played(
        status,
        "{\"__type\":\"com.amazonaws.sqs#" + type + "\",\"message\":\"about " + TOKEN + "\"}",
        Map.of("x-amzn-query-error", olderCode + ";Sender"));
  }

  static Played error(int status, String code) throws IOException {
    return new Played(
        status,
        "<ErrorResponse><Error><Type>Sender</Type><Code>"
            + code
            + "</Code><Message>about "
            + TOKEN
            + "</Message></Error><RequestId>r-1</RequestId></ErrorResponse>");
  }

  Account account() {
    return new Account(
        TestClients.ANYBODY,
        () -> Region.EU_CENTRAL_1,
        Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())));
  }

  /** Sends by a transport that speaks to this service. */
  Reply send(Function<Account, SchemeTransport> transport, Request request)
      throws InterruptedException {
    return transport.apply(account()).send(request);
  }

  static Request request(String url, Map<String, String> headers, String body, Duration timeout) {
    Map<String, Secret> secrets = new TreeMap<>();
    headers.forEach((name, value) -> secrets.put(name, Secret.of(value)));
    return new Request("SEND", Secret.of(url), secrets, body, timeout);
  }

  private static Map<String, String> parameters(String form) {
    Map<String, String> parameters = new TreeMap<>();
    for (String pair : form.split("&", -1)) {
      int equals = pair.indexOf('=');
      parameters.put(
          URLDecoder.decode(pair.substring(0, equals), UTF_8),
          URLDecoder.decode(pair.substring(equals + 1), UTF_8));
    }
    return parameters;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
