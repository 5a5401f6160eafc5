package io.tocsin.keys;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody wants of a new key.
 *
 * @param label what its owner calls it; may be empty
 * @param allowList addresses it may be used from; empty: from anywhere
 * @param quotaPerMinute its own quota; empty: the gateway's default
 * @param services the services its owner wants to hear of; empty: all
 * @param preferences those that differ from {@link KeySummary#DEFAULT_PREFERENCES}
 */
public record KeyRequest(
    String owner,
    String label,
    Set<Scope> scopes,
    List<AddressRange> allowList,
    Optional<Integer> quotaPerMinute,
    Set<String> services,
    Map<String, Boolean> preferences) {

  /** The most ranges of addresses. */
  public static final int MOST_RANGES = 50;

  /** The most services. */
  public static final int MOST_SERVICES = 50;

  public KeyRequest {
    scopes = Set.copyOf(scopes);
    allowList = List.copyOf(allowList);
    services = Set.copyOf(services);
    preferences = Map.copyOf(preferences);
  }

  /** Defaults for all but owner and scopes. */
  public static KeyRequest of(String owner, Set<Scope> scopes) {
    return new KeyRequest(owner, "", scopes, List.of(), Optional.empty(), Set.of(), Map.of());
  }

  ApiKey key(String id, Secret secret) {
    return ApiKey.of(id, owner, secret, scopes)
        .allowing(allowList)
        .quota(quotaPerMinute)
        .forServices(services)
        .preferring(preferences);
  }
}
