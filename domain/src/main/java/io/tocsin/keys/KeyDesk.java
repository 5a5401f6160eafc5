package io.tocsin.keys;

import io.tocsin.history.Page;
import io.tocsin.keys.KeyRefusal.Reason;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Where keys are made and changed. It stands for whoever asks: an operator, who may do anything, or
 * an owner ({@link #forOwner}), who sees and changes nothing but keys of its own.
 *
 * <p>Changes at the same time do not undo one another: each is made to the key as it is then, and a
 * revoked key stays revoked. Everything here throws {@link KeyRefusal} when it cannot be, and then
 * nothing was changed.
 */
public final class KeyDesk {
  /** How long the old secret counts after a rotation when nobody says otherwise. */
  public static final Duration USUAL_GRACE = Duration.ofHours(24);

  public static final Duration LONGEST_GRACE = Duration.ofDays(7);

  /** How many keys an owner may make for itself, and how many an operator for an owner. */
  public static final int MOST_OWN = 20;

  public static final int MOST = 200;

  private static final Set<Scope> OWN_SCOPES = Set.of(Scope.ALERT, Scope.READ);

  private static final int TRIES = 10;

  private final Keys keys;
  private final Clock clock;
  private final Minting minting;
  private final Optional<String> owner;
  private final Set<Scope> givable;
  private final OptionalLong version;

  /** A desk for operators. */
  public KeyDesk(Keys keys, Clock clock, SecureRandom random) {
    this(
        keys,
        clock,
        new Minting(random),
        Optional.empty(),
        EnumSet.allOf(Scope.class),
        OptionalLong.empty());
  }

  private KeyDesk(
      Keys keys,
      Clock clock,
      Minting minting,
      Optional<String> owner,
      Set<Scope> givable,
      OptionalLong version) {
    this.keys = keys;
    this.clock = clock;
    this.minting = minting;
    this.owner = owner;
    this.givable = Set.copyOf(givable);
    this.version = version;
  }

  /**
   * The desk for an owner: of keys that are another's it says that there are none, and it gives no
   * scopes but {@code alert} and {@code read}.
   */
  public KeyDesk forOwner(String name) {
    return new KeyDesk(keys, clock, minting, Optional.of(name), OWN_SCOPES, version);
  }

  /** The desk for somebody who may give those scopes and no others, not even by a rotation. */
  public KeyDesk giving(Set<Scope> scopes) {
    return new KeyDesk(keys, clock, minting, owner, scopes, version);
  }

  /**
   * The desk for somebody who saw the key in that version, and wants it changed only if it is still
   * the same. So a request that is repeated changes nothing the second time.
   */
  public KeyDesk at(long seen) {
    return new KeyDesk(keys, clock, minting, owner, givable, OptionalLong.of(seen));
  }

  /** Makes a key. */
  public NewKey create(KeyRequest request) {
    return create(minting.id(), request);
  }

  /**
   * Makes a key whose id follows from the request, so that one that is repeated makes no other.
   *
   * @param id not used by any other key
   */
  public NewKey create(String id, KeyRequest request) {
    new KeyRules().request(request).enforce();
    if (owner.filter(name -> !name.equals(request.owner())).isPresent()) {
      throw new KeyRefusal(Reason.FORBIDDEN, "A key is made for its owner, and for nobody else.");
    }
    checkGivable(request.scopes());
    Instant now = clock.instant();
    KeyRoom room = new KeyRoom(keys, owner.isPresent() ? MOST_OWN : MOST);
    room.checkForOneMore(request.owner(), now);
    Secret secret = minting.secret();
    ApiKey key = request.key(id, secret).made(request.label(), now);
    if (!keys.create(key)) {
      throw new KeyRefusal(
          Reason.CONFLICT,
          "The key "
              + id
              + " is there already, and its secret was shown then. Rotate it to get"
              + " another.");
    }
    try {
      // Once more, since others may have made some meanwhile: then it is this one too many.
      room.check(request.owner(), now);
    } catch (KeyRefusal full) {
      keys.swap(key.revoked(now));
      throw full;
    }
    return new NewKey(key.summary(), secret);
  }

  /**
   * Gives a key another secret. Of several at the same time one gets through, so that no secret is
   * handed out that another rotation has ended already.
   *
   * @param grace how long the old secret counts as well, up to {@link #LONGEST_GRACE}; when zero it
   *     counts no more. One older still ends at once
   */
  public NewKey rotate(String id, Duration grace) {
    new KeyRules().grace(grace).enforce();
    ApiKey read = open(id);
    checkGivable(read.scopes());
    Secret secret = minting.secret();
    KeySummary rotated =
        change(
            read,
            key -> {
              if (!key.secret().equals(read.secret())) {
                throw changed(id);
              }
              return grace.isZero()
                  ? key.rotatedAtOnce(secret)
                  : key.rotated(secret, clock.instant().plus(grace));
            });
    return new NewKey(rotated, secret);
  }

  /** Ends a key for good. One that is revoked already stays as it is. */
  public KeySummary revoke(String id) {
    for (int tried = 0; tried < TRIES; tried++) {
      ApiKey key = known(id);
      if (key.summary().revokedAt().isPresent()) {
        return key.summary();
      }
      ApiKey next = key.revoked(clock.instant());
      if (keys.swap(next)) {
        return next.nextVersion().summary();
      }
    }
    throw changed(id);
  }

  /** Says which addresses a key may be used from; none: from anywhere. */
  public KeySummary allow(String id, List<AddressRange> ranges) {
    new KeyRules().ranges(ranges).enforce();
    return change(open(id), key -> key.allowing(ranges));
  }

  /** Gives a key a quota of its own, or, when empty, the gateway's default. */
  public KeySummary quota(String id, Optional<Integer> perMinute) {
    new KeyRules().quota(perMinute).enforce();
    return change(open(id), key -> key.quota(perMinute));
  }

  /** Changes what a key's owner is told of; what is not named stays. */
  public KeySummary prefer(String id, Map<String, Boolean> changed) {
    return tell(id, changed, Optional.empty());
  }

  /** Says which services a key's owner hears of; none: of all. */
  public KeySummary services(String id, Set<String> names) {
    return tell(id, Map.of(), Optional.of(names));
  }

  /**
   * Changes what a key's owner is told of, and of which services, as one.
   *
   * @param services empty: those it was
   */
  public KeySummary tell(String id, Map<String, Boolean> changed, Optional<Set<String>> services) {
    new KeyRules().preferences(changed).services(services.orElse(Set.of())).enforce();
    return change(
        open(id),
        key -> {
          ApiKey next = key.preferring(changed);
          return services.map(next::forServices).orElse(next);
        });
  }

  /** A key without its secrets, revoked ones too. */
  public KeySummary show(String id) {
    return known(id).summary();
  }

  /** All of an owner's keys, by id, revoked ones too; nobody sees another's. */
  public List<KeySummary> list(String name) {
    return list(Optional.of(name));
  }

  /** All keys of that owner, or of everybody, by owner and id, revoked ones too. */
  public List<KeySummary> list(Optional<String> of) {
    return KeyRoom.everything(cursor -> page(of, Page.LONGEST, cursor));
  }

  /**
   * A page of keys, by owner and id.
   *
   * @param of only that owner's
   * @param limit at most as many, 1 to {@value Page#LONGEST}
   * @throws IllegalArgumentException when the cursor is none that a page was given with
   */
  public Page<KeySummary> page(Optional<String> of, int limit, Optional<String> cursor) {
    Optional<String> whose = owner.or(() -> of);
    if (owner.isPresent() && of.filter(name -> !owner.equals(Optional.of(name))).isPresent()) {
      return new Page<>(List.of(), Optional.empty());
    }
    return whose.isPresent() ? keys.ownedBy(whose.get(), limit, cursor) : keys.all(limit, cursor);
  }

  private KeySummary change(ApiKey read, UnaryOperator<ApiKey> change) {
    ApiKey key = read;
    for (int tried = 1; ; tried++) {
      ApiKey next = change.apply(key);
      if (keys.swap(next)) {
        return next.nextVersion().summary();
      }
      if (tried == TRIES) {
        throw changed(key.id());
      }
      key = open(key.id());
    }
  }

  /** A key that may be changed. */
  private ApiKey open(String id) {
    ApiKey key = known(id);
    if (key.summary().revokedAt().isPresent()) {
      throw new KeyRefusal(
          Reason.REVOKED, "The key " + id + " is revoked, which is for good. Make another.");
    }
    if (version.isPresent() && version.getAsLong() != key.version()) {
      throw changed(id);
    }
    return key;
  }

  private ApiKey known(String id) {
    return keys.find(id)
        .filter(key -> owner.map(key.owner()::equals).orElse(true))
        .orElseThrow(() -> new KeyRefusal(Reason.UNKNOWN, "There is no such key."));
  }

  private void checkGivable(Set<Scope> scopes) {
    scopes.stream()
        .sorted()
        .filter(scope -> !givable.contains(scope))
        .findFirst()
        .ifPresent(
            scope -> {
              throw new KeyRefusal(
                  Reason.FORBIDDEN,
                  "The scope " + scope.word() + " can only be given by who has it.");
            });
  }

  private static KeyRefusal changed(String id) {
    return new KeyRefusal(
        Reason.CONFLICT, "The key " + id + " was changed meanwhile. Look at it, and try again.");
  }
}
