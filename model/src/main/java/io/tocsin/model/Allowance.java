package io.tocsin.model;

import io.tocsin.analysis.NoAnswerException;
import io.tocsin.keys.Quotas;
import java.time.Clock;

/**
 * How many requests the model may be sent: what bounds its cost, whatever happens. Those of all
 * functions count together.
 */
record Allowance(Quotas quotas, int perMinute, Clock clock) {
  /**
   * Takes one request.
   *
   * @throws NoAnswerException when none is left in this minute
   */
  void take() {
    if (quotas.lease(ModelPanel.ALLOWANCE, perMinute, 1, clock.instant()).tokens() < 1) {
      throw NoAnswerException.because("its requests of this minute are used up");
    }
  }
}
