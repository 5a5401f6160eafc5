package io.tocsin.keys;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * All there is to know of a key but its secrets: what lists show.
 *
 * @param id the public name, {@code cm_…}, sent in {@code X-API-Key}
 * @param version 1 when it is made, one more with every change
 * @param owner a Discord user or a named service
 * @param label what its owner calls it; empty when it is called nothing
 * @param allowList addresses it may be used from; empty: from anywhere
 * @param quotaPerMinute its own quota; empty: the gateway's default
 * @param services the services its owner wants to hear of; empty: all
 * @param preferences what its owner wants to be told of, by the names of the contract
 * @param previousUntil until when the secret before the last rotation counts as well
 * @param revokedAt when it stopped being valid
 */
public record KeySummary(
    String id,
    long version,
    String owner,
    String label,
    Instant createdAt,
    Set<Scope> scopes,
    List<AddressRange> allowList,
    Optional<Integer> quotaPerMinute,
    Set<String> services,
    Map<String, Boolean> preferences,
    Optional<Instant> previousUntil,
    Optional<Instant> revokedAt) {

  /** The contract's defaults: what an owner hears of without having chosen. */
  public static final Map<String, Boolean> DEFAULT_PREFERENCES =
      Map.of(
          "p1_alerts", true,
          "p2_alerts", true,
          "p3_alerts", false,
          "health_changes", true,
          "action_results", false);

  /** Stores keep keys by owner and id, and put this between the two. */
  public static final char SEPARATOR = '|';

  /** What an owner's name is. */
  static final Pattern OWNER = Pattern.compile("[^|\\p{Cntrl}\\p{Cs}]{1,100}");

  static final String OWNER_RULE =
      "must have 1 to 100 characters, and neither | nor control characters";

  public KeySummary {
    if (!OWNER.matcher(owner).matches()) {
      throw new IllegalArgumentException("the owner " + OWNER_RULE);
    }
    scopes = Set.copyOf(scopes);
    allowList = List.copyOf(allowList);
    services = Set.copyOf(services);
    preferences = Map.copyOf(preferences);
  }

  /** A key with scopes, and defaults for the rest. */
  static KeySummary of(String id, String owner, Set<Scope> scopes) {
    return new KeySummary(
        id,
        1,
        owner,
        "",
        Instant.EPOCH,
        scopes,
        List.of(),
        Optional.empty(),
        Set.of(),
        DEFAULT_PREFERENCES,
        Optional.empty(),
        Optional.empty());
  }

  public boolean activeAt(Instant now) {
    return revokedAt.isEmpty() || now.isBefore(revokedAt.get());
  }

  /** What its owner wants to be told of. */
  public Wishes wishes() {
    return new Wishes(services, preferences);
  }

  /** Whether that was made from this very one, and may take its place: what is revoked stays so. */
  public boolean isFollowedBy(KeySummary next) {
    return version == next.version && revokedAt.isEmpty();
  }

  /** When nobody needs it on record any more; empty while it is not revoked. */
  public Optional<Instant> forgottenAt() {
    return revokedAt.map(at -> at.plus(Keys.KEPT));
  }

  KeySummary made(String as, Instant at) {
    Draft next = new Draft(this);
    next.label = as;
    next.createdAt = at;
    return next.summary();
  }

  KeySummary rotated(Optional<Instant> graceUntil) {
    Draft next = new Draft(this);
    next.previousUntil = graceUntil;
    return next.summary();
  }

  /** The first time counts: what is revoked stays so. */
  KeySummary revoked(Instant at) {
    Draft next = new Draft(this);
    next.revokedAt = Optional.of(revokedAt.filter(then -> then.isBefore(at)).orElse(at));
    return next.summary();
  }

  KeySummary allowing(List<AddressRange> ranges) {
    Draft next = new Draft(this);
    next.allowList = ranges;
    return next.summary();
  }

  KeySummary quota(Optional<Integer> perMinute) {
    Draft next = new Draft(this);
    next.quotaPerMinute = perMinute;
    return next.summary();
  }

  /** The given preferences change; the others stay. */
  KeySummary preferring(Map<String, Boolean> changed) {
    Draft next = new Draft(this);
    next.preferences = new HashMap<>(preferences);
    next.preferences.putAll(changed);
    return next.summary();
  }

  KeySummary forServices(Set<String> names) {
    Draft next = new Draft(this);
    next.services = names;
    return next.summary();
  }

  KeySummary nextVersion() {
    Draft next = new Draft(this);
    next.version++;
    return next.summary();
  }

  /** A summary being changed. */
  private static final class Draft {
    private final KeySummary old;
    private long version;
    private String label;
    private Instant createdAt;
    private List<AddressRange> allowList;
    private Optional<Integer> quotaPerMinute;
    private Set<String> services;
    private Map<String, Boolean> preferences;
    private Optional<Instant> previousUntil;
    private Optional<Instant> revokedAt;

    Draft(KeySummary old) {
      this.old = old;
      version = old.version;
      label = old.label;
      createdAt = old.createdAt;
      allowList = old.allowList;
      quotaPerMinute = old.quotaPerMinute;
      services = old.services;
      preferences = old.preferences;
      previousUntil = old.previousUntil;
      revokedAt = old.revokedAt;
    }

    KeySummary summary() {
      return new KeySummary(
          old.id,
          version,
          old.owner,
          label,
          createdAt,
          old.scopes,
          allowList,
          quotaPerMinute,
          services,
          preferences,
          previousUntil,
          revokedAt);
    }
  }
}
