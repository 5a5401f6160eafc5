package io.tocsin.ingest;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.micronaut.context.ApplicationContext;
import io.micronaut.function.aws.proxy.MockLambdaContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
    Map<String, String> joined = new LinkedHashMap<>();
    parameters(call.query()).forEach((name, values) -> joined.put(name, String.join(",", values)));
    return APIGatewayV2HTTPEvent.builder()
        .withVersion("2.0")
        .withRouteKey("$default")
        .withRawPath(call.path())
        .withRawQueryString(call.query())
        .withHeaders(headers)
        .withQueryStringParameters(joined)
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
    Map<String, List<String>> parameters = parameters(call.query());
    Map<String, String> lastOfEach = new LinkedHashMap<>();
    parameters.forEach((name, values) -> lastOfEach.put(name, values.get(values.size() - 1)));
    return new APIGatewayProxyRequestEvent()
        .withPath(call.path())
        .withResource("/{proxy+}")
        .withHttpMethod(call.method())
        .withHeaders(last)
        .withMultiValueHeaders(all)
        .withQueryStringParameters(lastOfEach)
        .withMultiValueQueryStringParameters(parameters)
        .withBody(body(call))
        .withIsBase64Encoded(call.base64())
        .withRequestContext(
            new APIGatewayProxyRequestEvent.ProxyRequestContext()
                .withStage("prod")
                .withIdentity(
                    new APIGatewayProxyRequestEvent.RequestIdentity()
                        .withSourceIp(call.address())));
  }

  /** Every value of each as the gateway decodes it, in their order. */
  private static Map<String, List<String>> parameters(String query) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (String part : query.split("&", -1)) {
      int equals = part.indexOf('=');
      if (equals >= 0) {
        all.computeIfAbsent(part.substring(0, equals), any -> new ArrayList<>())
            .add(decoded(part.substring(equals + 1)));
      }
    }
    return all;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // A stray percent sign stands for itself.
      return text;
    }
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
