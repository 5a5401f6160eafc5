package io.tocsin.client;

/** There is something in an alert that cannot be sent. */
final class UnwritableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String mend;

  UnwritableException(String mend) {
    super(mend);
    this.mend = mend;
  }

  /** What it is, and what to give instead. */
  String mend() {
    return mend;
  }
}
