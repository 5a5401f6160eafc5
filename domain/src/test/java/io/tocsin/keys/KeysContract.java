package io.tocsin.keys;

import static io.tocsin.store.Samples.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.history.Page;
import io.tocsin.keys.KeyRefusal.Reason;
import io.tocsin.store.Threads;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store of keys does. A subclass gives an empty one to each test. */
public abstract class KeysContract {
  private static final Sealer SEALER = new AesGcmSealer(new byte[32], new SecureRandom());
  private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
  private static final int THREADS = 8;

  /** The store, the same one at every call, with that sealer. */
  protected abstract Keys keys(Sealer sealer);

  /** All that the store keeps, as text. */
  protected abstract String stored();

  private Keys keys() {
    return keys(SEALER);
  }

  private KeyDesk desk() {
    return new KeyDesk(keys(), CLOCK, new SecureRandom());
  }

  private static ApiKey full(String id) {
    return ApiKey.of(
            id, "discord#4711", Secret.of("previous-secret"), Set.of(Scope.ALERT, Scope.READ))
        .made("at home 🔔", NOON.minusSeconds(5))
        .rotated(Secret.of("current:secret-🔔"), NOON.plusSeconds(60))
        .allowing(List.of(AddressRange.parse("10.0.0.0/8"), AddressRange.parse("2001:db8::/32")))
        .quota(Optional.of(7))
        .forServices(Set.of("plex"))
        .preferring(Map.of("p2_alerts", false));
  }

  private static ApiKey bare(String id, String owner) {
    return ApiKey.of(id, owner, Secret.of("s"), Set.of());
  }

  @Test
  void aKeyIsFoundAsItWasMade() {
    ApiKey bare = ApiKey.of("cm_2", "heimdallr", Secret.of(""), Set.of());
    ApiKey revoked = full("cm_3").revoked(NOON.plusNanos(123_456_789));
    for (ApiKey key : List.of(full("cm_1"), bare, revoked)) {
      assertTrue(keys().create(key));
      assertEquals(Optional.of(key), keys().find(key.id()));
    }
  }

  @Test
  void aKeyThatIsNotThereIsNotFound() {
    keys().create(full("cm_1"));

    for (String id : List.of("cm_", "cm_11", "CM_1", "", "🔔", "x".repeat(4096))) {
      assertEquals(Optional.empty(), keys().find(id), id);
    }
  }

  @Test
  void anIdIsGivenOnce() {
    keys().create(full("cm_1"));

    assertFalse(keys().create(bare("cm_1", "thief")));

    assertEquals(Optional.of(full("cm_1")), keys().find("cm_1"));
    assertEquals(List.of(), keys().ownedBy("thief", 10, Optional.empty()).items());
  }

  @Test
  void aChangedKeyTakesThePlaceOfTheOneItWasMadeFrom() {
    keys().create(full("cm_1"));

    assertTrue(keys().swap(full("cm_1").quota(Optional.of(8))));

    ApiKey found = keys().find("cm_1").orElseThrow();
    assertEquals(full("cm_1").quota(Optional.of(8)).nextVersion(), found);
    assertEquals(2, found.version());
    assertEquals(
        List.of(found.summary()), keys().ownedBy("discord#4711", 10, Optional.empty()).items());
    assertTrue(keys().swap(found.rotated(Secret.of("third"), NOON)));
    assertEquals(Secret.of("third"), keys().find("cm_1").orElseThrow().secret());
  }

  @Test
  void aChangeOfWhatSomebodyElseChangedIsRefused() {
    keys().create(full("cm_1"));
    keys().swap(full("cm_1").quota(Optional.of(8)));

    assertFalse(keys().swap(full("cm_1").quota(Optional.of(9))));
    assertFalse(keys().swap(bare("cm_2", "nobody")));

    assertEquals(Optional.of(8), keys().find("cm_1").orElseThrow().quotaPerMinute());
    assertEquals(Optional.empty(), keys().find("cm_2"));
    assertEquals(1, keys().all(10, Optional.empty()).items().size());
  }

  @Test
  void whatIsRevokedStaysRevoked() {
    keys().create(full("cm_1"));
    ApiKey revoked = full("cm_1").revoked(NOON);
    assertTrue(keys().swap(revoked));

    assertFalse(keys().swap(full("cm_1").nextVersion()));
    assertFalse(keys().swap(revoked.nextVersion()));

    assertEquals(Optional.of(revoked.nextVersion()), keys().find("cm_1"));
  }

  @Test
  void anOwnersKeysAreListedAndNobodyElses() {
    // Those around it in the order of names, and the ends of the order.
    List<String> owners = List.of("a", "a b", "a{", "a}", "aa", "A", "~", "ü", "🔔", "\uFFFD");
    owners.forEach(owner -> keys().create(bare("cm_" + owner.hashCode(), owner)));
    keys().create(bare("cm_x", "a"));

    for (String owner : owners) {
      List<KeySummary> listed = keys().ownedBy(owner, 100, Optional.empty()).items();
      assertEquals(owner.equals("a") ? 2 : 1, listed.size(), owner);
      assertTrue(listed.stream().allMatch(key -> key.owner().equals(owner)), owner);
    }
    assertEquals(11, keys().all(100, Optional.empty()).items().size());
    assertEquals(List.of(), keys().ownedBy("", 100, Optional.empty()).items());
  }

  @Test
  void longListsComeInPages() {
    List<KeySummary> all = new ArrayList<>();
    for (String owner : List.of("one", "other")) {
      for (int i = 10; i < 15; i++) {
        ApiKey key = bare("cm_" + i + owner, owner);
        keys().create(key);
        all.add(key.summary());
      }
    }
    assertEquals(all, pages(cursor -> keys().all(3, cursor)));
    assertEquals(all.subList(5, 10), pages(cursor -> keys().ownedBy("other", 2, cursor)));
    assertEquals(all.subList(0, 5), pages(cursor -> keys().ownedBy("one", 5, cursor)));
  }

  private interface Pages {
    Page<KeySummary> page(Optional<String> cursor);
  }

  private static List<KeySummary> pages(Pages pages) {
    List<KeySummary> all = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<KeySummary> page = pages.page(cursor);
      all.addAll(page.items());
      cursor = page.next();
    } while (cursor.isPresent());
    return all;
  }

  @Test
  void whatIsNoCursorIsRefused() {
    String another = KeyPlace.of(bare("cm_1", "another").summary()).cursor();
    for (String cursor : List.of("", "?", "AAAA", "_w", another + "=x")) {
      Optional<String> wrong = Optional.of(cursor);
      assertThrows(IllegalArgumentException.class, () -> keys().all(5, wrong), cursor);
      assertThrows(IllegalArgumentException.class, () -> keys().ownedBy("a", 5, wrong), cursor);
    }
    assertThrows(
        IllegalArgumentException.class, () -> keys().ownedBy("a", 5, Optional.of(another)));
    assertEquals(List.of(), keys().all(5, Optional.of(another)).items());
    assertThrows(IllegalArgumentException.class, () -> keys().all(101, Optional.empty()));
  }

  @Test
  void noSecretIsStoredInPlain() {
    keys().create(full("cm_1"));

    String stored = stored();
    assertTrue(stored.contains("discord#4711"), "this looks at what is stored");
    for (String secret : List.of("current:secret-🔔", "previous-secret")) {
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
    keys().create(full("cm_1"));

    Keys keys = keys(new AesGcmSealer(other, new SecureRandom()));
    IllegalStateException thrown =
        assertThrows(IllegalStateException.class, () -> keys.find("cm_1"));

    assertFalse(String.valueOf(thrown.getMessage()).contains("current:secret"));
  }

  @Test
  void ofManyThatMakeOneKeyOneDoes() throws Exception {
    List<Boolean> made =
        Threads.together(THREADS, number -> keys().create(bare("cm_1", "owner" + number)));

    assertEquals(1, made.stream().filter(one -> one).count());
    KeySummary only = keys().all(10, Optional.empty()).items().get(0);
    assertEquals("owner" + made.indexOf(true), only.owner());
    assertEquals(1, keys().all(10, Optional.empty()).items().size());
  }

  @Test
  void ofTwoThatRotateAtOnceEachHasASecretThatWorks() throws Exception {
    for (int round = 0; round < 5; round++) {
      String id = desk().create(KeyRequest.of("me", Set.of(Scope.ALERT))).key().id();

      List<Secret> secrets =
          Threads.together(2, number -> rotated(id)).stream().flatMap(Optional::stream).toList();

      assertFalse(secrets.isEmpty());
      List<Secret> valid = keys().find(id).orElseThrow().secretsAt(NOON);
      assertTrue(valid.containsAll(secrets));
    }
  }

  @Test
  void aKeyRevokedWhileItIsRotatedAndChangedIsRevokedInTheEnd() throws Exception {
    for (int round = 0; round < 5; round++) {
      String id = desk().create(KeyRequest.of("me", Set.of(Scope.ALERT))).key().id();

      Threads.together(
          THREADS,
          number ->
              switch (number % 3) {
                case 0 -> rotated(id).isPresent();
                case 1 -> revoked(id);
                default -> limited(id, number);
              });

      // Who lost against too many others was told so, and is at it again.
      desk().revoke(id);
      ApiKey end = keys().find(id).orElseThrow();
      assertFalse(end.activeAt(NOON));
      assertEquals(
          Optional.of(end.summary()),
          keys().ownedBy("me", 100, Optional.empty()).items().stream()
              .filter(key -> key.id().equals(id))
              .findFirst());
      assertEquals(Reason.REVOKED, refusal(() -> desk().rotate(id, Duration.ZERO)).reason());
    }
  }

  private Optional<Secret> rotated(String id) {
    try {
      return Optional.of(desk().rotate(id, Duration.ofHours(1)).secret());
    } catch (KeyRefusal e) {
      assertTrue(Set.of(Reason.CONFLICT, Reason.REVOKED).contains(e.reason()));
      return Optional.empty();
    }
  }

  private boolean revoked(String id) {
    return !desk().revoke(id).activeAt(NOON);
  }

  private boolean limited(String id, int quota) {
    try {
      return desk().quota(id, Optional.of(quota)).quotaPerMinute().isPresent();
    } catch (KeyRefusal e) {
      assertTrue(Set.of(Reason.CONFLICT, Reason.REVOKED).contains(e.reason()));
      return false;
    }
  }

  @Test
  void nobodyGetsMoreKeysThanOneMayHaveHoweverManyAskAtOnce() throws Exception {
    KeyDesk own = desk().forOwner("me");
    KeyRequest request = KeyRequest.of("me", Set.of(Scope.ALERT));
    Stream.generate(() -> request).limit(KeyDesk.MOST_OWN - 3).forEach(own::create);

    Threads.together(
        THREADS,
        number -> {
          try {
            return own.create(request).key().id();
          } catch (KeyRefusal e) {
            return e.reason().name();
          }
        });

    long active = own.list("me").stream().filter(key -> key.activeAt(NOON)).count();
    assertTrue(active <= KeyDesk.MOST_OWN, active + " are active");
    assertEquals(Reason.FULL, refusal(() -> own.create(request)).reason());
  }

  private static KeyRefusal refusal(Runnable asked) {
    return assertThrows(KeyRefusal.class, asked::run);
  }
}
