package io.tocsin.dispatch;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.micronaut.context.ApplicationContext;
import io.tocsin.lambda.QueueFunction;
import io.tocsin.lambda.Rehearsal;
import io.tocsin.watch.Metrics;
import java.time.Clock;
import java.util.Map;

/** The entry behind the queue of alerts; only the messages in its answer come again. */
public final class AlertsFunction extends QueueFunction {
  private final AlertIntake intake;
  private final Clock clock;
  private final Metrics metrics;

  /** As Lambda makes it: everything it needs is found in the environment. */
  public AlertsFunction() {
    intake = getApplicationContext().getBean(AlertIntake.class);
    clock = getApplicationContext().getBean(Clock.class);
    metrics = getApplicationContext().getBean(Metrics.class);
    Rehearsal.beforeSnapshot(
        Map.of(),
        stage -> {
          AlertsFunction function = new AlertsFunction(stage);
          return () -> Rehearsed.check(Rehearsal.call(function, Rehearsed.alert()));
        });
  }

  /** On a context that is already there and started. */
  public AlertsFunction(ApplicationContext context) {
    super(context);
    intake = context.getBean(AlertIntake.class);
    clock = context.getBean(Clock.class);
    metrics = context.getBean(Metrics.class);
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
