package io.tocsin.ingest.discord;

import io.tocsin.desk.Interaction;
import io.tocsin.keys.ApiKey;
import io.tocsin.keys.KeyDesk;
import io.tocsin.keys.KeyRefusal;
import io.tocsin.keys.KeyRequest;
import io.tocsin.keys.KeySummary;
import io.tocsin.keys.Keys;
import io.tocsin.keys.NewKey;
import io.tocsin.keys.Scope;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The keys of users, with secrets made once for an interaction however often it is carried out.
 *
 * <p>An interaction's changes are made as of the time it was given, to the millisecond, so that a
 * repeat knows its own work by that time and takes it up where it was left: the secret is the same,
 * and goes into the same message. See ADR 14.
 */
@Singleton
final class Keychain {
  private static final int ID_BYTES = 10;

  /** A grace that is over at once, but can be told from none. */
  private static final Duration NO_GRACE = Duration.ofMillis(1);

  private final Keys keys;

  Keychain(Keys keys) {
    this.keys = keys;
  }

  /** Where the user's keys are changed. */
  KeyDesk desk(Interaction asked) {
    // A new source each time: none that many functions started with from one snapshot.
    return new KeyDesk(keys, Clock.fixed(asked.at(), ZoneOffset.UTC), new SecureRandom())
        .forOwner(asked.user().owner());
  }

  /** The user's keys that are active, by id. */
  List<KeySummary> active(Interaction asked) {
    return desk(asked).list(asked.user().owner()).stream()
        .filter(key -> key.revokedAt().isEmpty())
        .toList();
  }

  /**
   * Makes a key, or finds the one that this interaction has made.
   *
   * @throws KeyRefusal when it cannot be made, or is not as it was made any more
   */
  NewKey register(Interaction asked, String label) {
    String id = id(asked);
    KeyRequest request =
        new KeyRequest(
            asked.user().owner(),
            label,
            Set.of(Scope.ALERT),
            List.of(),
            Optional.empty(),
            Set.of(),
            Map.of());
    return once(() -> registered(asked), () -> desk(asked).create(id, request));
  }

  /**
   * Gives a key another secret, or finds the one that this interaction has given it.
   *
   * @throws KeyRefusal when it cannot be
   */
  NewKey rotate(Interaction asked, String id, Duration grace) {
    // Seen before it is looked for, so that a repeat that is at work now is not rotated once more.
    long seen = desk(asked).show(id).version();
    return once(
        () -> rotated(asked, id, grace).map(Keychain::shown),
        () -> desk(asked).at(seen).rotate(id, counted(grace)));
  }

  /** Takes a key back whose secret nobody can have seen. */
  void takeBackRegistration(Interaction asked) {
    if (registered(asked).isPresent()) {
      desk(asked).revoke(id(asked));
    }
  }

  /**
   * Gives a key its old secret back, if that works still: nobody can have seen the new one. When
   * somebody changes the key at the same time it is left alone.
   */
  void takeBackRotation(Interaction asked, String id, Duration grace, Instant now) {
    rotated(asked, id, grace)
        .filter(key -> key.summary().previousUntil().filter(now::isBefore).isPresent())
        .flatMap(key -> key.previous().map(key::rotatedAtOnce))
        .ifPresent(keys::swap);
  }

  /** Looks for what was done before, does it otherwise, and looks again when another was faster. */
  private static NewKey once(Supplier<Optional<NewKey>> before, Supplier<NewKey> work) {
    Optional<NewKey> done = before.get();
    if (done.isPresent()) {
      return done.get();
    }
    try {
      return work.get();
    } catch (KeyRefusal refusal) {
      if (refusal.reason() != KeyRefusal.Reason.CONFLICT) {
        throw refusal;
      }
      return before.get().orElseThrow(() -> refusal);
    }
  }

  private Optional<NewKey> registered(Interaction asked) {
    return own(asked, id(asked))
        .filter(key -> key.version() == 1 && key.summary().createdAt().equals(asked.at()))
        .map(Keychain::shown);
  }

  private Optional<ApiKey> rotated(Interaction asked, String id, Duration grace) {
    Optional<Instant> until = Optional.of(asked.at().plus(counted(grace)));
    return own(asked, id).filter(key -> key.summary().previousUntil().equals(until));
  }

  private Optional<ApiKey> own(Interaction asked, String id) {
    return keys.find(id)
        .filter(key -> key.owner().equals(asked.user().owner()))
        .filter(key -> key.summary().revokedAt().isEmpty());
  }

  private static NewKey shown(ApiKey key) {
    return new NewKey(key.summary(), key.secret());
  }

  private static Duration counted(Duration grace) {
    return grace.isZero() ? NO_GRACE : grace;
  }

  /** A key's id as others are, and the same for the same interaction. */
  private static String id(Interaction asked) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(
                  ("discord:" + asked.application() + ":" + asked.id())
                      .getBytes(StandardCharsets.UTF_8));
      return "cm_" + HexFormat.of().formatHex(digest, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
