package io.tocsin.aws.dynamodb;

import io.tocsin.aws.LocalStack;
import io.tocsin.aws.LocalStackExtension;
import io.tocsin.meeting.Exchanges;
import io.tocsin.meeting.ExchangesContract;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("localstack")
@ExtendWith(LocalStackExtension.class)
class LocalStackExchangesTest extends ExchangesContract {
  private final DynamoStores stores;

  LocalStackExchangesTest(LocalStack dynamo) {
    stores = dynamo.freshStores();
  }

  @Override
  protected Exchanges exchanges() {
    return stores.exchanges();
  }
}
