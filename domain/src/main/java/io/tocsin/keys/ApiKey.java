package io.tocsin.keys;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may send: a key, its secrets and what it is allowed.
 *
 * @param id the public name, {@code cm_…}, sent in {@code X-API-Key}
 * @param owner a Discord user or a named service
 * @param secret signs requests
 * @param previous the secret before the last rotation, while its grace period lasts
 * @param allowList addresses it may be used from; empty: from anywhere
 * @param quotaPerMinute its own quota; empty: the gateway's default
 * @param services the services its owner wants to hear of; empty: all
 * @param preferences what its owner wants to be told of, by the names of the contract
 * @param revokedAt when it stopped being valid
 */
public record ApiKey(
    String id,
    String owner,
    Set<Scope> scopes,
    Secret secret,
    Optional<Previous> previous,
    List<AddressRange> allowList,
    Optional<Integer> quotaPerMinute,
    Set<String> services,
    Map<String, Boolean> preferences,
    Optional<Instant> revokedAt) {

  /** The contract's defaults: what an owner hears of without having chosen. */
  public static final Map<String, Boolean> DEFAULT_PREFERENCES =
      Map.of(
          "p1_alerts", true,
          "p2_alerts", true,
          "p3_alerts", false,
          "health_changes", true,
          "action_results", false);

  /** A secret that was replaced and still counts until the given time. */
  public record Previous(Secret secret, Instant validUntil) {}

  public ApiKey {
    scopes = Set.copyOf(scopes);
    allowList = List.copyOf(allowList);
    services = Set.copyOf(services);
    preferences = Map.copyOf(preferences);
  }

  /** A key with a secret and scopes, and defaults for the rest. */
  public static ApiKey of(String id, String owner, Secret secret, Set<Scope> scopes) {
    return new ApiKey(
        id,
        owner,
        scopes,
        secret,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Set.of(),
        DEFAULT_PREFERENCES,
        Optional.empty());
  }

  public boolean activeAt(Instant now) {
    return revokedAt.isEmpty() || now.isBefore(revokedAt.get());
  }

  public boolean allows(Scope scope) {
    return scopes.contains(scope);
  }

  public boolean allowsAddress(String address) {
    return allowList.isEmpty() || allowList.stream().anyMatch(range -> range.contains(address));
  }

  /** The secrets a signature may be made with now: the current one, then the previous one. */
  public List<Secret> secretsAt(Instant now) {
    return previous
        .filter(old -> now.isBefore(old.validUntil()))
        .map(old -> List.of(secret, old.secret()))
        .orElse(List.of(secret));
  }
}
