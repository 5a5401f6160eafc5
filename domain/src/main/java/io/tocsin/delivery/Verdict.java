package io.tocsin.delivery;

import io.tocsin.delivery.Delivery.Form;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * What an outcome means for each delivery that was in the message.
 *
 * @param alone whether the message held one delivery and nothing else
 * @param hasFallback whether another target can be told instead
 */
record Verdict(
    Outcome outcome,
    Attempt attempt,
    Lane laneBefore,
    boolean alone,
    RetryRules rules,
    Predicate<Delivery> hasFallback) {

  Delivery on(Delivery delivery) {
    // Before Java 21 there is no switch over types.
    if (outcome instanceof Outcome.Delivered delivered) {
      return delivery.delivered(attempt, delivered.messageId(), alone);
    }
    if (outcome instanceof Outcome.Throttled) {
      return delivery.waiting(attempt, false);
    }
    if (outcome instanceof Outcome.Gone) {
      return end(delivery);
    }
    if (outcome instanceof Outcome.Rejected) {
      return refused(delivery);
    }
    return failed(delivery);
  }

  /** What was told by its number alone: told, or as it was. */
  Delivery onFolded(Delivery delivery) {
    return outcome instanceof Outcome.Delivered delivered
        ? delivery.digested(attempt, delivered.messageId())
        : delivery;
  }

  private Delivery end(Delivery delivery) {
    return hasFallback.test(delivery) ? delivery.failedOver(attempt) : delivery.dead(attempt);
  }

  /** Refused: by itself next, then as plain text, then the end. */
  private Delivery refused(Delivery delivery) {
    if (delivery.form() == Form.PLAIN) {
      return end(delivery);
    }
    return delivery.waiting(attempt, alone ? Form.PLAIN : Form.ALONE);
  }

  private Delivery failed(Delivery delivery) {
    Delivery counted = delivery.waiting(attempt, !laneBefore.breaker().open());
    if (tooOld(delivery) || (rules.usedUp(counted) && hasFallback.test(delivery))) {
      return end(delivery);
    }
    if (!rules.usedUp(counted) || !othersGotThrough(delivery)) {
      return counted;
    }
    return alone ? end(delivery) : delivery.waiting(attempt, Form.ALONE);
  }

  private boolean tooOld(Delivery delivery) {
    return attempt.at().isAfter(delivery.ripe().plus(rules.giveUpAfter()));
  }

  private boolean othersGotThrough(Delivery delivery) {
    Instant tried = delivery.firstAttempt().orElse(attempt.at());
    return laneBefore.lastSuccess().filter(tried::isBefore).isPresent();
  }
}
