package io.tocsin.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.packaged.Lambda.FailedException;
import io.tocsin.wire.Wire;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A queue and the function that is called with its messages, in the manner of Lambda's event source
 * mapping: what the function does not take, or dies of, comes again after the visibility timeout.
 */
final class EventSource {
  private final SqsClient sqs;
  private final String queue;
  private final int atOnce;
  private final Lambda function;

  private EventSource(SqsClient sqs, String queue, int atOnce, Lambda function) {
    this.sqs = sqs;
    this.queue = queue;
    this.atOnce = atOnce;
    this.function = function;
  }

  /** Makes the queue, and the mapping of at most so many messages in a call. */
  static EventSource of(
      SqsClient sqs, String queue, Duration visibility, int atOnce, Lambda function) {
    sqs.setQueueAttributes(
        request ->
            request
                .queueUrl(queue)
                .attributes(
                    Map.of(
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        String.valueOf(visibility.toSeconds()))));
    return new EventSource(sqs, queue, atOnce, function);
  }

  /** Hands over what is there, once; returns the ids of the messages that come again. */
  Set<String> poll() throws InterruptedException {
    List<Message> messages =
        sqs.receiveMessage(
                request ->
                    request
                        .queueUrl(queue)
                        .maxNumberOfMessages(atOnce)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
            .messages();
    if (messages.isEmpty()) {
      return Set.of();
    }
    Set<String> failed = handOver(messages);
    messages.stream()
        .filter(message -> !failed.contains(message.messageId()))
        .forEach(
            message ->
                sqs.deleteMessage(
                    request -> request.queueUrl(queue).receiptHandle(message.receiptHandle())));
    return failed;
  }

  private Set<String> handOver(List<Message> messages) throws InterruptedException {
    Set<String> failed = new HashSet<>();
    try {
      JsonNode answer = function.invoke(event(messages));
      for (JsonNode one : answer.path("batchItemFailures")) {
        failed.add(one.path("itemIdentifier").asText());
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
