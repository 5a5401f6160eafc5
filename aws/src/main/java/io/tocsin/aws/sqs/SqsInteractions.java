package io.tocsin.aws.sqs;

import io.tocsin.aws.PortableText;
import io.tocsin.desk.Interaction;
import io.tocsin.desk.Interactions;
import io.tocsin.wire.InteractionJson;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** The interactions queue on SQS, a standard queue. */
public final class SqsInteractions implements Interactions {
  private final Batches batches;

  public SqsInteractions(SqsClient client, String queueUrl) {
    this.batches = new Batches(client, queueUrl);
  }

  @Override
  public void later(Interaction interaction, Duration delay) {
    batches
        .send(
            List.of(
                SendMessageBatchRequestEntry.builder()
                    .messageBody(PortableText.message(InteractionJson.write(interaction)))
                    .delaySeconds(SqsWakes.seconds(delay))
                    .build()))
        .orThrow();
  }
}
