package io.tocsin.aws.dynamodb;

import io.tocsin.aws.DynamoDbLocal;
import io.tocsin.aws.DynamoDbLocalExtension;
import io.tocsin.keeping.ErasureContract;
import io.tocsin.keys.AesGcmSealer;
import java.security.SecureRandom;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DynamoDbLocalExtension.class)
class DynamoErasureTest extends ErasureContract {
  private final DynamoStores stores;

  DynamoErasureTest(DynamoDbLocal dynamo) {
    stores = dynamo.freshStores();
  }

  @Override
  protected Stores stores() {
    return new Stores(
        stores.outbox(),
        stores.history(),
        stores.meetings(),
        stores.exchanges(),
        stores.lessons(),
        stores.keys(new AesGcmSealer(new byte[AesGcmSealer.KEY_LENGTH], new SecureRandom())),
        stores.quotas(),
        stores.eraser());
  }
}
