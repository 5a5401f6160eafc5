package io.tocsin.analysis;

import java.time.Duration;
import java.util.Optional;

/**
 * Whoever was asked gave no answer that counts. Its message is the kind of failure, in a few words
 * of ours, and may be shown; it never quotes what was asked or answered, and has no cause, which
 * might.
 */
public final class NoAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** How long to wait; transient because an exception is never sent anywhere as a Java object. */
  private final transient Optional<Duration> again;

  private NoAnswerException(String kind, Optional<Duration> again) {
    super(kind);
    this.again = again;
  }

  /** Asking again would come to the same. */
  public static NoAnswerException because(String kind) {
    return new NoAnswerException(kind, Optional.empty());
  }

  /** Asking again may help, after a while. */
  public static NoAnswerException forNow(String kind, Duration again) {
    return new NoAnswerException(kind, Optional.of(again));
  }

  /** What kind of failure it was. */
  public String kind() {
    return Optional.ofNullable(getMessage()).orElse("");
  }

  /** How long to wait before asking again; absent when that is of no use. */
  public Optional<Duration> again() {
    return again;
  }
}
