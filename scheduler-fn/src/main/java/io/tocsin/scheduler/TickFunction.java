package io.tocsin.scheduler;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.function.aws.MicronautRequestHandler;
import io.tocsin.lambda.Contexts;
import io.tocsin.watch.Metrics;
import jakarta.inject.Inject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tick: EventBridge calls it every minute, and it wakes the lanes that were due and that nobody
 * looked at, and has clerks look at the meetings for which something is due. What is in the event
 * does not matter, only that it came.
 *
 * <p>Answers with the number of lanes woken. Fails when the stores cannot be reached even after
 * retries; then EventBridge calls again, and a minute later there is the next tick in any case.
 */
public class TickFunction extends MicronautRequestHandler<ScheduledEvent, Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(TickFunction.class);

  @Inject Tick tick;
  @Inject Metrics metrics;

  /** What Lambda calls: everything comes from the environment. */
  public TickFunction() {}

  /** For a process that brings the ports along. */
  public TickFunction(ApplicationContext context) {
    super(context);
  }

  @Override
  protected ApplicationContextBuilder newApplicationContextBuilder() {
    return Contexts.onLambda();
  }

  @Override
  public Integer execute(ScheduledEvent event) {
    try {
      return sweep();
    } finally {
      metrics.flush();
    }
  }

  private int sweep() {
    int woken = tick.run();
    if (woken > 0) {
      LOG.warn("woke {} overdue lanes: their wakes were lost, or who drained them died", woken);
    }
    // After the lanes: a meeting that cannot be looked up never holds up an alert.
    tick.meetings();
    look();
    return woken;
  }

  /** Last of all, and not worth failing for. */
  private void look() {
    try {
      tick.look();
    } catch (RuntimeException e) {
      LOG.warn("the lanes could not be looked at", e);
    }
  }
}
