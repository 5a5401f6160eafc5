package io.tocsin.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AesGcmSealerTest extends SealerContract {
  private final Sealer sealer = of(0);

  private static Sealer of(int value) {
    byte[] key = new byte[AesGcmSealer.KEY_LENGTH];
    Arrays.fill(key, (byte) value);
    return new AesGcmSealer(key, new SecureRandom());
  }

  @Override
  protected Sealer sealer() {
    return sealer;
  }

  @Override
  protected Sealer another() {
    return of(1);
  }

  @Test
  void textsOfAnyLengthAreSealed() {
    for (String text : List.of("", "x".repeat(10_000))) {
      Secret secret = Secret.of(text);
      assertEquals(secret, sealer.open(sealer.seal(secret, "cm_1"), "cm_1"));
    }
  }

  @Test
  void aSealedSecretThatWasChangedAnywhereDoesNotOpen() {
    String text = sealer.seal(Secret.of("secret"), "cm_1");
    for (int i = 0; i < text.length(); i++) {
      char other = text.charAt(i) == 'A' ? 'Q' : 'A';
      String changed = text.substring(0, i) + other + text.substring(i + 1);
      assertThrows(IllegalStateException.class, () -> sealer.open(changed, "cm_1"), changed);
    }
    assertThrows(IllegalStateException.class, () -> sealer.open("1.AAAA", "cm_1"));
  }

  @Test
  void theSealingKeyHas32Bytes() {
    SecureRandom random = new SecureRandom();
    assertThrows(IllegalArgumentException.class, () -> new AesGcmSealer(new byte[16], random));
  }
}
