package io.tocsin.aws.sqs;

import io.tocsin.delivery.AlertQueue.QueueException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** Sends any number of messages to one queue, in as few requests as its limits allow. */
record Batches(SqsClient client, String queueUrl) {
  /** The most messages in one request. */
  private static final int MOST = 10;

  /** The most bytes in one request; a bigger message goes by itself and is for SQS to judge. */
  private static final int MOST_BYTES = 256 * 1024;

  /** Which messages the queue has, and why not the others. */
  record Sent(List<Boolean> taken, Optional<QueueException> failure) {
    /** Throws unless the queue has them all. */
    void orThrow() {
      failure.ifPresent(
          cause -> {
            throw cause;
          });
    }
  }

  Sent send(List<SendMessageBatchRequestEntry> untraced) {
    List<SendMessageBatchRequestEntry> messages = untraced.stream().map(Batches::traced).toList();
    boolean[] taken = new boolean[messages.size()];
    Optional<QueueException> failure = Optional.empty();
    int from = 0;
    while (from < messages.size()) {
      int to = end(messages, from);
      Optional<QueueException> failed = send(messages, from, to, taken);
      failure = failure.isPresent() ? failure : failed;
      from = to;
    }
    List<Boolean> list = new ArrayList<>();
    for (boolean each : taken) {
      list.add(each);
    }
    return new Sent(List.copyOf(list), failure);
  }

  /** With the errand that this is done on, for who goes on with it. */
  private static SendMessageBatchRequestEntry traced(SendMessageBatchRequestEntry message) {
    Map<String, MessageAttributeValue> attributes = new HashMap<>(message.messageAttributes());
    attributes.putAll(TraceAttribute.current());
    return message.toBuilder().messageAttributes(attributes).build();
  }

  private Optional<QueueException> send(
      List<SendMessageBatchRequestEntry> messages, int from, int to, boolean[] taken) {
    List<SendMessageBatchRequestEntry> batch = new ArrayList<>();
    for (int i = from; i < to; i++) {
      batch.add(messages.get(i).toBuilder().id(Integer.toString(i)).build());
    }
    try {
      SendMessageBatchResponse answer =
          client.sendMessageBatch(request -> request.queueUrl(queueUrl).entries(batch));
      answer.successful().forEach(entry -> taken[Integer.parseInt(entry.id())] = true);
      return answer.failed().stream()
          .findFirst()
          .map(entry -> new QueueException("the queue refused a message: " + entry.code(), null));
    } catch (SdkException e) {
      return Optional.of(new QueueException("the queue could not be reached or refused", e));
    }
  }

  /** Where the batch ends that begins there. */
  private static int end(List<SendMessageBatchRequestEntry> messages, int from) {
    long bytes = size(messages.get(from));
    int to = from + 1;
    while (to < messages.size() && to - from < MOST) {
      bytes += size(messages.get(to));
      if (bytes > MOST_BYTES) {
        break;
      }
      to++;
    }
    return to;
  }

  private static long size(SendMessageBatchRequestEntry message) {
    long bytes = length(message.messageBody());
    for (var attribute : message.messageAttributes().entrySet()) {
      MessageAttributeValue value = attribute.getValue();
      bytes += length(attribute.getKey()) + length(value.dataType()) + length(value.stringValue());
    }
    return bytes;
  }

  private static long length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
