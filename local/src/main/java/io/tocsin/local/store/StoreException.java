package io.tocsin.local.store;

/** The file of the tables cannot be used; the message says what to do about it. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
