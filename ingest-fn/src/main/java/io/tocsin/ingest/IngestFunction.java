package io.tocsin.ingest;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.function.aws.proxy.payload2.APIGatewayV2HTTPEventFunction;
import io.tocsin.lambda.Contexts;
import io.tocsin.lambda.Events;
import io.tocsin.lambda.Rehearsal;
import io.tocsin.watch.Metrics;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The entry behind an API Gateway HTTP API (payload version 2.0) or a function URL. */
public final class IngestFunction extends APIGatewayV2HTTPEventFunction
    implements RequestStreamHandler {
  private final Metrics metrics;

  /** As Lambda makes it: everything it needs is found in the environment. */
  public IngestFunction() {
    Start.complete(getApplicationContext());
    metrics = getApplicationContext().getBean(Metrics.class);
    Rehearsal.beforeSnapshot(
        SignedAlert.SETTINGS,
        stage -> {
          IngestFunction function = new IngestFunction(stage);
          Clock clock = stage.getBean(Clock.class);
          return () ->
              SignedAlert.check(Rehearsal.call(function, SignedAlert.event(clock.instant())));
        });
  }

  /** On a context that is already there, started or not. */
  public IngestFunction(ApplicationContext context) {
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
    Events.write(output, handleRequest(Events.read(input, APIGatewayV2HTTPEvent.class), context));
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    try {
      Incoming.checkForm(headers(event), Optional.ofNullable(event.getRawPath()));
      event.setHeaders(Incoming.withoutPreferences(event.getHeaders()));
      return super.handleRequest(event, context);
    } catch (RuntimeException e) {
      Answer answer = Answer.to(e);
      return APIGatewayV2HTTPResponse.builder()
          .withStatusCode(answer.status())
          .withHeaders(answer.headers())
          .withBody(answer.body())
          .build();
    } finally {
      metrics.flush();
    }
  }

  /** The request in the event, if it is one of this payload version. */
  static Optional<Incoming> read(Object event) {
    return event instanceof APIGatewayV2HTTPEvent http ? Optional.of(read(http)) : Optional.empty();
  }

  private static Map<String, List<String>> headers(APIGatewayV2HTTPEvent event) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    Optional.ofNullable(event.getHeaders())
        .ifPresent(all -> all.forEach((name, value) -> headers.put(name, List.of(value))));
    return headers;
  }

  private static Incoming read(APIGatewayV2HTTPEvent event) {
    Optional<String> address =
        Optional.ofNullable(event.getRequestContext())
            .flatMap(request -> Optional.ofNullable(request.getHttp()))
            .flatMap(http -> Optional.ofNullable(http.getSourceIp()));
    return Incoming.of(headers(event), event.getBody(), event.getIsBase64Encoded(), address);
  }
}
