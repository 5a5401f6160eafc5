package io.tocsin.simulation;

import io.tocsin.simulation.Weather.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/**
 * How rough it is for meetings.
 *
 * @param crash the chance that a process dies before, and again after, any call
 * @param storeFails the chance that a call to a store or queue fails, whether or not it was done
 * @param lostMessage the chance that a message about what is due gets lost
 * @param lostAnswer the chance that the provider's answer is lost, having done what it was told
 * @param outage when the provider and the source answer nobody
 */
record MeetingWeather(
    double crash, double storeFails, double lostMessage, double lostAnswer, Span outage) {

  static final MeetingWeather CALM = new MeetingWeather(0, 0, 0, 0, Span.NEVER);

  static MeetingWeather any(Random random) {
    int minutes = random.nextInt(80);
    return new MeetingWeather(
        random.nextBoolean() ? 0.02 : 0,
        random.nextInt(3) == 0 ? 0.02 : 0,
        random.nextInt(3) == 0 ? 0.3 : 0,
        random.nextInt(2) == 0 ? 0.3 : 0,
        random.nextInt(3) == 0 ? new Span(Duration.ZERO, Duration.ofMinutes(minutes)) : Span.NEVER);
  }

  boolean out(Instant now) {
    return outage.holds(now);
  }

  void maybeCrash(Random random) {
    if (random.nextDouble() < crash) {
      throw new Kernel.Crash();
    }
  }
}
