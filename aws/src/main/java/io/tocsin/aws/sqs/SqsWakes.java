package io.tocsin.aws.sqs;

import io.tocsin.aws.PortableText;
import io.tocsin.delivery.Wakes;
import io.tocsin.wire.WakeJson;
import java.time.Duration;
import java.util.Collection;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * The wakes queue on SQS, a standard queue. Throws {@link
 * io.tocsin.delivery.AlertQueue.QueueException} when it did not take every wake; those it took come
 * all the same, and a wake too many does no harm.
 */
public final class SqsWakes implements Wakes {
  private final Batches batches;

  public SqsWakes(SqsClient client, String queueUrl) {
    this.batches = new Batches(client, queueUrl);
  }

  @Override
  public void wake(Collection<String> lanes, Duration delay) {
    int seconds = seconds(delay);
    batches
        .send(
            lanes.stream()
                .map(
                    lane ->
                        SendMessageBatchRequestEntry.builder()
                            .messageBody(PortableText.message(WakeJson.write(lane)))
                            .delaySeconds(seconds)
                            .build())
                .toList())
        .orThrow();
  }

  /** Whole seconds, rounded up: a wake too early would find that it must wait. */
  static int seconds(Duration delay) {
    if (delay.isNegative()) {
      return 0;
    }
    if (delay.compareTo(LONGEST_DELAY) >= 0) {
      return (int) LONGEST_DELAY.toSeconds();
    }
    return (int) delay.plusNanos(999_999_999).toSeconds();
  }
}
