package io.tocsin.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.packaged.Lambda.FailedException;
import io.tocsin.packaged.StackTemplate.Mapping;
import io.tocsin.wire.Wire;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * A queue and the function that is called with its messages, in the manner of Lambda's event source
 * mapping: what the function does not take, or dies of, comes again. It would when its visibility
 * timeout is over, which is minutes; here it does at once.
 */
final class EventSource {
  /** More are not received at a time, and Lambda adds up. */
  private static final int MOST_RECEIVED = 10;

  private final SqsClient sqs;
  private final String queue;
  private final Mapping mapping;
  private final Lambda function;

  EventSource(SqsClient sqs, String queue, Mapping mapping, Lambda function) {
    this.sqs = sqs;
    this.queue = queue;
    this.mapping = mapping;
    this.function = function;
  }

  /** Hands over what is there, once; returns the ids of the messages that come again. */
  Set<String> poll() throws InterruptedException {
    List<Message> messages =
        sqs.receiveMessage(
                request ->
                    request
                        .queueUrl(queue)
                        .maxNumberOfMessages(Math.min(mapping.atOnce(), MOST_RECEIVED))
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
            .messages();
    if (messages.isEmpty()) {
      return Set.of();
    }
    Set<String> failed = handOver(messages);
    for (Message message : messages) {
      String handle = message.receiptHandle();
      if (failed.contains(message.messageId())) {
        sqs.changeMessageVisibility(
            request -> request.queueUrl(queue).receiptHandle(handle).visibilityTimeout(0));
      } else {
        sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(handle));
      }
    }
    return failed;
  }

  private Set<String> handOver(List<Message> messages) throws InterruptedException {
    Set<String> failed = new HashSet<>();
    try {
      JsonNode answer = function.invoke(event(messages));
      // Where the template does not ask for it, Lambda does not look at the answer.
      if (mapping.isPartial()) {
        failed.addAll(answer.path("batchItemFailures").findValuesAsText("itemIdentifier"));
      }
    } catch (FailedException e) {
      messages.forEach(message -> failed.add(message.messageId()));
    }
    return failed;
  }

  /** The recorded record, with what these messages have. */
  private static String event(List<Message> messages) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    for (Message message : messages) {
      ObjectNode entry = Events.read("sqs-record");
      entry.put("messageId", message.messageId());
      entry.put("receiptHandle", message.receiptHandle());
      entry.put("body", message.body());
      entry.put("md5OfBody", message.md5OfBody());
      ObjectNode attributes = entry.putObject("attributes");
      message.attributesAsStrings().forEach(attributes::put);
      ObjectNode own = entry.putObject("messageAttributes");
      message
          .messageAttributes()
          .forEach(
              (name, value) -> {
                ObjectNode attribute = own.putObject(name);
                attribute.put("dataType", value.dataType());
                attribute.put("stringValue", value.stringValue());
                attribute.putArray("stringListValues");
                attribute.putArray("binaryListValues");
              });
      event.withArray("Records").add(entry);
    }
    return Wire.write(event);
  }

  /** Loses what is in the queue. */
  void purge() {
    sqs.purgeQueue(request -> request.queueUrl(queue));
  }
}
