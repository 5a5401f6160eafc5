package io.tocsin.keys;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a key may be, checked whole, so that every mistake is told at once. */
final class KeyRules {
  private static final int MOST_PER_MINUTE = 1_000_000;

  /** Like the service's name in an alert. */
  private static final Pattern SERVICE = Pattern.compile("[^\\p{Cntrl}]{1,256}");

  private static final Pattern LABEL = Pattern.compile("[^\\p{Cntrl}]{0,100}");

  private final Map<String, String> mistakes = new LinkedHashMap<>();

  KeyRules request(KeyRequest request) {
    check("owner", KeySummary.OWNER.matcher(request.owner()).matches(), KeySummary.OWNER_RULE);
    check(
        "label",
        LABEL.matcher(request.label()).matches(),
        "must have at most 100 characters, and no control characters");
    check("scopes", !request.scopes().isEmpty(), "must name one scope at least, such as alert");
    return ranges(request.allowList())
        .quota(request.quotaPerMinute())
        .services(request.services())
        .preferences(request.preferences());
  }

  KeyRules ranges(Collection<AddressRange> ranges) {
    check(
        "allow",
        ranges.size() <= KeyRequest.MOST_RANGES,
        "must have at most "
            + KeyRequest.MOST_RANGES
            + " ranges; join"
            + " neighbours into wider ones");
    return this;
  }

  KeyRules quota(Optional<Integer> perMinute) {
    check(
        "quota",
        perMinute.map(number -> number >= 1 && number <= MOST_PER_MINUTE).orElse(true),
        "must be a number of requests a minute from 1 to " + MOST_PER_MINUTE);
    return this;
  }

  KeyRules services(Collection<String> names) {
    check(
        "services",
        names.size() <= KeyRequest.MOST_SERVICES,
        "must be at most " + KeyRequest.MOST_SERVICES + " names");
    check(
        "services",
        names.stream().allMatch(name -> !name.isBlank() && SERVICE.matcher(name).matches()),
        "must be names of 1 to 256 characters, none of them control characters");
    return this;
  }

  KeyRules preferences(Map<String, Boolean> changed) {
    check(
        "preferences",
        KeySummary.DEFAULT_PREFERENCES.keySet().containsAll(changed.keySet()),
        "must be of "
            + String.join(", ", new TreeSet<>(KeySummary.DEFAULT_PREFERENCES.keySet()))
            + ", each true or false");
    return this;
  }

  KeyRules grace(Duration grace) {
    check(
        "grace_seconds",
        !grace.isNegative() && grace.compareTo(KeyDesk.LONGEST_GRACE) <= 0,
        "must be from 0 to " + KeyDesk.LONGEST_GRACE.toSeconds() + ", which are 7 days");
    return this;
  }

  private void check(String field, boolean holds, String rule) {
    if (!holds) {
      mistakes.putIfAbsent(field, rule);
    }
  }

  /**
   * The end of the checks.
   *
   * @throws KeyRefusal naming every mistake
   */
  void enforce() {
    if (!mistakes.isEmpty()) {
      throw new KeyRefusal(mistakes);
    }
  }
}
