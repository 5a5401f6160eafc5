package io.tocsin.dispatch;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.env.Environment;
import io.micronaut.function.aws.MicronautRequestHandler;
import io.tocsin.watch.Metrics;
import java.time.Clock;

/** The entry behind the queue of alerts; only the messages in its answer come again. */
public final class AlertsFunction extends MicronautRequestHandler<SQSEvent, SQSBatchResponse> {
  private final AlertIntake intake;
  private final Clock clock;
  private final Metrics metrics;

  /** As Lambda makes it: everything it needs is found in the environment. */
  public AlertsFunction() {
    intake = getApplicationContext().getBean(AlertIntake.class);
    clock = getApplicationContext().getBean(Clock.class);
    metrics = getApplicationContext().getBean(Metrics.class);
  }

  /** On a context that is already there and started. */
  public AlertsFunction(ApplicationContext context) {
    super(context);
    intake = context.getBean(AlertIntake.class);
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
      return SqsBatch.failed(intake.take(SqsBatch.read(event, clock)));
    } finally {
      metrics.flush();
    }
  }
}
