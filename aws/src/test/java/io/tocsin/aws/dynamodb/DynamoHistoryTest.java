package io.tocsin.aws.dynamodb;

import io.tocsin.aws.DynamoDbLocal;
import io.tocsin.aws.DynamoDbLocalExtension;
import io.tocsin.delivery.Outbox;
import io.tocsin.history.History;
import io.tocsin.history.HistoryContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DynamoDbLocalExtension.class)
class DynamoHistoryTest extends HistoryContract {
  private final DynamoStores stores;

  DynamoHistoryTest(DynamoDbLocal dynamo) {
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
