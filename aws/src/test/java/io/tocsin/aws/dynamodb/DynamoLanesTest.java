package io.tocsin.aws.dynamodb;

import io.tocsin.aws.DynamoDbLocal;
import io.tocsin.aws.DynamoDbLocalExtension;
import io.tocsin.delivery.LanesContract;
import io.tocsin.delivery.Outbox;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DynamoDbLocalExtension.class)
class DynamoLanesTest extends LanesContract {
  private final DynamoStores stores;

  DynamoLanesTest(DynamoDbLocal dynamo) {
    stores = dynamo.freshStores();
  }

  @Override
  protected Outbox outbox() {
    return stores.outbox();
  }
}
