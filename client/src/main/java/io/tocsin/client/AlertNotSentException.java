package io.tocsin.client;

/** An alert was refused or given up, and the caller asked to be told by an exception. */
public final class AlertNotSentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Not sent anywhere as a Java object. */
  private final transient Result result;

  AlertNotSentException(Result result) {
    super(result.name() + ": " + result.message());
    this.result = result;
  }

  /** What became of it: {@link Result.Refused} or {@link Result.GaveUp}. */
  public Result result() {
    return result;
  }
}
