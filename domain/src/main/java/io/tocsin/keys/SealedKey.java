package io.tocsin.keys;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An {@link ApiKey} as it is kept: its secrets sealed, with the key's id as the context, and
 * everything else in plain.
 */
public record SealedKey(
    String id,
    String owner,
    Set<Scope> scopes,
    String sealedSecret,
    Optional<String> sealedPrevious,
    Optional<Instant> previousValidUntil,
    List<String> allowList,
    Optional<Integer> quotaPerMinute,
    Set<String> services,
    Map<String, Boolean> preferences,
    Optional<Instant> revokedAt) {

  public static SealedKey seal(ApiKey key, Sealer sealer) {
    return new SealedKey(
        key.id(),
        key.owner(),
        key.scopes(),
        sealer.seal(key.secret(), key.id()),
        key.previous().map(old -> sealer.seal(old.secret(), key.id())),
        key.previous().map(ApiKey.Previous::validUntil),
        key.allowList().stream().map(AddressRange::toString).toList(),
        key.quotaPerMinute(),
        key.services(),
        key.preferences(),
        key.revokedAt());
  }

  public ApiKey open(Sealer sealer) {
    return new ApiKey(
        id,
        owner,
        scopes,
        sealer.open(sealedSecret, id),
        sealedPrevious.map(
            cipher ->
                new ApiKey.Previous(sealer.open(cipher, id), previousValidUntil.orElseThrow())),
        allowList.stream().map(AddressRange::parse).toList(),
        quotaPerMinute,
        services,
        preferences,
        revokedAt);
  }
}
