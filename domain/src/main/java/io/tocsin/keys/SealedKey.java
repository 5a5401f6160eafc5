package io.tocsin.keys;

/**
 * An {@link ApiKey} as it is kept: its secrets sealed together, with the key's id as the context,
 * and everything else in plain. One text, so that one call of whoever seals is enough.
 *
 * @param sealed the secrets; what was sealed is the first one's length, a colon, and both of them
 */
public record SealedKey(KeySummary summary, String sealed) {

  public static SealedKey seal(ApiKey key, Sealer sealer) {
    String current = key.secret().reveal();
    String both = current.length() + ":" + current + key.previous().map(Secret::reveal).orElse("");
    return new SealedKey(key.summary(), sealer.seal(Secret.of(both), key.id()));
  }

  /**
   * The key with its secrets.
   *
   * @throws IllegalStateException when they do not open
   */
  public ApiKey open(Sealer sealer) {
    String both = sealer.open(sealed, summary.id()).reveal();
    int start = both.indexOf(':') + 1;
    int end = start + Integer.parseInt(both.substring(0, start - 1));
    return new ApiKey(
        summary,
        Secret.of(both.substring(start, end)),
        summary.previousUntil().map(until -> Secret.of(both.substring(end))));
  }
}
