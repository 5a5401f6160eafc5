package io.tocsin.dispatch;

import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.delivery.Transport;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/**
 * Sends requests over HTTP/1.1.
 *
 * <p>It uses the JDK's client as it is. Micronaut's, which is built on it, reads an answer to its
 * end however long it is, has one timeout for all requests, and hands errors on as texts with the
 * address in them; here a request has its own timeout, an answer is cut, and whether a request had
 * left must be known for certain.
 *
 * <p>Of an exception only its kind is used: the messages name addresses.
 */
final class HttpTransport implements Transport {
  /**
   * A connection that idled longer is not used again: the service may have closed it, or the
   * function may have been frozen, and a request lost on it would count as perhaps delivered.
   */
  static final Duration IDLE = Duration.ofSeconds(4);

  /** By this the client is given the first word on a timeout: it knows if it had a connection. */
  private static final Duration GRACE = Duration.ofMillis(250);

  private final Clock clock;

  private Line line;

  /** A client with its connections, and when it was last used. */
  private record Line(HttpClient client, Instant usedAt) {}

  HttpTransport(Clock clock) {
    this.clock = clock;
    this.line = new Line(client(), clock.instant());
  }

  @Override
  public Reply send(Request request) throws InterruptedException {
    Optional<HttpRequest> message = write(request);
    if (message.isEmpty()) {
      return new Reply.NotSent("the address is none for HTTP");
    }
    CompletableFuture<HttpResponse<String>> answer =
        use().sendAsync(message.get(), info -> new FirstBytes());
    try {
      HttpResponse<String> got =
          answer.get(request.timeout().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
      return new Reply.Answer(got.statusCode(), headers(got), got.body());
    } catch (ExecutionException e) {
      return failed(Optional.ofNullable(e.getCause()).orElse(e));
    } catch (TimeoutException e) {
      answer.cancel(true);
      return new Reply.Lost("no complete answer in time");
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw e;
    }
  }

  private synchronized HttpClient use() {
    Instant now = clock.instant();
    boolean stale = now.isAfter(line.usedAt().plus(IDLE));
    line = new Line(stale ? client() : line.client(), now);
    return line.client();
  }

  private static HttpClient client() {
    return HttpClient.newBuilder()
        // One request, one connection: what an HTTP/2 service refuses later is hard to tell.
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
  }

  private static Optional<HttpRequest> write(Request request) {
    try {
      HttpRequest.Builder message =
          HttpRequest.newBuilder(new URI(request.url().reveal()))
              .timeout(request.timeout())
              .method(request.method(), BodyPublishers.ofString(request.body()));
      request.headers().forEach((name, value) -> message.header(name, value.reveal()));
      return Optional.of(message.build());
    } catch (URISyntaxException | IllegalArgumentException e) {
      // Both messages show the address.
      return Optional.empty();
    }
  }

  private static Reply failed(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof HttpConnectTimeoutException) {
        return new Reply.NotSent("no connection in time");
      }
      if (at instanceof ConnectException) {
        return new Reply.NotSent("no connection: refused, unreachable, or host not known");
      }
      if (at instanceof SSLHandshakeException) {
        return new Reply.NotSent("no connection: its certificate or encryption was not accepted");
      }
      if (at instanceof HttpTimeoutException) {
        return new Reply.Lost("no answer in time");
      }
    }
    String kind =
        failure instanceof IOException ? "" : " (" + failure.getClass().getSimpleName() + ")";
    return new Reply.Lost("the connection broke before the answer was complete" + kind);
  }

  private static Map<String, List<String>> headers(HttpResponse<?> answer) {
    Map<String, List<String>> headers = new HashMap<>();
    answer
        .headers()
        .map()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    return Map.copyOf(headers);
  }
}
