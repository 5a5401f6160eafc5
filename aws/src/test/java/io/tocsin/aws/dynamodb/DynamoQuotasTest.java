package io.tocsin.aws.dynamodb;

import io.tocsin.aws.DynamoDbLocal;
import io.tocsin.aws.DynamoDbLocalExtension;
import io.tocsin.keys.Quotas;
import io.tocsin.keys.QuotasContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DynamoDbLocalExtension.class)
class DynamoQuotasTest extends QuotasContract {
  private final DynamoStores stores;

  DynamoQuotasTest(DynamoDbLocal dynamo) {
    stores = dynamo.freshStores();
  }

  @Override
  protected Quotas quotas() {
    return stores.quotas();
  }
}
