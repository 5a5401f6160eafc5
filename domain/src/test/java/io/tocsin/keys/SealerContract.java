package io.tocsin.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What everything that seals does. */
public abstract class SealerContract {

  /** The one to test. */
  protected abstract Sealer sealer();

  /** One with another key. */
  protected abstract Sealer another();

  @Test
  void whatWasSealedOpens() {
    for (String text : List.of("secret", "🔔 ü \u0000", "x".repeat(4096))) {
      Secret secret = Secret.of(text);
      String sealed = sealer().seal(secret, "cm_1");
      assertEquals(secret, sealer().open(sealed, "cm_1"));
      assertFalse(sealed.contains(text));
    }
  }

  @Test
  void sealingTwiceMakesTwoTexts() {
    Secret secret = Secret.of("secret");
    assertNotEquals(sealer().seal(secret, "cm_1"), sealer().seal(secret, "cm_1"));
  }

  @Test
  void aSealedSecretDoesNotOpenInAnotherContext() {
    String text = sealer().seal(Secret.of("secret"), "cm_1");
    assertThrows(IllegalStateException.class, () -> sealer().open(text, "cm_2"));
  }

  @Test
  void aSealedSecretDoesNotOpenWithAnotherKey() {
    String text = sealer().seal(Secret.of("secret"), "cm_1");
    assertThrows(IllegalStateException.class, () -> another().open(text, "cm_1"));
  }

  @Test
  void aSealedSecretThatWasChangedDoesNotOpen() {
    String text = sealer().seal(Secret.of("secret"), "cm_1");
    // Every tenth place: each try may be a call of a service.
    for (int i = 0; i < text.length(); i += 10) {
      char other = text.charAt(i) == 'A' ? 'Q' : 'A';
      String changed = text.substring(0, i) + other + text.substring(i + 1);
      assertThrows(IllegalStateException.class, () -> sealer().open(changed, "cm_1"), changed);
    }
    int half = text.length() / 2;
    for (String broken : List.of("", "1.", "kms1.", "x." + text, text.substring(0, half))) {
      assertThrows(IllegalStateException.class, () -> sealer().open(broken, "cm_1"), broken);
    }
  }
}
