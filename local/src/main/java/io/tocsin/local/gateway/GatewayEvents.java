package io.tocsin.local.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.sun.net.httpserver.HttpExchange;
import io.tocsin.local.queues.LocalQueues;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Requests as events, after
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 * (payload format 2.0).
 */
final class GatewayEvents {
  /** What the gateway hands on as text; anything else travels as base64. */
  private static final Pattern TEXT =
      Pattern.compile(
          "(text/.*|application/(json|javascript|xml|.*\\+json|.*\\+xml))(\\s*;.*)?",
          Pattern.CASE_INSENSITIVE);

  private static final DateTimeFormatter LOG_TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

  private GatewayEvents() {}

  static APIGatewayV2HTTPEvent of(HttpExchange exchange, byte[] body, Instant now) {
    URI uri = exchange.getRequestURI();
    String query = Optional.ofNullable(uri.getRawQuery()).orElse("");
    Map<String, String> headers = headers(exchange);
    Optional<String> text = text(headers, body);
    APIGatewayV2HTTPEvent.APIGatewayV2HTTPEventBuilder event =
        APIGatewayV2HTTPEvent.builder()
            .withVersion("2.0")
            .withRouteKey("$default")
            .withRawPath(uri.getRawPath())
            .withRawQueryString(query)
            .withHeaders(headers)
            .withRequestContext(context(exchange, headers, now))
            .withIsBase64Encoded(body.length > 0 && text.isEmpty());
    List<String> cookies = exchange.getRequestHeaders().get("Cookie");
    if (cookies != null) {
      event.withCookies(
          cookies.stream().flatMap(line -> List.of(line.split("; *")).stream()).toList());
    }
    if (!query.isEmpty()) {
      event.withQueryStringParameters(parameters(query));
    }
    if (body.length > 0) {
      event.withBody(text.orElseGet(() -> Base64.getEncoder().encodeToString(body)));
    }
    return event.build();
  }

  /** Names in lower case, a header sent twice joined by a comma. */
  private static Map<String, String> headers(HttpExchange exchange) {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!name.equalsIgnoreCase("Cookie")) {
                headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values));
              }
            });
    return headers;
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
        parameters.merge(name, value, (one, other) -> one + "," + other);
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // A stray percent sign stands for itself.
      return text;
    }
  }

  /** The body as text where the gateway would send it so, and that loses nothing. */
  private static Optional<String> text(Map<String, String> headers, byte[] body) {
    boolean textual = TEXT.matcher(headers.getOrDefault("content-type", "")).matches();
    if (!textual || headers.containsKey("content-encoding")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static RequestContext context(
      HttpExchange exchange, Map<String, String> headers, Instant now) {
    return RequestContext.builder()
        .withAccountId(LocalQueues.ACCOUNT)
        .withApiId("local")
        .withDomainName(headers.getOrDefault("host", "127.0.0.1"))
        .withDomainPrefix("local")
        .withRouteKey("$default")
        .withStage("$default")
        .withRequestId(UUID.randomUUID().toString())
        .withTime(LOG_TIME.format(now))
        .withTimeEpoch(now.toEpochMilli())
        .withHttp(
            RequestContext.Http.builder()
                .withMethod(exchange.getRequestMethod())
                .withPath(exchange.getRequestURI().getRawPath())
                .withProtocol(exchange.getProtocol())
                .withSourceIp(exchange.getRemoteAddress().getAddress().getHostAddress())
                .withUserAgent(headers.getOrDefault("user-agent", ""))
                .build())
        .build();
  }
}
