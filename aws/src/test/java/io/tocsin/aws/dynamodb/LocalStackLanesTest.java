package io.tocsin.aws.dynamodb;

import io.tocsin.aws.LocalStack;
import io.tocsin.aws.LocalStackExtension;
import io.tocsin.delivery.LanesContract;
import io.tocsin.delivery.Outbox;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("localstack")
@ExtendWith(LocalStackExtension.class)
class LocalStackLanesTest extends LanesContract {
  private final DynamoStores stores;

  LocalStackLanesTest(LocalStack dynamo) {
    stores = dynamo.freshStores();
  }

  @Override
  protected Outbox outbox() {
    return stores.outbox();
  }
}
