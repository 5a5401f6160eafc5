package io.tocsin.keys;

import io.tocsin.history.Page;
import java.time.Duration;
import java.util.Optional;

/**
 * The keys there are. Implementations keep the secrets encrypted, and lists never have them. What
 * they take is durable when they return.
 */
public interface Keys {
  /** How long a revoked key stays on record. */
  Duration KEPT = Duration.ofDays(90);

  /** The key of that id, revoked ones too; empty when there is none. */
  Optional<ApiKey> find(String id);

  /** Adds the key; false when there is one of that id, which is left as it is. */
  boolean create(ApiKey key);

  /**
   * Puts the key in the place of the one that it was made from. The stored one has the next version
   * ({@link ApiKey#nextVersion}).
   *
   * @return false when somebody changed the key since, when it is revoked, or when it is not there
   */
  boolean swap(ApiKey key);

  /**
   * An owner's keys, revoked ones too, by id.
   *
   * @param limit at most as many, 1 to {@value Page#LONGEST}
   * @param cursor the end of the page before; empty for the first page
   * @throws IllegalArgumentException when the cursor is none that a page was given with
   */
  Page<KeySummary> ownedBy(String owner, int limit, Optional<String> cursor);

  /** Everybody's keys, by owner and id; otherwise like {@link #ownedBy}. */
  Page<KeySummary> all(int limit, Optional<String> cursor);
}
