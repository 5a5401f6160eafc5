package io.tocsin.delivery;

import java.time.Duration;
import java.util.Optional;

/**
 * What became of one attempt, in the channel's judgement. The reasons are for people and hold no
 * secrets: no URL, no token, no body of the request.
 */
public sealed interface Outcome {

  /** Why, in a few words. */
  String reason();

  /** The outcome's word, as history and metrics write it. */
  default String word() {
    return getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
  }

  /** The service has it. */
  record Delivered(Optional<String> messageId) implements Outcome {
    @Override
    public String reason() {
      return "accepted";
    }
  }

  /**
   * The service asks to wait; that costs no attempt.
   *
   * @param limit the {@link Channel.Limit} that must wait; empty when it is only the lane
   */
  record Throttled(Duration retryAfter, String reason, Optional<String> limit) implements Outcome {
    public Throttled(Duration retryAfter, String reason) {
      this(retryAfter, reason, Optional.empty());
    }
  }

  /** It did not arrive and may do so later. */
  record Transient(String reason) implements Outcome {}

  /** It may have arrived: the answer was lost. */
  record Ambiguous(String reason) implements Outcome {}

  /** The service will not have this message, however often it is sent. */
  record Rejected(String reason) implements Outcome {}

  /** The target is not there any more, or no longer lets us in. */
  record Gone(String reason) implements Outcome {}
}
