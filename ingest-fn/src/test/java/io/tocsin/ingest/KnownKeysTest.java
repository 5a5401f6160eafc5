package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.context.ApplicationContext;
import io.tocsin.history.Page;
import io.tocsin.keys.ApiKey;
import io.tocsin.keys.KeySummary;
import io.tocsin.keys.Keys;
import io.tocsin.keys.Scope;
import io.tocsin.keys.Secret;
import io.tocsin.store.MapKeys;
import io.tocsin.store.MemoryMaps;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownKeysTest {
  private final Scene.MovingClock clock = new Scene.MovingClock();
  private final CountingKeys table = new CountingKeys();
  private final KnownKeys keys = new KnownKeys(settings(Map.of()), table, clock);

  private static Settings settings(Map<String, Object> given) {
    try (ApplicationContext context = ApplicationContext.run(given)) {
      return new Settings(context);
    }
  }

  private static ApiKey key(String id) {
    return ApiKey.of(id, "team", Secret.of("s"), Set.of(Scope.ALERT));
  }

  @Test
  void theBootstrapKeyHasEveryScopeAndIsNotLookedUp() {
    Settings given = settings(Map.of("WEBHOOK_API_KEY", "cm_b", "WEBHOOK_SECRET_KEY", "s"));
    ApiKey key = new KnownKeys(given, table, clock).find("cm_b").orElseThrow();
    assertEquals(Set.of(Scope.values()), key.scopes());
    assertEquals("bootstrap", key.owner());
    assertEquals(0, table.finds);
  }

  @Test
  void aKeyIsLookedUpOnceAMinute() {
    table.create(key("cm_1"));
    for (int i = 0; i < 60; i++) {
      assertTrue(keys.find("cm_1").isPresent());
      clock.move(Duration.ofSeconds(1));
    }
    assertEquals(1, table.finds);
    assertTrue(keys.find("cm_1").isPresent());
    assertEquals(2, table.finds);
  }

  @Test
  void aRevokedKeyIsForgottenWithinAMinute() {
    table.create(key("cm_1"));
    assertTrue(keys.find("cm_1").orElseThrow().activeAt(clock.instant()));
    table.swap(key("cm_1").revoked(clock.instant()));
    clock.move(Duration.ofSeconds(60));
    assertTrue(!keys.find("cm_1").orElseThrow().activeAt(clock.instant()));
  }

  @Test
  void anUnknownKeyIsNotLookedUpAgainAtOnceButSoonFoundWhenItIsThere() {
    for (int i = 0; i < 100; i++) {
      assertTrue(keys.find("cm_1").isEmpty());
    }
    assertEquals(1, table.finds);
    table.create(key("cm_1"));
    clock.move(KnownKeys.MISSING);
    assertTrue(keys.find("cm_1").isPresent());
  }

  @Test
  void aKeyIsLookedUpAnewNowAndThenAndNeverWhenItIsNotKnown() {
    table.create(key("cm_1"));
    keys.find("cm_1");
    for (int i = 0; i < 100; i++) {
      assertTrue(keys.findAnew("cm_1").isEmpty());
      assertTrue(keys.findAnew("cm_2").isEmpty());
    }
    assertEquals(1, table.finds);
    clock.move(KnownKeys.AGAIN);
    assertTrue(keys.findAnew("cm_1").isPresent());
    assertTrue(keys.findAnew("cm_1").isEmpty());
    assertEquals(2, table.finds);
  }

  @Test
  void guessingKeysDrivesNoKnownOneOut() {
    table.create(key("cm_1"));
    keys.find("cm_1");
    for (int i = 0; i < KnownKeys.MOST * 3; i++) {
      keys.find("cm_guess_" + i);
    }
    int before = table.finds;
    keys.find("cm_1");
    assertEquals(before, table.finds);
  }

  @Test
  void whatIsRememberedIsBoundedAndTheLatestStay() {
    Recent<Integer> recent = new Recent<>(10, Duration.ofMinutes(1));
    for (int i = 0; i < 1000; i++) {
      recent.put("n" + i, i, clock.instant());
    }
    assertEquals(10, recent.size());
    assertEquals(Optional.of(999), recent.get("n999", clock.instant()));
    assertEquals(Optional.empty(), recent.get("n1", clock.instant()));
  }

  @Test
  void anIdOfNoSensibleLengthIsNotLookedUp() {
    assertTrue(keys.find("x".repeat(257)).isEmpty());
    assertEquals(0, table.finds);
  }

  /** Keys in memory, and how often one was looked up. */
  private static final class CountingKeys implements Keys {
    private final Keys keys = new MapKeys(new MemoryMaps(), Scene.sealer());
    private int finds = 0;

    @Override
    public Optional<ApiKey> find(String id) {
      finds++;
      return keys.find(id);
    }

    @Override
    public boolean create(ApiKey key) {
      return keys.create(key);
    }

    @Override
    public boolean swap(ApiKey key) {
      return keys.swap(key);
    }

    @Override
    public Page<KeySummary> ownedBy(String owner, int limit, Optional<String> cursor) {
      return keys.ownedBy(owner, limit, cursor);
    }

    @Override
    public Page<KeySummary> all(int limit, Optional<String> cursor) {
      return keys.all(limit, cursor);
    }
  }
}
