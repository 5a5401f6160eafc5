package io.tocsin.history;

import java.util.Optional;

/**
 * Who has taken notice of what. An acknowledgement is kept as long as its alert, and read with its
 * {@link Story}.
 */
public interface Acknowledgements {

  /**
   * Acknowledges an alert, unless somebody did, and with it the incident it belongs to, if that is
   * not over since ({@link io.tocsin.delivery.Incident#acknowledged}): both or neither. No alert
   * that is taken in meanwhile undoes it, nor does it undo what is known from that alert.
   *
   * @return the acknowledgement that is kept, which is the first; empty when there is no such alert
   */
  Optional<Acknowledgement> acknowledge(String alertId, Acknowledgement acknowledgement);
}
