package io.tocsin.scheduler.provider;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.client.annotation.Client;
import java.util.concurrent.CompletableFuture;

/** ChainSync's paths, as {@link SlotifyApi} has Slotify's. */
@Client(value = "${chainsync.api-url}", configuration = ServiceHttp.class)
@Header(name = HttpHeaders.ACCEPT, value = "application/json")
@Header(name = HttpHeaders.USER_AGENT, value = "Tocsin")
interface ChainSyncApi {

  @Patch("/alerts/{id}")
  CompletableFuture<HttpResponse<String>> update(
      @Header("X-API-Key") String key,
      @Header(SlotifyApi.ONCE) String meetingId,
      @PathVariable String id,
      @Body String changes);
}
