package io.tocsin.dispatch;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.env.Environment;
import io.micronaut.function.aws.MicronautRequestHandler;
import io.tocsin.watch.Metrics;
import java.time.Clock;

/** The entry behind the queue of wakes; only the messages in its answer come again. */
public final class WakesFunction extends MicronautRequestHandler<SQSEvent, SQSBatchResponse> {
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
  }

  /** On a context that is already there and started. */
  public WakesFunction(ApplicationContext context) {
    super(context);
    drains = context.getBean(LaneDrains.class);
    latest = context.getBean(LatestContext.class);
    clock = context.getBean(Clock.class);
    metrics = context.getBean(Metrics.class);
  }

  /**
   * Micronaut's own makes every bean at the start, also those for which only other functions have
   * what they need. The constructors ask for all that is needed here.
   */
  @Override
  protected ApplicationContextBuilder newApplicationContextBuilder() {
    return ApplicationContext.builder(Environment.FUNCTION, "lambda");
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
