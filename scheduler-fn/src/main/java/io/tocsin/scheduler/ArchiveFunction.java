package io.tocsin.scheduler;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.function.aws.MicronautRequestHandler;
import io.tocsin.lambda.Contexts;
import java.util.List;
import java.util.Optional;

/**
 * Files what expired: the entry behind the stream of the history's table. Of all that the stream
 * tells, only what DynamoDB itself removed because its time was over is filed.
 *
 * <p>Answers with how many pieces it filed. Fails when not all of them could be, and then is called
 * with the same batch again.
 */
public final class ArchiveFunction extends MicronautRequestHandler<DynamodbEvent, Integer> {
  private final ArchiveIntake intake;

  /** As Lambda makes it: everything it needs is found in the environment. */
  public ArchiveFunction() {
    intake = getApplicationContext().getBean(ArchiveIntake.class);
  }

  /** On a context that is already there and started. */
  public ArchiveFunction(ApplicationContext context) {
    super(context);
    intake = context.getBean(ArchiveIntake.class);
  }

  @Override
  protected ApplicationContextBuilder newApplicationContextBuilder() {
    return Contexts.onLambda();
  }

  @Override
  public Integer execute(DynamodbEvent event) {
    List<StreamRecord> records =
        Optional.ofNullable(event.getRecords()).orElse(List.of()).stream()
            .filter(ArchiveFunction::hasExpired)
            .map(DynamodbStreamRecord::getDynamodb)
            .toList();
    return records.isEmpty()
        ? 0
        : intake.file(
            records.get(0).getSequenceNumber(),
            records.stream().map(record -> Image.texts(record.getOldImage())).toList());
  }

  /** The stack lets nothing else through, but an archive must not hold what a person deleted. */
  private static boolean hasExpired(DynamodbStreamRecord record) {
    return record.getUserIdentity() != null
        && "Service".equals(record.getUserIdentity().getType())
        && "dynamodb.amazonaws.com".equals(record.getUserIdentity().getPrincipalId())
        && "REMOVE".equals(record.getEventName());
  }
}
