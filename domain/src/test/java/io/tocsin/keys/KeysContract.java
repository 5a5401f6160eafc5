package io.tocsin.keys;

import static io.tocsin.store.Samples.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store of keys does. A subclass gives an empty one to each test. */
public abstract class KeysContract {
  private static final Sealer SEALER = new AesGcmSealer(new byte[32], new SecureRandom());

  /** The store, the same one at every call, with that sealer. */
  protected abstract Keys keys(Sealer sealer);

  /** All that the store keeps, as text. */
  protected abstract String stored();

  private static ApiKey full(String id) {
    return new ApiKey(
        id,
        "discord#4711",
        Set.of(Scope.ALERT, Scope.READ),
        Secret.of("current-secret-🔔"),
        Optional.of(new ApiKey.Previous(Secret.of("previous-secret"), NOON.plusSeconds(60))),
        List.of(AddressRange.parse("10.0.0.0/8"), AddressRange.parse("2001:db8::/32")),
        Optional.of(7),
        Set.of("plex"),
        Map.of("p1_alerts", true, "p2_alerts", false),
        Optional.of(NOON));
  }

  @Test
  void aKeyIsFoundAsItWasSaved() {
    ApiKey bare = ApiKey.of("cm_2", "heimdallr", Secret.of(""), Set.of());
    keys(SEALER).save(full("cm_1"));
    keys(SEALER).save(bare);

    assertEquals(Optional.of(full("cm_1")), keys(SEALER).find("cm_1"));
    assertEquals(Optional.of(bare), keys(SEALER).find("cm_2"));
  }

  @Test
  void aKeyThatIsNotThereIsNotFound() {
    keys(SEALER).save(full("cm_1"));

    for (String id : List.of("cm_", "cm_11", "CM_1", "", "🔔", "x".repeat(4096))) {
      assertEquals(Optional.empty(), keys(SEALER).find(id), id);
    }
  }

  @Test
  void aKeySavedAgainReplacesTheOldOne() {
    keys(SEALER).save(full("cm_1"));
    ApiKey next = ApiKey.of("cm_1", "other", Secret.of("next"), Set.of(Scope.ADMIN));

    keys(SEALER).save(next);

    assertEquals(Optional.of(next), keys(SEALER).find("cm_1"));
  }

  @Test
  void noSecretIsStoredInPlain() {
    keys(SEALER).save(full("cm_1"));

    String stored = stored();
    assertTrue(stored.contains("discord#4711"), "this looks at what is stored");
    for (String secret : List.of("current-secret-🔔", "previous-secret")) {
      byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
      assertFalse(stored.contains(secret));
      assertFalse(stored.contains(HexFormat.of().formatHex(bytes)));
      assertFalse(stored.contains(Base64.getEncoder().withoutPadding().encodeToString(bytes)));
    }
  }

  @Test
  void aKeySealedWithAnotherSealingKeyDoesNotOpen() {
    byte[] other = new byte[32];
    other[31] = 1;
    keys(SEALER).save(full("cm_1"));

    Keys keys = keys(new AesGcmSealer(other, new SecureRandom()));
    IllegalStateException thrown =
        assertThrows(IllegalStateException.class, () -> keys.find("cm_1"));

    assertFalse(String.valueOf(thrown.getMessage()).contains("current-secret"));
  }
}
