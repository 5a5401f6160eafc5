package io.tocsin.store;

import io.tocsin.keys.QuotaWindow;
import io.tocsin.keys.Quotas;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The quota counters in an ordered map, one per subject and minute. */
public final class MapQuotas implements Quotas {
  /** Counters nobody needs any more that one lease clears away, so that they do not pile up. */
  private static final int CLEARED_AT_ONCE = 10;

  /** After every counter. */
  private static final String LAST = "9";

  private final Maps maps;
  private final OrderedMap<Count> counts;

  /** How many tokens were leased in one minute. */
  public record Count(int used) {}

  public MapQuotas(Maps maps) {
    this.maps = maps;
    this.counts = maps.map("quotas", Count.class);
  }

  @Override
  public Lease lease(String subject, int perMinute, int wanted, Instant now) {
    Instant minute = QuotaWindow.minute(now);
    Instant before = minute.minus(QuotaWindow.LENGTH);
    return maps.atomically(
        () -> {
          int used = used(minute, subject);
          Lease lease = new QuotaWindow(used(before, subject), used).lease(perMinute, wanted, now);
          if (lease.tokens() > 0) {
            counts.put(key(minute, subject), new Count(used + lease.tokens()));
          }
          clear(before);
          return lease;
        });
  }

  /** Forgets a subject: there are a few minutes' counters at most. */
  void remove(String subject) {
    counts
        .ascending("", LAST)
        .map(Map.Entry::getKey)
        .filter(key -> key.endsWith("/" + subject))
        .toList()
        .forEach(counts::remove);
  }

  private void clear(Instant before) {
    counts
        .ascending("", Key.time(before))
        .limit(CLEARED_AT_ONCE)
        .toList()
        .forEach(old -> counts.remove(old.getKey()));
  }

  private int used(Instant minute, String subject) {
    Optional<Count> count = counts.get(key(minute, subject));
    return count.map(Count::used).orElse(0);
  }

  private static String key(Instant minute, String subject) {
    return Key.time(minute) + subject;
  }
}
