package io.tocsin.scheduler;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.function.aws.MicronautRequestHandler;
import io.tocsin.lambda.Contexts;
import io.tocsin.report.Written;
import io.tocsin.watch.Metrics;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The entry behind the stream of the history's table. Answers with the first record that could not
 * be counted: it comes again, with all after it.
 */
public final class ChangesFunction
    extends MicronautRequestHandler<DynamodbEvent, StreamsEventResponse> {
  private final ChangeIntake intake;
  private final Metrics metrics;

  /** As Lambda makes it: everything it needs is found in the environment. */
  public ChangesFunction() {
    intake = getApplicationContext().getBean(ChangeIntake.class);
    metrics = getApplicationContext().getBean(Metrics.class);
  }

  /** On a context that is already there and started. */
  public ChangesFunction(ApplicationContext context) {
    super(context);
    intake = context.getBean(ChangeIntake.class);
    metrics = context.getBean(Metrics.class);
  }

  @Override
  protected ApplicationContextBuilder newApplicationContextBuilder() {
    return Contexts.onLambda();
  }

  @Override
  public StreamsEventResponse execute(DynamodbEvent event) {
    try {
      List<Written> written =
          Optional.ofNullable(event.getRecords()).orElse(List.of()).stream()
              .map(DynamodbStreamRecord::getDynamodb)
              .map(ChangesFunction::written)
              .toList();
      return new StreamsEventResponse(
          intake.take(written).map(BatchItemFailure::new).stream().toList());
    } finally {
      metrics.flush();
    }
  }

  private static Written written(StreamRecord record) {
    return new Written(
        record.getSequenceNumber(),
        record.getApproximateCreationDateTime().toInstant().truncatedTo(ChronoUnit.SECONDS),
        Image.texts(record.getOldImage()),
        Image.texts(record.getNewImage()));
  }
}
