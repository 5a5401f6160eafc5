package io.tocsin.scheduler.provider;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.client.annotation.Client;
import java.util.concurrent.CompletableFuture;

/**
 * Slotify's paths. Bodies are texts, so that what was said can be kept as it was said. An answer of
 * 400 and above is an {@code HttpClientResponseException}.
 *
 * <p>Whoever calls bounds the wait: the client's own timeout ends with an answer's headers.
 */
@Client(value = "${slotify.api-url}", configuration = ServiceHttp.class)
@Header(name = HttpHeaders.ACCEPT, value = "application/json")
@Header(name = HttpHeaders.USER_AGENT, value = "Tocsin")
interface SlotifyApi {
  String ONCE = "Idempotency-Key";

  @Post("/meetings")
  CompletableFuture<HttpResponse<String>> create(
      @Header(HttpHeaders.AUTHORIZATION) String bearer,
      @Header(ONCE) String meetingId,
      @Body String meeting);

  @Get("/meetings/{id}")
  CompletableFuture<HttpResponse<String>> read(
      @Header(HttpHeaders.AUTHORIZATION) String bearer,
      @Header(ONCE) String meetingId,
      @PathVariable String id);

  @Get("/meetings{?alert_reference}")
  CompletableFuture<HttpResponse<String>> list(
      @Header(HttpHeaders.AUTHORIZATION) String bearer,
      @Header(ONCE) String meetingId,
      @QueryValue("alert_reference") String reference);

  @Patch("/meetings/{id}")
  CompletableFuture<HttpResponse<String>> update(
      @Header(HttpHeaders.AUTHORIZATION) String bearer,
      @Header(ONCE) String meetingId,
      @PathVariable String id,
      @Body String changes);

  @Delete("/meetings/{id}")
  CompletableFuture<HttpResponse<String>> cancel(
      @Header(HttpHeaders.AUTHORIZATION) String bearer,
      @Header(ONCE) String meetingId,
      @PathVariable String id);
}
