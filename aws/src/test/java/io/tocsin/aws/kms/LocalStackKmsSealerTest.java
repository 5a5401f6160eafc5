package io.tocsin.aws.kms;

import io.tocsin.aws.LocalStack;
import io.tocsin.aws.LocalStackExtension;
import io.tocsin.keys.Sealer;
import io.tocsin.keys.SealerContract;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.kms.KmsClient;

@Tag("localstack")
@ExtendWith(LocalStackExtension.class)
class LocalStackKmsSealerTest extends SealerContract {
  private final KmsClient client;
  private final String key;
  private final String other;

  LocalStackKmsSealerTest(LocalStack localStack) {
    client = localStack.kms();
    key = client.createKey().keyMetadata().keyId();
    other = client.createKey().keyMetadata().keyId();
  }

  @Override
  protected Sealer sealer() {
    return new KmsSealer(client, key);
  }

  @Override
  protected Sealer another() {
    return new KmsSealer(client, other);
  }
}
