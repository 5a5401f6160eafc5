package io.tocsin.dispatch;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.micronaut.context.ApplicationContext;
import io.tocsin.lambda.LatestContext;
import io.tocsin.lambda.QueueFunction;
import io.tocsin.lambda.Rehearsal;
import io.tocsin.watch.Metrics;
import java.time.Clock;
import java.util.Map;

/** The entry behind the queue of wakes; only the messages in its answer come again. */
public final class WakesFunction extends QueueFunction {
  private final LaneDrains drains;
  private final LatestContext latest;
  private final Clock clock;
  private final Metrics metrics;

  /** As Lambda makes it: everything it needs is found in the environment. */
  public WakesFunction() {
    drains = getApplicationContext().getBean(LaneDrains.class);
    latest = getApplicationContext().getBean(LatestContext.class);
    clock = getApplicationContext().getBean(Clock.class);
    metrics = getApplicationContext().getBean(Metrics.class);
    Rehearsal.beforeSnapshot(
        Map.of(),
        stage -> {
          WakesFunction function = new WakesFunction(stage);
          return () -> Rehearsed.check(Rehearsal.call(function, Rehearsed.wake()));
        });
  }

  /** On a context that is already there and started. */
  public WakesFunction(ApplicationContext context) {
    super(context);
    drains = context.getBean(LaneDrains.class);
    latest = context.getBean(LatestContext.class);
    clock = context.getBean(Clock.class);
    metrics = context.getBean(Metrics.class);
  }

  @Override
  public SQSBatchResponse execute(SQSEvent event) {
    try {
      return SqsBatch.failed(drains.drain(SqsBatch.read(event, clock), latest::timeLeft));
    } finally {
      metrics.flush();
    }
  }
}
