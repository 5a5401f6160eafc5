package io.tocsin.local.sources;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.tocsin.local.queues.LocalQueues;
import io.tocsin.local.sources.QueueSource.Mapping;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** SQS messages as Lambda hands them to a function, and what it makes of the answer. */
final class SqsEvents {
  private SqsEvents() {}

  static SQSEvent of(Mapping mapping, List<Message> messages) {
    SQSEvent event = new SQSEvent();
    event.setRecords(messages.stream().map(message -> entry(mapping, message)).toList());
    return event;
  }

  /**
   * The ids of the messages that failed. As with Lambda, an answer that names an unknown message
   * fails the whole batch, and one that names none fails nothing.
   */
  static Set<String> failed(List<Message> messages, @Nullable SQSBatchResponse response) {
    if (response == null || response.getBatchItemFailures() == null) {
      return Set.of();
    }
    Set<String> all = all(messages);
    Set<String> failed =
        response.getBatchItemFailures().stream()
            .map(failure -> String.valueOf(failure.getItemIdentifier()))
            .collect(Collectors.toSet());
    return all.containsAll(failed) ? failed : all;
  }

  static Set<String> all(List<Message> messages) {
    return messages.stream().map(Message::messageId).collect(Collectors.toSet());
  }

  private static SQSMessage entry(Mapping mapping, Message message) {
    SQSMessage entry = new SQSMessage();
    entry.setMessageId(message.messageId());
    entry.setReceiptHandle(message.receiptHandle());
    entry.setBody(message.body());
    entry.setMd5OfBody(message.md5OfBody());
    entry.setMd5OfMessageAttributes(message.md5OfMessageAttributes());
    entry.setAttributes(Map.copyOf(message.attributesAsStrings()));
    entry.setMessageAttributes(attributes(message));
    entry.setEventSource("aws:sqs");
    entry.setEventSourceArn(
        "arn:aws:sqs:" + LocalQueues.REGION + ":" + LocalQueues.ACCOUNT + ":" + mapping.name());
    entry.setAwsRegion(LocalQueues.REGION);
    return entry;
  }

  private static Map<String, MessageAttribute> attributes(Message message) {
    Map<String, MessageAttribute> attributes = new HashMap<>();
    message.messageAttributes().forEach((name, value) -> attributes.put(name, attribute(value)));
    return attributes;
  }

  private static MessageAttribute attribute(MessageAttributeValue value) {
    MessageAttribute attribute = new MessageAttribute();
    attribute.setDataType(value.dataType());
    attribute.setStringValue(value.stringValue());
    SdkBytes bytes = value.binaryValue();
    if (bytes != null) {
      attribute.setBinaryValue(bytes.asByteBuffer());
    }
    return attribute;
  }
}
