package io.tocsin.aws.dynamodb;

import io.tocsin.aws.DynamoDbLocal;
import io.tocsin.aws.DynamoDbLocalExtension;
import io.tocsin.meeting.Exchanges;
import io.tocsin.meeting.ExchangesContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DynamoDbLocalExtension.class)
class DynamoExchangesTest extends ExchangesContract {
  private final DynamoStores stores;

  DynamoExchangesTest(DynamoDbLocal dynamo) {
    stores = dynamo.freshStores();
  }

  @Override
  protected Exchanges exchanges() {
    return stores.exchanges();
  }
}
