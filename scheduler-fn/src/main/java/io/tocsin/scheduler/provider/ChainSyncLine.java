package io.tocsin.scheduler.provider;

import io.micronaut.retry.annotation.CircuitBreaker;
import io.tocsin.meeting.ProviderException;
import jakarta.inject.Singleton;

/**
 * The way to ChainSync; see {@link SlotifyLine}. It is one of its own, since one service may fail
 * while another works.
 */
@Singleton
class ChainSyncLine {
  private final Attempts attempts;

  ChainSyncLine(Attempts attempts) {
    this.attempts = attempts;
  }

  @CircuitBreaker(
      attempts = "0",
      reset = "${tocsin.services.reset:30s}",
      includes = ProviderException.class)
  Answer make(Call call) {
    return attempts.make(call);
  }
}
