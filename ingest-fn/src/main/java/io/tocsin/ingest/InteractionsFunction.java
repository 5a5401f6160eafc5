package io.tocsin.ingest;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.micronaut.context.ApplicationContext;
import io.tocsin.ingest.discord.DeferredAnswers;
import io.tocsin.lambda.QueueFunction;
import io.tocsin.wire.InvalidJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The entry behind the queue of interactions; only the messages in its answer come again. */
public final class InteractionsFunction extends QueueFunction {
  private static final Logger LOG = LoggerFactory.getLogger(InteractionsFunction.class);

  private final DeferredAnswers answers;

  /** As Lambda makes it: everything it needs is found in the environment. */
  public InteractionsFunction() {
    answers = getApplicationContext().getBean(DeferredAnswers.class);
  }

  /** On a context that is already there and started. */
  public InteractionsFunction(ApplicationContext context) {
    super(context);
    answers = context.getBean(DeferredAnswers.class);
  }

  @Override
  public SQSBatchResponse execute(SQSEvent event) {
    List<BatchItemFailure> failed = new ArrayList<>();
    for (SQSMessage message : Optional.ofNullable(event.getRecords()).orElse(List.of())) {
      try {
        answers.take(Optional.ofNullable(message.getBody()).orElse(""));
      } catch (InvalidJsonException | RuntimeException e) {
        LOG.error("message {} comes again", message.getMessageId(), e);
        failed.add(new BatchItemFailure(message.getMessageId()));
      }
    }
    return new SQSBatchResponse(failed);
  }
}
