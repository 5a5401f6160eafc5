package io.tocsin.aws.sqs;

import io.tocsin.aws.PortableText;
import io.tocsin.delivery.Redeliveries;
import io.tocsin.wire.RedeliveryJson;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Asks for redeliveries on the wakes queue, whose function has every right it takes. */
public final class SqsRedeliveries implements Redeliveries {
  private final Batches batches;

  public SqsRedeliveries(SqsClient client, String wakesQueueUrl) {
    this.batches = new Batches(client, wakesQueueUrl);
  }

  @Override
  public void ask(String alertId, Optional<String> target) {
    batches
        .send(
            List.of(
                SendMessageBatchRequestEntry.builder()
                    .messageBody(PortableText.message(RedeliveryJson.write(alertId, target)))
                    .build()))
        .orThrow();
  }
}
