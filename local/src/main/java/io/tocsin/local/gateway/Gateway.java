package io.tocsin.local.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.tocsin.local.http.Bodies;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What API Gateway does with a request: makes an event of it (HTTP API, payload 2.0), has the
 * function answer, and writes that back, within the gateway's own limits: bodies of 10 MB, 10,240
 * bytes of headers.
 */
public final class Gateway implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
  private static final int LARGEST_BODY = 10_000_000;
  private static final int LARGEST_HEADERS = 10_240;

  /** What the server writes itself. */
  private static final Set<String> OWN_HEADERS =
      Set.of("content-length", "transfer-encoding", "connection", "date");

  private final Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function;
  private final Clock clock;

  public Gateway(Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function, Clock clock) {
    this.function = function;
    this.clock = clock;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (headerBytes(exchange) > LARGEST_HEADERS) {
        refuse(exchange, 431, "Request Header Fields Too Large");
        return;
      }
      Optional<byte[]> body = Bodies.read(exchange, LARGEST_BODY);
      if (body.isEmpty()) {
        refuse(exchange, 413, "Request Entity Too Large");
        return;
      }
      answer(exchange, body.get());
    }
  }

  private void answer(HttpExchange exchange, byte[] body) throws IOException {
    APIGatewayV2HTTPResponse response;
    try {
      response = function.apply(GatewayEvents.of(exchange, body, clock.instant()));
    } catch (RuntimeException e) {
      LOG.error("the ingest function failed", e);
      refuse(exchange, 500, "Internal Server Error");
      return;
    }
    headers(response, exchange.getResponseHeaders());
    Bodies.write(exchange, response.getStatusCode(), bytes(response));
  }

  private static void headers(APIGatewayV2HTTPResponse response, Headers headers) {
    Optional.ofNullable(response.getHeaders())
        .ifPresent(all -> all.forEach((name, value) -> set(headers, name, List.of(value))));
    Optional.ofNullable(response.getMultiValueHeaders())
        .ifPresent(all -> all.forEach((name, values) -> set(headers, name, values)));
    Optional.ofNullable(response.getCookies())
        .ifPresent(all -> headers.put("Set-Cookie", List.copyOf(all)));
  }

  private static void set(Headers headers, String name, List<String> values) {
    if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
      headers.put(name, List.copyOf(values));
    }
  }

  private static byte[] bytes(APIGatewayV2HTTPResponse response) {
    String body = response.getBody();
    if (body == null) {
      return new byte[0];
    }
    return response.getIsBase64Encoded()
        ? Base64.getDecoder().decode(body)
        : body.getBytes(StandardCharsets.UTF_8);
  }

  private static int headerBytes(HttpExchange exchange) {
    return exchange.getRequestHeaders().entrySet().stream()
        .mapToInt(
            header ->
                header.getValue().stream()
                    .mapToInt(value -> header.getKey().length() + value.length() + 4)
                    .sum())
        .sum();
  }

  /** The gateway's own answers, as it words them. */
  private static void refuse(HttpExchange exchange, int status, String message) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    Bodies.write(
        exchange, status, ("{\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8));
  }
}
