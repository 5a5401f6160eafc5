package io.tocsin.meeting;

import java.time.Duration;
import java.util.Optional;

/** A provider did not do what it was told. The message is for people and holds no secrets. */
public final class ProviderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What follows from it; words as of deliveries' outcomes. */
  public enum Kind {
    /** It may do so later: it fails for everybody, asks to wait, or its answer was lost. */
    TRANSIENT,

    /** It will not do this, however often it is told. */
    REJECTED,

    /** The meeting is not there any more: somebody took it back on the provider's side. */
    GONE
  }

  private final Kind kind;
  private final transient Optional<Duration> retryAfter;

  public ProviderException(Kind kind, String message) {
    this(kind, message, Optional.empty());
  }

  /**
   * A failure.
   *
   * @param retryAfter how long the provider asks to be left alone
   */
  public ProviderException(Kind kind, String message, Optional<Duration> retryAfter) {
    super(message);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  public Kind kind() {
    return kind;
  }

  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
