package io.tocsin.keys;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Nothing was changed. The message says why, and what to do instead; there is no secret in it. */
public final class KeyRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** What was asked for cannot be; see {@link KeyRefusal#mistakes}. */
    INVALID,
    /** There is no such key, or none that the asking one may know of. */
    UNKNOWN,
    /** Whoever asks may not give away so much. */
    FORBIDDEN,
    /** The key is revoked. */
    REVOKED,
    /** Somebody else changed the key, or it is not what the asking one takes it for. */
    CONFLICT,
    /** The owner has as many keys as one may have. */
    FULL
  }

  private final Reason reason;
  private final transient Map<String, String> mistakes;

  KeyRefusal(Reason reason, String message) {
    super(message);
    this.reason = reason;
    this.mistakes = Map.of();
  }

  KeyRefusal(Map<String, String> mistakes) {
    super(
        String.join(
            "; ", mistakes.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList()));
    this.reason = Reason.INVALID;
    this.mistakes = Collections.unmodifiableMap(new LinkedHashMap<>(mistakes));
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  public Reason reason() {
    return reason;
  }

  /** What is wrong, by the field's name in JSON; empty unless the reason is INVALID. */
  public Map<String, String> mistakes() {
    return mistakes;
  }
}
