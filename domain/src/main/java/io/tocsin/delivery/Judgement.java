package io.tocsin.delivery;

import io.tocsin.delivery.Courier.Trip;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** What a trip says about its lane. */
record Judgement(LaneSetup setup, RetryRules rules, RandomGenerator random) {

  /** The lane after a trip. */
  Lane after(Lane lane, Trip trip, Instant now) {
    Outcome outcome = trip.outcome();
    if (!trip.sent()) {
      return lane;
    }
    if (outcome instanceof Outcome.Throttled throttled) {
      return throttled.limit().isPresent()
          ? lane
          : lane.throttled(now, now.plus(throttled.retryAfter()));
    }
    if (outcome instanceof Outcome.Transient || outcome instanceof Outcome.Ambiguous) {
      Lane failed = lane.failed(now);
      // From the sending on: a hang has had its rest while it was waited for.
      Duration rest = rules.rest(failed.breaker(), now, random);
      return failed.blocked(trip.attempt().at().plus(rest));
    }
    Lane rested = lane.blocked(now.plus(trip.rest()));
    if (outcome instanceof Outcome.Gone) {
      return setup
          .target(trip.covered().get(0).target())
          .map(target -> rested.without(target.fingerprint()))
          .orElse(rested);
    }
    return rested.succeeded(now);
  }
}
