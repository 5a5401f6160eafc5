package io.tocsin.scheduler.provider;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.retry.annotation.Retryable;
import io.tocsin.meeting.Exchange;
import io.tocsin.meeting.Exchange.Direction;
import io.tocsin.meeting.Exchanges;
import io.tocsin.meeting.ProviderException;
import io.tocsin.meeting.ProviderException.Kind;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls, each tried once more when the service fails or cannot be reached and there is time left.
 * That is harmless, since all calls come to the same when made twice. Each attempt is kept, with
 * its answer.
 *
 * <p>Of an exception only its kind is used: the messages name addresses.
 */
@Singleton
class Attempts {
  private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

  /** In less no answer is to be expected. */
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final Exchanges exchanges;
  private final Clock clock;
  private final Duration timeout;

  Attempts(Exchanges exchanges, Clock clock, ServiceHttp http) {
    this.exchanges = exchanges;
    this.clock = clock;
    this.timeout = http.timeout();
  }

  /**
   * Makes the call.
   *
   * @return an answer below 500; of that the service works, whatever it thinks of the call
   * @throws ProviderException that is transient, when there is no such answer
   */
  @Retryable(
      attempts = "1",
      delay = "${tocsin.services.retry-delay:500ms}",
      predicate = AtOnce.class)
  Answer make(Call call) {
    Instant start = clock.instant();
    Answer answer;
    try {
      answer = answer(call, send(call, start));
    } catch (LostException e) {
      keep(call, start, Optional.empty(), e.why);
      throw new ProviderException(Kind.TRANSIENT, call.service() + ": " + e.why);
    }
    keep(call, start, Optional.of(answer.status()), answer.body());
    if (answer.status() >= 500 || answer.status() == 408) {
      throw answer.failure();
    }
    return answer;
  }

  private HttpResponse<?> send(Call call, Instant now) throws LostException {
    Duration left = Duration.between(now, call.until());
    if (left.compareTo(SHORTEST) < 0) {
      throw new LostException("not asked, for want of time");
    }
    Duration wait = left.compareTo(timeout) < 0 ? left : timeout;
    CompletableFuture<HttpResponse<String>> answer = call.send().get();
    try {
      return answer.get(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new LostException("no complete answer in time");
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new LostException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof HttpClientResponseException refused) {
        return refused.getResponse();
      }
      String kind = e.getCause() == null ? "" : e.getCause().getClass().getSimpleName();
      throw new LostException("no answer (" + kind + ")");
    }
  }

  private Answer answer(Call call, HttpResponse<?> response) {
    String header = response.header(HttpHeaders.RETRY_AFTER);
    return new Answer(
        call.service(),
        response.code(),
        Optional.ofNullable(header).flatMap(text -> RetryAfter.read(text, clock.instant())),
        call.withoutKey(response.getBody(String.class).orElse("")));
  }

  /** What cannot be kept is not worth the meeting. */
  private void keep(Call call, Instant start, Optional<Integer> status, String answer) {
    Exchange exchange =
        new Exchange(
            call.meetingId(),
            start,
            Direction.OUT,
            call.service().toLowerCase(Locale.ROOT),
            call.request(),
            call.withoutKey(call.body()),
            status,
            answer,
            Duration.between(start, clock.instant()));
    try {
      exchanges.keep(exchange);
    } catch (RuntimeException e) {
      LOG.warn("an exchange with {} was not kept: {}", call.service(), e.getClass().getName());
    }
  }

  /** There is no answer; the reason names no address. */
  private static final class LostException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String why;

    LostException(String why) {
      super(why);
      this.why = why;
    }
  }
}
