package io.tocsin.keys;

import java.time.Duration;
import java.time.Instant;

/** Counts what a key or an address has used, for all functions together. */
public interface Quotas {

  /**
   * Leases tokens of a subject's quota in one step, so that no request needs a write of its own.
   *
   * <p>The count slides: what was used in the minute before weighs by the part of it that still
   * lies within the last 60 seconds.
   *
   * @param subject e.g. {@code key#cm_1} or {@code address#198.51.100.7}
   * @param perMinute the subject's quota
   * @param wanted how many tokens, at least 1
   * @return how many were leased, and, when none, how long until one may be
   */
  Lease lease(String subject, int perMinute, int wanted, Instant now);

  /**
   * What was leased.
   *
   * @param tokens 0 to as many as wanted
   * @param until the tokens lapse then: the end of the minute they were leased in
   * @param retryAfter zero when tokens were leased
   */
  record Lease(int tokens, Instant until, Duration retryAfter) {}
}
