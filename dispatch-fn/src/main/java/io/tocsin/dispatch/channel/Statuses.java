package io.tocsin.dispatch.channel;

import io.tocsin.delivery.Outcome;

/** What a status means at any service, when nothing else in the answer says more. */
final class Statuses {
  private static final int REQUEST_TIMEOUT = 408;

  private Statuses() {}

  /**
   * Judges by the status alone.
   *
   * <p>A redirect is not followed, since it could lead a credential anywhere. It is no fault of the
   * message either, so it is tried again: a service that is moving or being mended redirects, too.
   *
   * @param said what was answered, for the reason
   */
  static Outcome judge(int status, String said) {
    if (status >= 200 && status < 300) {
      return new Outcome.Ambiguous("not the answer of a message taken: " + said);
    }
    if (status >= 300 && status < 400) {
      return new Outcome.Transient("redirected, which is not followed: " + said);
    }
    if (status >= 400 && status < 500 && status != REQUEST_TIMEOUT) {
      return new Outcome.Rejected("refused: " + said);
    }
    return new Outcome.Transient("failed: " + said);
  }
}
