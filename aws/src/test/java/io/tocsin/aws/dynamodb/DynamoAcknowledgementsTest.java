package io.tocsin.aws.dynamodb;

import io.tocsin.aws.DynamoDbLocal;
import io.tocsin.aws.DynamoDbLocalExtension;
import io.tocsin.delivery.AcknowledgementsContract;
import io.tocsin.delivery.Outbox;
import io.tocsin.history.Acknowledgements;
import io.tocsin.history.History;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DynamoDbLocalExtension.class)
class DynamoAcknowledgementsTest extends AcknowledgementsContract {
  private final DynamoStores stores;

  DynamoAcknowledgementsTest(DynamoDbLocal dynamo) {
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
