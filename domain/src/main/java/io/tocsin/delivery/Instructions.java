package io.tocsin.delivery;

import java.time.Instant;
import java.util.Optional;

/**
 * What the route wants for one delivery.
 *
 * @param group shares a message only with deliveries of the same group
 * @param notBefore is not sent before that: it waits for others of its group, or was brought back
 * @param fallback the target told instead, should this one fail
 * @param fallbackAt when it goes to the fallback at the latest
 * @param resolves the id of the alert that this one's alert is the end of
 * @param insteadOf the target that could not be told, in a fallback's delivery
 */
public record Instructions(
    Optional<String> group,
    Optional<Instant> notBefore,
    Optional<String> fallback,
    Optional<Instant> fallbackAt,
    Optional<String> resolves,
    Optional<String> insteadOf) {

  /** As soon as possible, with any others. */
  public static final Instructions NONE =
      new Instructions(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  static Instructions insteadOf(String target) {
    return new Instructions(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(target));
  }

  static Instructions revived(Instant now) {
    return new Instructions(
        Optional.empty(),
        Optional.of(now),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  Instructions resolving(String alertId) {
    return new Instructions(
        group, notBefore, fallback, fallbackAt, Optional.of(alertId), insteadOf);
  }

  boolean ready(Instant now) {
    return notBefore.filter(now::isBefore).isEmpty();
  }

  boolean overdue(Instant now) {
    return fallbackAt.filter(at -> !now.isBefore(at)).isPresent();
  }
}
