package io.tocsin.keys;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may send: a key and its secrets. Changes make a new value; a store swaps it for the one that
 * was read ({@link Keys#swap}).
 *
 * @param summary all but the secrets
 * @param secret signs requests
 * @param previous the secret before the last rotation, which counts during its grace period
 */
public record ApiKey(KeySummary summary, Secret secret, Optional<Secret> previous) {

  public ApiKey {
    if (previous.isPresent() != summary.previousUntil().isPresent()) {
      throw new IllegalArgumentException("a previous secret has an end, and only that has one");
    }
  }

  /**
   * A key with a secret and scopes, and defaults for the rest, made at the beginning of time
   * ({@link #made} says when).
   */
  public static ApiKey of(String id, String owner, Secret secret, Set<Scope> scopes) {
    return new ApiKey(KeySummary.of(id, owner, scopes), secret, Optional.empty());
  }

  public String id() {
    return summary.id();
  }

  public long version() {
    return summary.version();
  }

  public String owner() {
    return summary.owner();
  }

  public Set<Scope> scopes() {
    return summary.scopes();
  }

  public List<AddressRange> allowList() {
    return summary.allowList();
  }

  /** Its own quota; empty: the gateway's default. */
  public Optional<Integer> quotaPerMinute() {
    return summary.quotaPerMinute();
  }

  /** The services its owner wants to hear of; empty: all. */
  public Set<String> services() {
    return summary.services();
  }

  /** What its owner wants to be told of, by the names of the contract. */
  public Map<String, Boolean> preferences() {
    return summary.preferences();
  }

  public boolean activeAt(Instant now) {
    return summary.activeAt(now);
  }

  public boolean allows(Scope scope) {
    return scopes().contains(scope);
  }

  public boolean allowsAddress(String address) {
    return allowList().isEmpty() || allowList().stream().anyMatch(range -> range.contains(address));
  }

  /** The secrets a signature may be made with now: the current one, then the previous one. */
  public List<Secret> secretsAt(Instant now) {
    boolean inGrace = summary.previousUntil().map(now::isBefore).orElse(false);
    return previous.filter(old -> inGrace).map(old -> List.of(secret, old)).orElse(List.of(secret));
  }

  /** The key as its owner calls it, with the time it was made. */
  public ApiKey made(String label, Instant at) {
    return with(summary.made(label, at));
  }

  /**
   * The key with another secret. The one it had counts until the given time, the one before that no
   * more.
   */
  public ApiKey rotated(Secret next, Instant graceUntil) {
    return new ApiKey(summary.rotated(Optional.of(graceUntil)), next, Optional.of(secret));
  }

  /** The key with another secret, which is the only one that counts. */
  public ApiKey rotatedAtOnce(Secret next) {
    return new ApiKey(summary.rotated(Optional.empty()), next, Optional.empty());
  }

  /** The key, not valid any more. That is for good: the first revocation counts. */
  public ApiKey revoked(Instant now) {
    return with(summary.revoked(now));
  }

  /** The key, to be used from those addresses only; from anywhere when there are none. */
  public ApiKey allowing(List<AddressRange> ranges) {
    return with(summary.allowing(ranges));
  }

  /** The key with a quota of its own, or with the gateway's default. */
  public ApiKey quota(Optional<Integer> perMinute) {
    return with(summary.quota(perMinute));
  }

  /** The key with some preferences changed; the others stay. */
  public ApiKey preferring(Map<String, Boolean> changed) {
    return with(summary.preferring(changed));
  }

  /** The key whose owner hears of those services only; of all when there are none. */
  public ApiKey forServices(Set<String> names) {
    return with(summary.forServices(names));
  }

  /** The key as a store keeps it after a swap. */
  public ApiKey nextVersion() {
    return with(summary.nextVersion());
  }

  private ApiKey with(KeySummary changed) {
    return new ApiKey(changed, secret, previous);
  }
}
