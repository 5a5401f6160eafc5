package io.tocsin.aws.dynamodb;

import io.tocsin.aws.LocalStack;
import io.tocsin.aws.LocalStackExtension;
import io.tocsin.keeping.ErasureContract;
import io.tocsin.keys.AesGcmSealer;
import java.security.SecureRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("localstack")
@ExtendWith(LocalStackExtension.class)
class LocalStackErasureTest extends ErasureContract {
  private final DynamoStores stores;

  LocalStackErasureTest(LocalStack dynamo) {
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
