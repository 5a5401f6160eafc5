package io.tocsin.scheduler.provider;

import io.micronaut.retry.annotation.CircuitBreaker;
import io.tocsin.meeting.ProviderException;
import jakarta.inject.Singleton;

/**
 * The way to Slotify, all calls of it: whichever fails, the next ones are spared for a while, and
 * fail at once as the last one did. What it refuses is no failure of the way.
 */
@Singleton
class SlotifyLine {
  private final Attempts attempts;

  SlotifyLine(Attempts attempts) {
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
