package io.tocsin.aws.dynamodb;

import io.tocsin.aws.LocalStack;
import io.tocsin.aws.LocalStackExtension;
import io.tocsin.delivery.Outbox;
import io.tocsin.history.History;
import io.tocsin.history.HistoryContract;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("localstack")
@ExtendWith(LocalStackExtension.class)
class LocalStackHistoryTest extends HistoryContract {
  private final DynamoStores stores;

  LocalStackHistoryTest(LocalStack dynamo) {
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
