package io.tocsin.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class AesGcmSealerTest {
  private final Sealer sealer = new AesGcmSealer(new byte[32], new SecureRandom());

  @Test
  void whatWasSealedOpens() {
    for (String text : List.of("", "secret", "🔔 ü \u0000", "x".repeat(10_000))) {
      Secret secret = Secret.of(text);
      assertEquals(secret, sealer.open(sealer.seal(secret, "cm_1"), "cm_1"));
    }
  }

  @Test
  void sealingTwiceMakesTwoTexts() {
    Secret secret = Secret.of("secret");
    assertNotEquals(sealer.seal(secret, "cm_1"), sealer.seal(secret, "cm_1"));
  }

  @Test
  void aSealedSecretDoesNotOpenInAnotherContext() {
    String text = sealer.seal(Secret.of("secret"), "cm_1");
    assertThrows(IllegalStateException.class, () -> sealer.open(text, "cm_2"));
  }

  @Test
  void aSealedSecretThatWasChangedDoesNotOpen() {
    String text = sealer.seal(Secret.of("secret"), "cm_1");
    for (int i = 0; i < text.length(); i++) {
      char other = text.charAt(i) == 'A' ? 'Q' : 'A';
      String changed = text.substring(0, i) + other + text.substring(i + 1);
      assertThrows(IllegalStateException.class, () -> sealer.open(changed, "cm_1"), changed);
    }
    for (String broken : List.of("", "1.", "1.AAAA", "2." + text, text.substring(0, 20))) {
      assertThrows(IllegalStateException.class, () -> sealer.open(broken, "cm_1"), broken);
    }
  }

  @Test
  void theSealingKeyHas32Bytes() {
    SecureRandom random = new SecureRandom();
    assertThrows(IllegalArgumentException.class, () -> new AesGcmSealer(new byte[16], random));
  }
}
