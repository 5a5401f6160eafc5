package io.tocsin.ingest;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.micronaut.context.ApplicationContext;
import io.micronaut.function.aws.proxy.MockLambdaContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Hands calls to the real handlers in the events that API Gateway makes of them. */
interface Gateway {

  Reply send(Call call);

  /** Which of the two shapes an event has. */
  enum Payload {
    V2,
    V1;

    Gateway over(ApplicationContext context) {
      return this == V2 ? v2(context) : v1(context);
    }
  }

  private static Gateway v2(ApplicationContext context) {
    IngestFunction function = new IngestFunction(context);
    return call -> {
      APIGatewayV2HTTPResponse response =
          function.handleRequest(eventV2(call), new MockLambdaContext());
      return new Reply(
          response.getStatusCode(),
          response.getHeaders(),
          text(response.getBody(), response.getIsBase64Encoded()));
    };
  }

  private static Gateway v1(ApplicationContext context) {
    IngestRestFunction function = new IngestRestFunction(context);
    return call -> {
      APIGatewayProxyResponseEvent response =
          function.handleRequest(eventV1(call), new MockLambdaContext());
      Map<String, String> headers = new LinkedHashMap<>();
      if (response.getMultiValueHeaders() != null) {
        response
            .getMultiValueHeaders()
            .forEach((name, values) -> headers.put(name, String.join(",", values)));
      }
      if (response.getHeaders() != null) {
        headers.putAll(response.getHeaders());
      }
      return new Reply(
          response.getStatusCode(),
          headers,
          text(response.getBody(), Boolean.TRUE.equals(response.getIsBase64Encoded())));
    };
  }

  /** Names in lower case, values of one name joined by a comma. */
  static APIGatewayV2HTTPEvent eventV2(Call call) {
    Map<String, String> headers = new LinkedHashMap<>();
    call.headers()
        .forEach(
            header ->
                headers.merge(
                    header.getKey().toLowerCase(Locale.ROOT),
                    header.getValue(),
                    (one, other) -> one + "," + other));
    return APIGatewayV2HTTPEvent.builder()
        .withVersion("2.0")
        .withRouteKey("$default")
        .withRawPath(call.path())
        .withRawQueryString(call.query())
        .withHeaders(headers)
        .withQueryStringParameters(parameters(call.query()))
        .withBody(body(call))
        .withIsBase64Encoded(call.base64())
        .withRequestContext(
            APIGatewayV2HTTPEvent.RequestContext.builder()
                .withStage("$default")
                .withHttp(
                    APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                        .withMethod(call.method())
                        .withPath(call.path())
                        .withSourceIp(call.address())
                        .build())
                .build())
        .build();
  }

  /** Names as they were sent; every value in one map, the last of each in the other. */
  static APIGatewayProxyRequestEvent eventV1(Call call) {
    Map<String, String> last = new LinkedHashMap<>();
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (Map.Entry<String, String> header : call.headers()) {
      last.put(header.getKey(), header.getValue());
      all.computeIfAbsent(header.getKey(), any -> new ArrayList<>()).add(header.getValue());
    }
    Map<String, String> parameters = parameters(call.query());
    return new APIGatewayProxyRequestEvent()
        .withPath(call.path())
        .withResource("/{proxy+}")
        .withHttpMethod(call.method())
        .withHeaders(last)
        .withMultiValueHeaders(all)
        .withQueryStringParameters(parameters)
        .withMultiValueQueryStringParameters(
            parameters.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, one -> List.of(one.getValue()))))
        .withBody(body(call))
        .withIsBase64Encoded(call.base64())
        .withRequestContext(
            new APIGatewayProxyRequestEvent.ProxyRequestContext()
                .withStage("prod")
                .withIdentity(
                    new APIGatewayProxyRequestEvent.RequestIdentity()
                        .withSourceIp(call.address())));
  }

  private static Map<String, String> parameters(String query) {
    return Arrays.stream(query.split("&", -1))
        .filter(part -> part.contains("="))
        .collect(
            Collectors.toMap(
                part -> part.substring(0, part.indexOf('=')),
                part -> part.substring(part.indexOf('=') + 1)));
  }

  private static String body(Call call) {
    return call.base64()
        ? Base64.getEncoder().encodeToString(call.body())
        : new String(call.body(), StandardCharsets.UTF_8);
  }

  private static String text(String body, boolean base64) {
    if (body == null) {
      return "";
    }
    return base64 ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8) : body;
  }
}
