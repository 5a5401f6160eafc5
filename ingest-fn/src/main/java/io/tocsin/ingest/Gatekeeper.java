package io.tocsin.ingest;

import io.tocsin.ingest.format.Received;
import io.tocsin.keys.AddressRange;
import io.tocsin.keys.ApiKey;
import io.tocsin.keys.Scope;
import io.tocsin.keys.Secret;
import io.tocsin.keys.Signature;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Lets a request in, or refuses it: the checks of every signed endpoint, in their order.
 *
 * <p>An unknown key and a wrong signature take the same time and get the same answer, or else one
 * could find out which keys there are. So a timestamp outside the window is told only to who signed
 * it rightly.
 */
@Singleton
final class Gatekeeper {
  /** How far a sender's clock may be off, either way. */
  static final Duration WINDOW = Duration.ofMinutes(5);

  /** The current one, and the previous one in its grace period. */
  private static final int MOST_SECRETS = 2;

  private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{1,12}");

  private final KnownKeys keys;
  private final QuotaMeter quotas;
  private final Settings settings;
  private final Clock clock;
  private final Secret nobodys;

  Gatekeeper(KnownKeys keys, QuotaMeter quotas, Settings settings, Clock clock) {
    this.keys = keys;
    this.quotas = quotas;
    this.settings = settings;
    this.clock = clock;
    byte[] random = new byte[Signature.LENGTH];
    new SecureRandom().nextBytes(random);
    this.nobodys = Secret.of(HexFormat.of().formatHex(random));
  }

  /** Like {@link #admit(Incoming, Scope)}, for who brings alerts. */
  Received admit(Incoming incoming) {
    return admit(incoming, Scope.ALERT);
  }

  /**
   * Checks everything but the body's content.
   *
   * @param scope what the key must be allowed to do
   * @throws Problem.Refused with the answer of the first check that fails
   */
  Received admit(Incoming incoming, Scope scope) {
    Instant now = clock.instant();
    SignedRequest request = SignedRequest.of(incoming);
    String keyId = present(request.keyId(), "X-API-Key", "name the key there");
    String timestamp = timestamp(request);
    byte[] signature = signature(request);
    String site = site(request.address());
    checkNotRefused(site);
    ApiKey key =
        verified(keyId, timestamp, signature, request.body(), now)
            .orElseThrow(
                () ->
                    stranger(
                        site,
                        "The key in X-API-Key is not active, or X-Signature was not made with its"
                            + " secret over timestamp + \".\" + the very bytes of the body"));
    checkWindow(timestamp, now);
    checkAllowed(key, scope, request.address());
    checkQuota(site, settings.addressQuota());
    checkQuota("key#" + key.id(), key.quotaPerMinute().orElse(settings.keyQuota()));
    return new Received(key, timestamp, signature, request.body(), request.idempotencyKey(), now);
  }

  /**
   * Checks that the caller may read.
   *
   * @return what it sees: all, if it may administer, and otherwise what was signed with keys of the
   *     same owner
   * @throws Problem.Refused when it may not
   */
  Reader admitReader(Incoming incoming) {
    if (settings.openReads()) {
      return Reader.OF_ALL;
    }
    String keyId =
        present(SignedRequest.single(incoming, "X-API-Key"), "X-API-Key", "reading needs a key");
    String address = incoming.address().orElse("unknown");
    String site = site(address);
    checkNotRefused(site);
    ApiKey key =
        active(keyId, clock.instant())
            .orElseThrow(() -> stranger(site, "The key in X-API-Key is not known or not active"));
    checkAllowed(key, Scope.READ, address);
    return key.allows(Scope.ADMIN) ? Reader.OF_ALL : Reader.of(key.owner());
  }

  /** What an address's quota is counted by. */
  private static String site(String address) {
    return "address#" + AddressRange.site(address);
  }

  /** Before anything is looked up for it. */
  private void checkNotRefused(String site) {
    quotas.refusal(site).ifPresent(Gatekeeper::refuse);
  }

  /** Refuses one who could not say who it is, which counts for its address. */
  private Problem.Refused stranger(String site, String detail) {
    return quotas
        .takeUnknown(site, settings.addressQuota())
        .map(wait -> new Problem.Refused(Problem.tooMany(wait)))
        .orElseGet(() -> unauthorized(detail));
  }

  private static String timestamp(SignedRequest request) {
    String mend = "send Unix seconds as at most 12 ASCII digits";
    String timestamp = present(request.timestamp(), "X-Timestamp", mend);
    if (!TIMESTAMP.matcher(timestamp).matches()) {
      throw unauthorized("X-Timestamp is not a timestamp; " + mend);
    }
    return timestamp;
  }

  private static byte[] signature(SignedRequest request) {
    String mend = "send the HMAC-SHA256 of timestamp + \".\" + body as 64 hex digits";
    return Signature.decode(present(request.signature(), "X-Signature", mend))
        .orElseThrow(() -> unauthorized("X-Signature is not a signature; " + mend));
  }

  private Optional<ApiKey> verified(
      String keyId, String timestamp, byte[] signature, byte[] body, Instant now) {
    Predicate<Optional<ApiKey>> signed =
        key -> Signature.matches(signature, secrets(key, now), timestamp, body);
    return Optional.of(active(keyId, now))
        .filter(signed)
        // Rotated meanwhile elsewhere, its new secret works before it is forgotten here.
        .or(() -> Optional.of(keys.findAnew(keyId).filter(key -> key.activeAt(now))).filter(signed))
        .flatMap(key -> key);
  }

  /** As many as a key can have, so that each request costs the same. */
  private List<Secret> secrets(Optional<ApiKey> key, Instant now) {
    List<Secret> secrets = new ArrayList<>();
    key.ifPresent(known -> secrets.addAll(known.secretsAt(now)));
    while (secrets.size() < MOST_SECRETS) {
      secrets.add(nobodys);
    }
    return secrets;
  }

  private Optional<ApiKey> active(String keyId, Instant now) {
    return keys.find(keyId).filter(key -> key.activeAt(now));
  }

  private static void checkWindow(String timestamp, Instant now) {
    long off = Math.abs(Math.subtractExact(now.getEpochSecond(), Long.parseLong(timestamp)));
    if (off > WINDOW.toSeconds()) {
      throw unauthorized(
          "X-Timestamp is "
              + off
              + " s off, more than the "
              + WINDOW.toSeconds()
              + " s allowed; set the sender's clock and sign again");
    }
  }

  private static void checkAllowed(ApiKey key, Scope scope, String address) {
    if (!key.allows(scope)) {
      throw new Problem.Refused(
          Problem.forbidden("The key may not do that; it needs the scope " + scope));
    }
    if (!key.allowsAddress(address)) {
      throw new Problem.Refused(
          Problem.forbidden("The key may not be used from this address; see its allow-list"));
    }
  }

  private void checkQuota(String subject, int perMinute) {
    quotas.take(subject, perMinute).ifPresent(Gatekeeper::refuse);
  }

  private static void refuse(Duration wait) {
    throw new Problem.Refused(Problem.tooMany(wait));
  }

  private static String present(Optional<String> header, String name, String mend) {
    return header.orElseThrow(() -> unauthorized(name + " is missing; " + mend));
  }

  private static Problem.Refused unauthorized(String detail) {
    return new Problem.Refused(Problem.unauthorized(detail));
  }
}
