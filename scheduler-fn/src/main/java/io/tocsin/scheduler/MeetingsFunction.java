package io.tocsin.scheduler;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.micronaut.context.ApplicationContext;
import io.tocsin.lambda.QueueFunction;
import io.tocsin.log.LogContext;
import io.tocsin.watch.Metrics;
import io.tocsin.watch.Trace;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The entry behind the queue of meetings; only the messages in its answer come again. */
public final class MeetingsFunction extends QueueFunction {
  private static final Logger LOG = LoggerFactory.getLogger(MeetingsFunction.class);
  private static final String SENT = "SentTimestamp";

  private final MeetingIntake intake;
  private final Clock clock;
  private final Metrics metrics;

  /** As Lambda makes it: everything it needs is found in the environment. */
  public MeetingsFunction() {
    intake = getApplicationContext().getBean(MeetingIntake.class);
    clock = getApplicationContext().getBean(Clock.class);
    metrics = getApplicationContext().getBean(Metrics.class);
  }

  /** On a context that is already there and started. */
  public MeetingsFunction(ApplicationContext context) {
    super(context);
    intake = context.getBean(MeetingIntake.class);
    clock = context.getBean(Clock.class);
    metrics = context.getBean(Metrics.class);
  }

  @Override
  public SQSBatchResponse execute(SQSEvent event) {
    try {
      return new SQSBatchResponse(failed(event));
    } finally {
      metrics.flush();
    }
  }

  private List<BatchItemFailure> failed(SQSEvent event) {
    List<BatchItemFailure> failed = new ArrayList<>();
    for (SQSMessage message : Optional.ofNullable(event.getRecords()).orElse(List.of())) {
      try {
        String body = Optional.ofNullable(message.getBody()).orElse("");
        if (!LogContext.with(
            trace(message), () -> intake.take(message.getMessageId(), body, sent(message)))) {
          failed.add(new BatchItemFailure(message.getMessageId()));
        }
      } catch (RuntimeException e) {
        LOG.error("message {} comes again", message.getMessageId(), e);
        failed.add(new BatchItemFailure(message.getMessageId()));
      }
    }
    return failed;
  }

  private static Trace trace(SQSMessage message) {
    String id = String.valueOf(message.getMessageId());
    return Optional.ofNullable(message.getMessageAttributes())
        .flatMap(attributes -> Optional.ofNullable(attributes.get(Trace.HEADER)))
        .flatMap(attribute -> Optional.ofNullable(attribute.getStringValue()))
        .flatMap(Trace::parse)
        .map(theirs -> theirs.next(id))
        .orElseGet(() -> Trace.begin(id));
  }

  private Instant sent(SQSMessage message) {
    return Optional.ofNullable(message.getAttributes())
        .flatMap(attributes -> Optional.ofNullable(attributes.get(SENT)))
        .filter(millis -> millis.matches("\\d{1,15}"))
        .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)))
        .orElseGet(clock::instant);
  }
}
