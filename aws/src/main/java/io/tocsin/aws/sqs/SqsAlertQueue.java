package io.tocsin.aws.sqs;

import io.tocsin.alert.Alert;
import io.tocsin.alert.EventId;
import io.tocsin.aws.PortableText;
import io.tocsin.delivery.AlertQueue;
import io.tocsin.wire.AlertJson;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * The alerts queue on SQS, a standard queue. The key an alert was signed with is its message group,
 * by which SQS keeps one noisy sender from delaying the rest (fair queues).
 */
public final class SqsAlertQueue implements AlertQueue {
  /** What SQS takes as a message group. */
  private static final Pattern GROUP = Pattern.compile("[\\x21-\\x7E]{1,128}");

  private final Batches batches;

  public SqsAlertQueue(SqsClient client, String queueUrl) {
    this.batches = new Batches(client, queueUrl);
  }

  @Override
  public List<Boolean> send(List<Alert> alerts) {
    Batches.Sent sent = batches.send(alerts.stream().map(SqsAlertQueue::message).toList());
    if (!sent.taken().contains(true)) {
      sent.orThrow();
    }
    return sent.taken();
  }

  private static SendMessageBatchRequestEntry message(Alert alert) {
    SendMessageBatchRequestEntry.Builder message =
        SendMessageBatchRequestEntry.builder()
            .messageBody(PortableText.message(AlertJson.write(alert)));
    alert.key().map(SqsAlertQueue::group).ifPresent(message::messageGroupId);
    return message.build();
  }

  private static String group(String key) {
    return GROUP.matcher(key).matches() ? key : EventId.operator("group", key);
  }
}
