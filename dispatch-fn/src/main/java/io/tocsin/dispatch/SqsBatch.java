package io.tocsin.dispatch;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.tocsin.watch.Trace;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Lambda's form of a batch of messages and of the answer to it. */
final class SqsBatch {
  private static final String SENT = "SentTimestamp";

  private SqsBatch() {}

  /** The messages; one that does not say when it was sent was sent now. */
  static List<Message> read(SQSEvent event, Clock clock) {
    return Optional.ofNullable(event.getRecords()).orElse(List.of()).stream()
        .map(message -> read(message, clock))
        .toList();
  }

  /** Asks for these messages again, and for no others. */
  static SQSBatchResponse failed(Collection<String> messageIds) {
    return new SQSBatchResponse(messageIds.stream().map(BatchItemFailure::new).toList());
  }

  /** Who sent it says the errand, or else one begins here. */
  private static Trace trace(SQSMessage message) {
    String id = String.valueOf(message.getMessageId());
    return Optional.ofNullable(message.getMessageAttributes())
        .flatMap(attributes -> Optional.ofNullable(attributes.get(Trace.HEADER)))
        .flatMap(attribute -> Optional.ofNullable(attribute.getStringValue()))
        .flatMap(Trace::parse)
        .map(theirs -> theirs.next(id))
        .orElseGet(() -> Trace.begin(id));
  }

  private static Message read(SQSMessage message, Clock clock) {
    Instant sent =
        Optional.ofNullable(message.getAttributes())
            .flatMap(attributes -> Optional.ofNullable(attributes.get(SENT)))
            .filter(millis -> millis.matches("\\d{1,15}"))
            .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)))
            .orElseGet(clock::instant);
    return new Message(
        message.getMessageId(),
        Optional.ofNullable(message.getBody()).orElse(""),
        sent,
        trace(message));
  }
}
