package io.tocsin.aws.kms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tocsin.aws.TestClients;
import io.tocsin.keys.Sealer;
import io.tocsin.keys.SealerContract;
import io.tocsin.keys.Secret;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;

class KmsSealerTest extends SealerContract {
  private final PlayedKms kms = new PlayedKms();
  private final KmsClient client = TestClients.kms(kms.endpoint());
  private final String key = kms.newKey();
  private final String other = kms.newKey();

  KmsSealerTest() throws IOException {}

  @AfterEach
  void close() {
    client.close();
    kms.close();
  }

  @Override
  protected Sealer sealer() {
    return new KmsSealer(client, key);
  }

  @Override
  protected Sealer another() {
    return new KmsSealer(client, other);
  }

  @Test
  void eachCallNamesTheApiKeyInItsContext() {
    sealer().open(sealer().seal(Secret.of("secret"), "cm_1"), "cm_1");

    assertEquals(
        List.of(
            "TrentService.Encrypt {\"tocsin:key\":\"cm_1\"}",
            "TrentService.Decrypt {\"tocsin:key\":\"cm_1\"}"),
        kms.calls);
  }

  @Test
  void whatIsSealedOtherwiseCostsNoCall() {
    assertThrows(IllegalStateException.class, () -> sealer().open("1.AAAA", "cm_1"));
    assertEquals(List.of(), kms.calls);
  }

  @Test
  void aKmsOutOfReachIsNoDamagedSecret() {
    String sealed = sealer().seal(Secret.of("secret"), "cm_1");
    Sealer unknown = new KmsSealer(client, "key-none");
    SdkException refused =
        assertThrows(SdkException.class, () -> unknown.seal(Secret.of("hush"), "cm_1"));
    assertFalse(refused.toString().contains("hush"), refused.toString());
    kms.close();
    assertThrows(SdkException.class, () -> sealer().open(sealed, "cm_1"));
  }
}
