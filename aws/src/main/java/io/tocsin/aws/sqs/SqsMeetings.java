package io.tocsin.aws.sqs;

import io.tocsin.aws.PortableText;
import io.tocsin.meeting.MeetingMessage;
import io.tocsin.meeting.MeetingQueue;
import io.tocsin.wire.MeetingJson;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** The meetings queue on SQS, a standard queue. */
public final class SqsMeetings implements MeetingQueue {
  private final Batches batches;

  public SqsMeetings(SqsClient client, String queueUrl) {
    this.batches = new Batches(client, queueUrl);
  }

  @Override
  public void send(List<? extends MeetingMessage> messages, Duration delay) {
    int seconds = SqsWakes.seconds(delay);
    batches
        .send(
            messages.stream()
                .map(
                    message ->
                        SendMessageBatchRequestEntry.builder()
                            .messageBody(PortableText.message(MeetingJson.write(message)))
                            .delaySeconds(seconds)
                            .build())
                .toList())
        .orThrow();
  }
}
