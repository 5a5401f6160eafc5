package io.tocsin.model;

import java.time.Duration;
import java.util.Optional;

/** An API answered with a status that is no success. What it said beside is not kept. */
final class StatusException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /** As the answer says; transient because an exception is never sent anywhere. */
  private final transient Optional<Duration> retryAfter;

  StatusException(int status, Optional<Duration> retryAfter) {
    super("status " + status);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  int status() {
    return status;
  }

  Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
