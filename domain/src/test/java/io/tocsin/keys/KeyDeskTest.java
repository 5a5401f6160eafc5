package io.tocsin.keys;

import static io.tocsin.store.Samples.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.keys.KeyRefusal.Reason;
import io.tocsin.store.MapKeys;
import io.tocsin.store.MemoryMaps;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyDeskTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final KeyRequest REQUEST =
      new KeyRequest(
          "discord#1",
          "home",
          Set.of(Scope.ALERT, Scope.READ),
          List.of(AddressRange.parse("10.0.0.0/8")),
          Optional.of(5),
          Set.of("plex"),
          Map.of("p3_alerts", true));

  private final Moving clock = new Moving();
  private final Keys keys =
      new MapKeys(new MemoryMaps(), new AesGcmSealer(new byte[32], new SecureRandom()));
  private final KeyDesk desk = new KeyDesk(keys, clock, new SecureRandom());

  /** A clock that stands still until it is moved. */
  private static final class Moving extends Clock {
    private Instant now = NOON;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private ApiKey stored(String id) {
    return keys.find(id).orElseThrow();
  }

  private static KeyRefusal refused(Reason reason, Runnable asked) {
    KeyRefusal refusal = assertThrows(KeyRefusal.class, asked::run);
    assertEquals(reason, refusal.reason(), refusal.getMessage());
    return refusal;
  }

  @Test
  void aKeyIsMadeAsItIsAskedForAndItsSecretGivenOnce() {
    NewKey made = desk.create(REQUEST);

    ApiKey key = stored(made.key().id());
    assertEquals(made.key(), key.summary());
    assertEquals(made.secret(), key.secret());
    assertEquals("discord#1", key.owner());
    assertEquals("home", key.summary().label());
    assertEquals(NOON, key.summary().createdAt());
    assertEquals(Set.of(Scope.ALERT, Scope.READ), key.scopes());
    assertTrue(key.allowsAddress("10.1.2.3") && !key.allowsAddress("192.0.2.1"));
    assertEquals(Optional.of(5), key.quotaPerMinute());
    assertEquals(Set.of("plex"), key.services());
    assertEquals(true, key.preferences().get("p3_alerts"));
    assertEquals(KeySummary.DEFAULT_PREFERENCES.keySet(), key.preferences().keySet());
    assertTrue(key.id().matches("cm_[0-9a-f]{20}"), key.id());
    assertTrue(key.secret().reveal().matches("[0-9a-f]{64}"), "256 bits");
    assertFalse(made.toString().contains(key.secret().reveal()));
  }

  @Test
  void noTwoKeysHaveAnIdOrASecretInCommon() {
    Set<Object> all = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      NewKey made = desk.create(REQUEST);
      all.add(made.key().id());
      all.add(made.secret());
    }
    assertEquals(200, all.size());
  }

  @Test
  void aRequestThatIsRepeatedMakesNoOtherKey() {
    NewKey made = desk.create("cm_given", REQUEST);

    refused(Reason.CONFLICT, () -> desk.create("cm_given", REQUEST));

    assertEquals(made.secret(), stored("cm_given").secret());
    assertEquals(1, desk.list("discord#1").size());
  }

  @Test
  void everyMistakeIsNamedWithWhatToDo() {
    List<AddressRange> ranges = Collections.nCopies(51, AddressRange.parse("10.0.0.1"));
    KeyRequest wrong =
        new KeyRequest(
            "a|b",
            "line\nbreak",
            Set.of(),
            ranges,
            Optional.of(1_000_001),
            Set.of(" "),
            Map.of("p9_alerts", true));
    Map<String, String> mistakes = refused(Reason.INVALID, () -> desk.create(wrong)).mistakes();

    assertEquals(
        List.of("owner", "label", "scopes", "allow", "quota", "services", "preferences"),
        List.copyOf(mistakes.keySet()));
    assertTrue(mistakes.getOrDefault("quota", "").contains("1 to 1000000"));
    assertTrue(mistakes.getOrDefault("preferences", "").contains("p1_alerts, p2_alerts"));
    assertEquals(List.of(), keys.all(10, Optional.empty()).items());
  }

  @Test
  void theLimitsThemselvesAreAllowed() {
    Set<String> services = new TreeSet<>();
    IntStream.range(0, 50).forEach(i -> services.add(i + "x".repeat(254)));
    KeyRequest most =
        new KeyRequest(
            "o".repeat(100),
            "l".repeat(100),
            Set.of(Scope.values()),
            Collections.nCopies(50, AddressRange.parse("2001:db8::/32")),
            Optional.of(1_000_000),
            services,
            KeySummary.DEFAULT_PREFERENCES);
    String id = desk.create(most).key().id();
    desk.quota(id, Optional.of(1));
    desk.rotate(id, KeyDesk.LONGEST_GRACE);
    refused(Reason.INVALID, () -> desk.quota(id, Optional.of(0)));
    refused(Reason.INVALID, () -> desk.rotate(id, KeyDesk.LONGEST_GRACE.plusNanos(1)));
    refused(Reason.INVALID, () -> desk.rotate(id, Duration.ofNanos(-1)));
    services.add("one more");
    refused(Reason.INVALID, () -> desk.services(id, services));
  }

  @Test
  void bothSecretsCountDuringTheGraceAndThenTheNewOneAlone() {
    NewKey first = desk.create(REQUEST);
    NewKey second = desk.rotate(first.key().id(), KeyDesk.USUAL_GRACE);
    ApiKey key = stored(first.key().id());

    assertNotEquals(first.secret(), second.secret());
    assertEquals(Optional.of(NOON.plus(DAY)), second.key().previousUntil());
    assertEquals(List.of(second.secret(), first.secret()), key.secretsAt(NOON));
    assertEquals(2, key.secretsAt(NOON.plus(DAY).minusNanos(1)).size());
    assertEquals(List.of(second.secret()), key.secretsAt(NOON.plus(DAY)));
  }

  @Test
  void aRotationWithoutGraceEndsEveryOtherSecretAtOnce() {
    String id = desk.create(REQUEST).key().id();
    desk.rotate(id, DAY);
    NewKey last = desk.rotate(id, Duration.ZERO);

    assertEquals(Optional.empty(), last.key().previousUntil());
    assertEquals(List.of(last.secret()), stored(id).secretsAt(NOON));
    assertEquals(Optional.empty(), stored(id).previous());
  }

  @Test
  void aSecondRotationEndsTheSecretBeforeTheLast() {
    NewKey first = desk.create(REQUEST);
    NewKey second = desk.rotate(first.key().id(), DAY);
    NewKey third = desk.rotate(first.key().id(), DAY);

    assertEquals(
        List.of(third.secret(), second.secret()), stored(first.key().id()).secretsAt(NOON));
  }

  @Test
  void aRevokedKeyTakesNoChange() {
    String id = desk.create(REQUEST).key().id();
    KeySummary revoked = desk.revoke(id);
    assertEquals(Optional.of(NOON), revoked.revokedAt());
    assertFalse(stored(id).activeAt(NOON));

    refused(Reason.REVOKED, () -> desk.rotate(id, DAY));
    refused(Reason.REVOKED, () -> desk.allow(id, List.of()));
    refused(Reason.REVOKED, () -> desk.quota(id, Optional.empty()));
    refused(Reason.REVOKED, () -> desk.prefer(id, Map.of()));
    refused(Reason.REVOKED, () -> desk.services(id, Set.of()));
    clock.now = NOON.plusSeconds(9);
    assertEquals(revoked, desk.revoke(id), "the first time counts");
  }

  @Test
  void eachPartIsChangedByItself() {
    String id = desk.create(REQUEST).key().id();
    desk.allow(id, List.of(AddressRange.parse("::1")));
    desk.quota(id, Optional.empty());
    desk.prefer(id, Map.of("p1_alerts", false));
    KeySummary end = desk.services(id, Set.of("a", "b"));

    assertEquals(end, desk.show(id));
    assertEquals(5, end.version());
    assertEquals(List.of(AddressRange.parse("::1")), end.allowList());
    assertEquals(Optional.empty(), end.quotaPerMinute());
    assertEquals(Set.of("a", "b"), end.services());
    assertEquals(false, end.preferences().get("p1_alerts"));
    assertEquals(true, end.preferences().get("p3_alerts"), "what is not named stays");
  }

  @Test
  void whoSawAnotherVersionChangesNothing() {
    NewKey made = desk.create(REQUEST);
    String id = made.key().id();
    NewKey rotated = desk.at(1).rotate(id, DAY);

    refused(Reason.CONFLICT, () -> desk.at(1).rotate(id, DAY));
    refused(Reason.CONFLICT, () -> desk.at(1).allow(id, List.of()));

    assertEquals(rotated.secret(), stored(id).secret());
    assertEquals(Optional.of(9), desk.at(2).quota(id, Optional.of(9)).quotaPerMinute());
  }

  @Test
  void anOwnerSeesAndChangesNoKeysButItsOwn() {
    String foreign = desk.create(KeyRequest.of("other", Set.of(Scope.ALERT))).key().id();
    KeyDesk own = desk.forOwner("discord#1");
    String mine = own.create(REQUEST).key().id();

    String unknown = refused(Reason.UNKNOWN, () -> own.revoke("cm_none")).getMessage();
    for (Runnable asked :
        List.<Runnable>of(
            () -> own.revoke(foreign),
            () -> own.rotate(foreign, DAY),
            () -> own.allow(foreign, List.of()),
            () -> own.quota(foreign, Optional.empty()),
            () -> own.prefer(foreign, Map.of()),
            () -> own.services(foreign, Set.of()),
            () -> own.show(foreign))) {
      assertEquals(unknown, refused(Reason.UNKNOWN, asked).getMessage());
    }
    assertEquals(List.of(), own.list("other"));
    assertEquals(1, own.page(Optional.empty(), 10, Optional.empty()).items().size());
    assertEquals(2, desk.page(Optional.empty(), 10, Optional.empty()).items().size());
    assertEquals(1, desk.page(Optional.of("other"), 10, Optional.empty()).items().size());
    assertFalse(own.revoke(mine).activeAt(NOON));
    refused(Reason.FORBIDDEN, () -> own.create(KeyRequest.of("other", Set.of(Scope.ALERT))));
  }

  @Test
  void nobodyGivesWhatHeHasNot() {
    KeyDesk own = desk.forOwner("discord#1");
    refused(
        Reason.FORBIDDEN,
        () -> own.create(KeyRequest.of("discord#1", Set.of(Scope.ALERT, Scope.ADMIN))));
    String strong = desk.create(KeyRequest.of("ops", Set.of(Scope.values()))).key().id();
    KeyDesk weak = desk.giving(Set.of(Scope.ADMIN, Scope.ALERT));

    assertTrue(
        refused(Reason.FORBIDDEN, () -> weak.rotate(strong, DAY)).getMessage().contains("read"));
    assertFalse(weak.revoke(strong).activeAt(NOON), "to take away needs no scope");
  }

  @Test
  void anOwnerHasABoundedNumberOfKeysThoseOfTheLastDayCounted() {
    KeyDesk own = desk.forOwner("discord#1");
    for (int i = 0; i < KeyDesk.MOST_OWN; i++) {
      own.revoke(own.create(REQUEST).key().id());
    }
    refused(Reason.FULL, () -> own.create(REQUEST));
    desk.create(REQUEST);
    clock.now = NOON.plus(DAY);
    for (int i = 1; i < KeyDesk.MOST_OWN; i++) {
      own.create(REQUEST);
    }
    clock.now = NOON.plus(DAY.multipliedBy(9));
    assertTrue(refused(Reason.FULL, () -> own.create(REQUEST)).getMessage().contains("20 keys"));
    own.revoke(
        own.list("discord#1").stream()
            .filter(key -> key.activeAt(clock.now))
            .findAny()
            .orElseThrow()
            .id());
    own.create(REQUEST);
    for (int i = 0; i < KeyDesk.MOST; i++) {
      desk.create(KeyRequest.of("fleet", Set.of(Scope.ALERT)));
    }
    refused(Reason.FULL, () -> desk.create(KeyRequest.of("fleet", Set.of(Scope.ALERT))));
  }
}
