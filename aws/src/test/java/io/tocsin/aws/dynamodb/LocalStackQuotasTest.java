package io.tocsin.aws.dynamodb;

import io.tocsin.aws.LocalStack;
import io.tocsin.aws.LocalStackExtension;
import io.tocsin.keys.Quotas;
import io.tocsin.keys.QuotasContract;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("localstack")
@ExtendWith(LocalStackExtension.class)
class LocalStackQuotasTest extends QuotasContract {
  private final DynamoStores stores;

  LocalStackQuotasTest(LocalStack dynamo) {
    stores = dynamo.freshStores();
  }

  @Override
  protected Quotas quotas() {
    return stores.quotas();
  }
}
