package io.tocsin.aws.dynamodb;

import io.tocsin.aws.DynamoDbLocal;
import io.tocsin.aws.DynamoDbLocalExtension;
import io.tocsin.delivery.Outbox;
import io.tocsin.delivery.OutboxContract;
import io.tocsin.history.History;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DynamoDbLocalExtension.class)
class DynamoOutboxTest extends OutboxContract {
  private final DynamoStores stores;

  DynamoOutboxTest(DynamoDbLocal dynamo) {
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
}
