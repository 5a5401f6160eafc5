package io.tocsin.config;

import io.tocsin.delivery.Budget;

/**
 * How fast one Discord webhook may be used.
 *
 * <p>Discord enforces two windows: 5 requests in 2 s on the webhook, and 30 in 60 s on the channel
 * behind it, the second without a word of it in its headers. A GCRA of n per minute with a burst of
 * b lets at most n + b through in 60 s, both ends counted, so n + b may be 30 at most: 25 and 5 is
 * the default. Thirty a minute has nothing left for a burst: one message every 2 s, where the 31st
 * lies outside a window of 60 s because that has one end only, and a lane moreover reckons from the
 * answers, which come later than the requests. With n of 30 at most a permit comes every 2 s at
 * best, so the 2 s hold the burst and no more, and the burst may be 5.
 */
public final class DiscordPace {
  public static final int MOST_PER_MINUTE = 30;
  public static final int MOST_AT_ONCE = 5;
  public static final Budget DEFAULT = Budget.perMinute(25, MOST_AT_ONCE);

  private DiscordPace() {}

  /**
   * The budget with the largest burst that neither window minds.
   *
   * @param messages per minute, 1 to {@value #MOST_PER_MINUTE}
   */
  public static Budget perMinute(int messages) {
    if (messages < 1 || messages > MOST_PER_MINUTE) {
      throw new IllegalArgumentException("1 to " + MOST_PER_MINUTE + " messages per minute");
    }
    return Budget.perMinute(messages, burst(messages));
  }

  /** Whether Discord lets that many through without a 429. */
  static boolean allows(int perMinute, int burst) {
    return perMinute <= MOST_PER_MINUTE && burst <= burst(perMinute);
  }

  /** The largest burst beside that many messages per minute. */
  static int burst(int perMinute) {
    return Math.max(1, Math.min(MOST_AT_ONCE, MOST_PER_MINUTE - perMinute));
  }
}
