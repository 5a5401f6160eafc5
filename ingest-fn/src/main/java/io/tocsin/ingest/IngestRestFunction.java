package io.tocsin.ingest;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.function.aws.proxy.payload1.ApiGatewayProxyRequestEventFunction;
import io.tocsin.lambda.Contexts;
import io.tocsin.lambda.Events;
import io.tocsin.watch.Metrics;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The entry behind an API Gateway REST API, or an HTTP API with payload version 1.0. */
public final class IngestRestFunction extends ApiGatewayProxyRequestEventFunction
    implements RequestStreamHandler {
  private final Metrics metrics;

  /** As Lambda makes it: everything it needs is found in the environment. */
  public IngestRestFunction() {
    Start.complete(getApplicationContext());
    metrics = getApplicationContext().getBean(Metrics.class);
  }

  /** On a context that is already there, started or not. */
  public IngestRestFunction(ApplicationContext context) {
    super(context);
    Start.complete(context);
    metrics = context.getBean(Metrics.class);
  }

  @Override
  protected ApplicationContextBuilder newApplicationContextBuilder() {
    return Contexts.onLambda();
  }

  /** What Lambda's runtime calls, since it prefers it. */
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Events.write(
        output, handleRequest(Events.read(input, APIGatewayProxyRequestEvent.class), context));
  }

  @Override
  public APIGatewayProxyResponseEvent handleRequest(
      APIGatewayProxyRequestEvent event, Context context) {
    try {
      Incoming.checkForm(headers(event), Optional.ofNullable(event.getPath()));
      event.setHeaders(Incoming.withoutPreferences(event.getHeaders()));
      event.setMultiValueHeaders(Incoming.withoutPreferences(event.getMultiValueHeaders()));
      return super.handleRequest(event, context);
    } catch (RuntimeException e) {
      Answer answer = Answer.to(e);
      return new APIGatewayProxyResponseEvent()
          .withStatusCode(answer.status())
          .withHeaders(answer.headers())
          .withBody(answer.body());
    } finally {
      metrics.flush();
    }
  }

  /** The request in the event, if it is one of this payload version. */
  static Optional<Incoming> read(Object event) {
    return event instanceof APIGatewayProxyRequestEvent http
        ? Optional.of(read(http))
        : Optional.empty();
  }

  private static Map<String, List<String>> headers(APIGatewayProxyRequestEvent event) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    // Both hold the same headers; only the second tells how often each was sent.
    Optional.ofNullable(event.getHeaders())
        .ifPresent(all -> all.forEach((name, value) -> headers.put(name, List.of(value))));
    Optional.ofNullable(event.getMultiValueHeaders()).ifPresent(headers::putAll);
    return headers;
  }

  private static Incoming read(APIGatewayProxyRequestEvent event) {
    Optional<String> address =
        Optional.ofNullable(event.getRequestContext())
            .flatMap(request -> Optional.ofNullable(request.getIdentity()))
            .flatMap(identity -> Optional.ofNullable(identity.getSourceIp()));
    boolean base64 = Boolean.TRUE.equals(event.getIsBase64Encoded());
    return Incoming.of(headers(event), event.getBody(), base64, address);
  }
}
