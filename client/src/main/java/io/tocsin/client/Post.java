package io.tocsin.client;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/**
 * Makes one request, over connections that are kept.
 *
 * <p>HTTP/1.1: an alert is one small request, and with one connection for each it is known of each
 * whether it had left. Redirects are not followed: where a signed alert goes is the caller's word.
 */
final class Post {
  /** By this the JDK has the first word on a timeout: it knows if there was a connection. */
  private static final Duration GRACE = Duration.ofMillis(250);

  private final HttpClient http;
  private final URI url;
  private final Signer signer;
  private final Time time;

  Post(URI url, Signer signer, Duration connectTimeout, Executor executor, Time time) {
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectTimeout)
            .executor(executor)
            .build();
    this.url = url;
    this.signer = signer;
    this.time = time;
  }

  /**
   * Signs the letter with the time there is now, and sends it.
   *
   * @param timeout for connecting, sending and the whole of the answer
   * @return never completed exceptionally
   */
  CompletableFuture<Attempt> send(Letter letter, Duration timeout) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .header("User-Agent", "tocsin-client/1")
            .POST(BodyPublishers.ofByteArray(letter.body()));
    signer.sign(request, letter.body(), time.now());
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(request.build(), info -> new FirstBytes());
    // The request's own timeout ends with the answer's headers; this one, with its last byte.
    return answer
        .copy()
        .orTimeout(timeout.plus(GRACE).toNanos(), TimeUnit.NANOSECONDS)
        .handle(
            (response, failure) -> {
              answer.cancel(true);
              return failure == null ? answered(response) : failed(failure);
            });
  }

  private Attempt answered(HttpResponse<String> response) {
    Duration asked =
        RetryAfter.of(
            response.headers().firstValue("Retry-After"),
            response.headers().firstValue("Date"),
            response.body(),
            time.now());
    return new Attempt.Answered(response.statusCode(), asked, response.body());
  }

  /** Tells by the kinds of exceptions; their messages are the JDK's own business. */
  private static Attempt failed(Throwable failure) {
    Optional<Throwable> at = Optional.of(failure);
    while (at.isPresent()) {
      Throwable cause = at.get();
      if (cause instanceof HttpConnectTimeoutException) {
        return new Attempt.Failed("no connection in time", false);
      }
      if (cause instanceof ConnectException) {
        return new Attempt.Failed("no connection: refused, unreachable, or host not known", false);
      }
      if (cause instanceof SSLHandshakeException) {
        return new Attempt.Failed(
            "no connection: its certificate or encryption was not accepted", false);
      }
      if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
        return new Attempt.Failed("no answer in time", true);
      }
      at = Optional.ofNullable(cause.getCause());
    }
    return new Attempt.Failed("the connection broke before the answer was complete", true);
  }
}
