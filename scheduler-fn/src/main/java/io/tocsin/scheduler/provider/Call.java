package io.tocsin.scheduler.provider;

import io.micronaut.http.HttpResponse;
import io.tocsin.keys.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Something to ask a service.
 *
 * @param service its name for people, such as {@code Slotify}
 * @param meetingId ours, for the log
 * @param request method and path, for the log
 * @param body of the request; empty when there is none
 * @param key to be kept out of what is logged
 * @param until when it must be over, however often it is tried
 * @param send sends it; each time it is told
 */
record Call(
    String service,
    String meetingId,
    String request,
    String body,
    Secret key,
    Instant until,
    Supplier<CompletableFuture<HttpResponse<String>>> send) {

  /** Whoever asks gives 25 seconds, in which what was said must be kept as well. */
  static final Duration LONGEST = Duration.ofSeconds(22);

  /** A service may say our key back to us; nobody else is to read it. */
  String withoutKey(String text) {
    return text.replace(key.reveal(), key.toString());
  }
}
