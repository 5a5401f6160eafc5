package io.tocsin.scheduler;

import io.micronaut.retry.annotation.Retryable;
import io.tocsin.delivery.LaneWatch;
import io.tocsin.delivery.Sweep;
import io.tocsin.meeting.MeetingSweep;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * One sweep, tried again when a store or a queue fails for a moment: a tick that is lost costs the
 * lanes that wait for it a minute. Sweeping twice is harmless, since a wake may come twice.
 */
@Singleton
class Tick {
  private final Sweep sweep;
  private final LaneWatch watch;
  private final Optional<MeetingSweep> meetings;

  Tick(Sweep sweep, LaneWatch watch, Optional<MeetingSweep> meetings) {
    this.sweep = sweep;
    this.watch = watch;
    this.meetings = meetings;
  }

  /** Sweeps, with at most three more tries within two seconds; returns how many lanes it woke. */
  @Retryable(attempts = "3", delay = "${tocsin.tick.retry-delay:250ms}", multiplier = "2")
  int run() {
    return sweep.run();
  }

  /** The same for meetings, where there are any: how many of them something is due for. */
  @Retryable(attempts = "3", delay = "${tocsin.tick.retry-delay:250ms}", multiplier = "2")
  int meetings() {
    return meetings.map(MeetingSweep::run).orElse(0);
  }

  /** Notes how the lanes are; once, for in a minute they are looked at again. */
  void look() {
    watch.run();
  }
}
