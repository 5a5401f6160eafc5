package io.tocsin.local.sources;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.tocsin.local.sources.QueueSource.Mapping;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * An event source that works on the caller's thread, one poll at a time: one receive, one
 * invocation and one delete for a batch, as Lambda's does.
 */
public final class SteppedSource {
  private final SqsClient sqs;
  private final Mapping mapping;
  private final RequestHandler<SQSEvent, SQSBatchResponse> function;
  private final Clock clock;
  private int invocations;

  public SteppedSource(
      SqsClient sqs,
      Mapping mapping,
      RequestHandler<SQSEvent, SQSBatchResponse> function,
      Clock clock) {
    this.sqs = sqs;
    this.mapping = mapping;
    this.function = function;
    this.clock = clock;
  }

  /** Polls once; returns whether there was anything. */
  public boolean step() {
    List<Message> messages =
        sqs.receiveMessage(
                request ->
                    request
                        .queueUrl(mapping.queueUrl())
                        .maxNumberOfMessages(mapping.batch())
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
            .messages();
    if (messages.isEmpty()) {
      return false;
    }
    LocalContext context =
        new LocalContext(
            mapping.name(),
            mapping.name() + "-" + ++invocations,
            clock.instant().plus(mapping.timeout()),
            clock);
    SQSBatchResponse response = function.handleRequest(SqsEvents.of(mapping, messages), context);
    delete(messages, SqsEvents.failed(messages, response));
    return true;
  }

  private void delete(List<Message> messages, Set<String> failed) {
    List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
    for (Message message : messages) {
      if (!failed.contains(message.messageId())) {
        entries.add(
            DeleteMessageBatchRequestEntry.builder()
                .id(Integer.toString(entries.size()))
                .receiptHandle(message.receiptHandle())
                .build());
      }
    }
    if (!entries.isEmpty()) {
      sqs.deleteMessageBatch(request -> request.queueUrl(mapping.queueUrl()).entries(entries));
    }
  }
}
