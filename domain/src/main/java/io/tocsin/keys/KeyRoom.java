package io.tocsin.keys;

import io.tocsin.history.Page;
import io.tocsin.keys.KeyRefusal.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How many keys an owner may have. Those count that are active, and those made within a day: to
 * make and revoke in turn is no way around it.
 */
record KeyRoom(Keys keys, int most) {
  private static final Duration LATELY = Duration.ofDays(1);

  void checkForOneMore(String owner, Instant now) {
    check(owner, now, most - 1);
  }

  void check(String owner, Instant now) {
    check(owner, now, most);
  }

  private void check(String owner, Instant now, int bound) {
    Instant lately = now.minus(LATELY);
    long there =
        everything(cursor -> keys.ownedBy(owner, Page.LONGEST, cursor)).stream()
            .filter(key -> key.revokedAt().isEmpty() || key.createdAt().isAfter(lately))
            .count();
    if (there > bound) {
      throw new KeyRefusal(
          Reason.FULL,
          "An owner may have "
              + most
              + " keys, those counted that were made and revoked within a day. Revoke some that"
              + " nobody uses.");
    }
  }

  /** What is on all pages. */
  static List<KeySummary> everything(Function<Optional<String>, Page<KeySummary>> pages) {
    List<KeySummary> all = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<KeySummary> page = pages.apply(cursor);
      all.addAll(page.items());
      cursor = page.next();
    } while (cursor.isPresent());
    return List.copyOf(all);
  }
}
