package io.tocsin.ingest;

import io.tocsin.keys.ApiKey;
import io.tocsin.keys.Keys;
import io.tocsin.keys.Scope;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys, the one from the environment first. The others are looked up and remembered for at most
 * {@link #FRESH}, so that is how long a revoked key may live on. Unknown ones are remembered apart
 * and more briefly: guessing drives no known key out, and a new key soon works.
 */
@Singleton
final class KnownKeys {
  static final Duration FRESH = Duration.ofMinutes(1);
  static final Duration MISSING = Duration.ofSeconds(10);

  /** How often a key is looked up for signatures that do not match it. */
  static final Duration AGAIN = Duration.ofSeconds(2);

  static final int MOST = 1000;
  private static final int LONGEST_ID = 256;
  private static final Logger LOG = LoggerFactory.getLogger(KnownKeys.class);

  private final Optional<ApiKey> bootstrap;
  private final Keys keys;
  private final Clock clock;
  private final Recent<ApiKey> found = new Recent<>(MOST, FRESH);
  private final Recent<Boolean> lookedUp = new Recent<>(MOST, AGAIN);
  private final Recent<Boolean> missing = new Recent<>(MOST, MISSING);

  KnownKeys(Settings settings, Keys keys, Clock clock) {
    this.bootstrap =
        settings
            .webhookKey()
            .map(key -> ApiKey.of(key.id(), "bootstrap", key.secret(), Set.of(Scope.values())));
    this.keys = keys;
    this.clock = clock;
    if (bootstrap.isEmpty()) {
      LOG.warn(
          "WEBHOOK_API_KEY and WEBHOOK_SECRET_KEY are not set: only keys in the table are known");
    }
  }

  /** The key of that id, revoked ones too. */
  Optional<ApiKey> find(String id) {
    if (bootstrap.isPresent() && bootstrap.get().id().equals(id)) {
      return bootstrap;
    }
    if (id.length() > LONGEST_ID) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Optional<ApiKey> known = found.get(id, now);
    return known.isPresent() || missing.get(id, now).isPresent() ? known : lookUp(id, now);
  }

  /**
   * The key of that id as it is now, when it was only remembered: its secret may be another by now.
   * Empty when it was looked up just now.
   */
  Optional<ApiKey> findAnew(String id) {
    Instant now = clock.instant();
    return found.get(id, now).isPresent() && lookedUp.get(id, now).isEmpty()
        ? lookUp(id, now)
        : Optional.empty();
  }

  /** Whether that is the key from the environment, which is in no table. */
  boolean isBootstrap(String id) {
    return bootstrap.filter(key -> key.id().equals(id)).isPresent();
  }

  /** Looks the key up the next time: it was changed here. */
  void forget(String id) {
    found.forget(id);
    missing.forget(id);
  }

  private Optional<ApiKey> lookUp(String id, Instant now) {
    lookedUp.put(id, true, now);
    Optional<ApiKey> key = keys.find(id);
    if (key.isPresent()) {
      found.put(id, key.get(), now);
    } else {
      missing.put(id, true, now);
    }
    return key;
  }
}
