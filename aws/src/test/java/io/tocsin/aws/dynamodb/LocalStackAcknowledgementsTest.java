package io.tocsin.aws.dynamodb;

import io.tocsin.aws.LocalStack;
import io.tocsin.aws.LocalStackExtension;
import io.tocsin.delivery.AcknowledgementsContract;
import io.tocsin.delivery.Outbox;
import io.tocsin.history.Acknowledgements;
import io.tocsin.history.History;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("localstack")
@ExtendWith(LocalStackExtension.class)
class LocalStackAcknowledgementsTest extends AcknowledgementsContract {
  private final DynamoStores stores;

  LocalStackAcknowledgementsTest(LocalStack dynamo) {
    stores = dynamo.freshStores();
  }

  @Override
  protected Outbox outbox() {
    return stores.outbox();
  }

  @Override
  protected History history() {
    return stores.history();
  }

  @Override
  protected Acknowledgements acknowledgements() {
    return stores.acknowledgements();
  }
}
