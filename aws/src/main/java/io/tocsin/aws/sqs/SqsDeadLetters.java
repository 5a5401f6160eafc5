package io.tocsin.aws.sqs;

import io.tocsin.aws.PortableText;
import io.tocsin.delivery.Attempt;
import io.tocsin.delivery.DeadLetters;
import io.tocsin.delivery.Delivery;
import io.tocsin.wire.Wire;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * The dead letters on SQS. The attribute {@value #REASON} says why; the body is the delivery as
 * JSON, or the message that could not be read, as it came. Throws {@link
 * io.tocsin.delivery.AlertQueue.QueueException} when the queue did not take them all.
 */
public final class SqsDeadLetters implements DeadLetters {
  public static final String REASON = "reason";

  /** The attribute with the id of a message that could not be read. */
  public static final String MESSAGE_ID = "message-id";

  private static final int LONGEST_REASON = 1000;

  private final Batches batches;

  public SqsDeadLetters(SqsClient client, String queueUrl) {
    this.batches = new Batches(client, queueUrl);
  }

  @Override
  public void bury(List<Delivery> deliveries) {
    batches.send(deliveries.stream().map(SqsDeadLetters::message).toList()).orThrow();
  }

  @Override
  public void unreadable(String messageId, String body, String reason) {
    batches
        .send(
            List.of(
                message(PortableText.plain(body), Map.of(REASON, reason, MESSAGE_ID, messageId))))
        .orThrow();
  }

  private static SendMessageBatchRequestEntry message(Delivery delivery) {
    String reason =
        delivery.attempts().stream()
            .reduce((earlier, later) -> later)
            .map(SqsDeadLetters::reason)
            .orElse("never tried");
    return message(PortableText.message(Wire.write(delivery)), Map.of(REASON, reason));
  }

  private static String reason(Attempt last) {
    return last.outcome() + ": " + last.reason();
  }

  private static SendMessageBatchRequestEntry message(String body, Map<String, String> attributes) {
    Map<String, MessageAttributeValue> values = new HashMap<>();
    attributes.forEach((name, text) -> values.put(name, value(text)));
    return SendMessageBatchRequestEntry.builder()
        .messageBody(body)
        .messageAttributes(values)
        .build();
  }

  /** SQS takes no empty attribute. */
  private static MessageAttributeValue value(String text) {
    String cut = text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) + "…" : text;
    return MessageAttributeValue.builder()
        .dataType("String")
        .stringValue(cut.isEmpty() ? "unknown" : PortableText.plain(cut))
        .build();
  }
}
