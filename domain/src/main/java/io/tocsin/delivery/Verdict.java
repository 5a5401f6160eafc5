package io.tocsin.delivery;

import io.tocsin.delivery.Delivery.Form;
import java.time.Instant;

/** What an outcome means for each delivery that was in the message. */
record Verdict(Outcome outcome, Attempt attempt, Lane laneBefore, int covered, RetryRules rules) {

  Delivery on(Delivery delivery) {
    // Before Java 21 there is no switch over types.
    if (outcome instanceof Outcome.Delivered delivered) {
      return delivery.delivered(attempt, delivered.messageId());
    }
    if (outcome instanceof Outcome.Throttled) {
      return delivery.waiting(attempt, false);
    }
    if (outcome instanceof Outcome.Gone) {
      return delivery.dead(attempt);
    }
    if (outcome instanceof Outcome.Rejected) {
      return refused(delivery);
    }
    return failed(delivery);
  }

  /** Refused: by itself next, then as plain text, then the end. */
  private Delivery refused(Delivery delivery) {
    if (delivery.form() == Form.PLAIN) {
      return delivery.dead(attempt);
    }
    return delivery.waiting(attempt, covered > 1 ? Form.ALONE : Form.PLAIN);
  }

  private Delivery failed(Delivery delivery) {
    Delivery counted = delivery.waiting(attempt, !laneBefore.broken());
    if (tooOld(delivery)) {
      return delivery.dead(attempt);
    }
    if (!rules.usedUp(counted) || !othersGotThrough(delivery)) {
      return counted;
    }
    return covered > 1 ? delivery.waiting(attempt, Form.ALONE) : delivery.dead(attempt);
  }

  private boolean tooOld(Delivery delivery) {
    return attempt.at().isAfter(delivery.since().plus(rules.giveUpAfter()));
  }

  private boolean othersGotThrough(Delivery delivery) {
    Instant tried = delivery.firstAttempt().orElse(attempt.at());
    return laneBefore.lastSuccess().filter(tried::isBefore).isPresent();
  }
}
