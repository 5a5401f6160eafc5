package io.tocsin.model;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import io.tocsin.analysis.NoAnswerException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends LangChain4j's requests by the JDK's client. The JDK's own timeout ends when the answer
 * begins, and it reads any length; here the whole exchange is bounded, and so is the answer.
 */
record BoundedHttp(java.net.http.HttpClient client, Duration timeout) implements HttpClient {
  /** Longest body of an answer, in bytes. */
  static final int LARGEST = 256 * 1024;

  private static final Duration SOON = Duration.ofMillis(500);

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    HttpResponse<byte[]> response = response(request);
    if (response.statusCode() / 100 != 2) {
      throw new StatusException(response.statusCode(), retryAfter(response));
    }
    return SuccessfulHttpResponse.builder()
        .statusCode(response.statusCode())
        .headers(response.headers().map())
        .body(response.body())
        .build();
  }

  private HttpResponse<byte[]> response(HttpRequest request) {
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(translated(request), head -> new BoundedBody(LARGEST));
    try {
      return exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      exchange.cancel(true);
      throw NoAnswerException.because("it did not answer in time");
    } catch (InterruptedException e) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      throw NoAnswerException.because("it was interrupted");
    } catch (ExecutionException e) {
      throw failure(e);
    }
  }

  private static NoAnswerException failure(ExecutionException failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof BoundedBody.TooLongException) {
        return NoAnswerException.because("its answer is too long");
      }
    }
    return failure.getCause() instanceof IOException
        ? NoAnswerException.forNow("the connection failed", SOON)
        : NoAnswerException.because("the request failed");
  }

  private static java.net.http.HttpRequest translated(HttpRequest request) {
    java.net.http.HttpRequest.Builder translated =
        java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
            .method(request.method().name(), BodyPublishers.ofString(request.body()));
    request
        .headers()
        .forEach((name, values) -> values.forEach(value -> translated.header(name, value)));
    return translated.build();
  }

  /** In whole seconds; a date is too rare to be read. */
  private static Optional<Duration> retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("[0-9]{1,6}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)));
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    throw new UnsupportedOperationException("answers are not streamed");
  }

  /** Makes it; LangChain4j sets timeouts of its own on the way, which would bound less. */
  record Builder(java.net.http.HttpClient client, Duration timeout) implements HttpClientBuilder {
    @Override
    public Duration connectTimeout() {
      return timeout;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration ignored) {
      return this;
    }

    @Override
    public Duration readTimeout() {
      return timeout;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration ignored) {
      return this;
    }

    @Override
    public HttpClient build() {
      return new BoundedHttp(client, timeout);
    }
  }
}
