package io.tocsin.scheduler;

import io.micronaut.context.annotation.Factory;
import io.tocsin.delivery.LaneWatch;
import io.tocsin.delivery.Outbox;
import io.tocsin.delivery.Sweep;
import io.tocsin.delivery.Wakes;
import io.tocsin.watch.Metrics;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the domain's parts together; the ports come from whoever runs the function. */
@Factory
final class SchedulerBeans {

  @Singleton
  Sweep sweep(Outbox outbox, Wakes wakes, Metrics metrics, Clock clock) {
    return new Sweep(outbox, wakes, metrics, clock);
  }

  @Singleton
  LaneWatch laneWatch(Outbox outbox, Metrics metrics, Clock clock) {
    return new LaneWatch(outbox, metrics, clock);
  }
}
