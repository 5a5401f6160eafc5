package io.tocsin.client;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** What the client knows of time. */
interface Time {

  /** What the wall's clock says, which requests are signed with. It may jump. */
  Instant now();

  /** Nanoseconds since some point in the past, for telling how long something took. */
  long nanos();

  /** Completes when that much time has passed. */
  CompletableFuture<Void> after(Duration wait);
}
