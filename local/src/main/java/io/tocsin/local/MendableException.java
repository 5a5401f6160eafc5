package io.tocsin.local;

import org.jspecify.annotations.Nullable;

/** Something the person at this machine can mend; the message says how, and is all they need. */
public final class MendableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MendableException(String message) {
    super(message);
  }

  public MendableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
