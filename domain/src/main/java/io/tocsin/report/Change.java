package io.tocsin.report;

import io.tocsin.alert.Alert;
import io.tocsin.delivery.Delivery;
import io.tocsin.meeting.Meeting;
import java.util.Optional;

/** What changed in the history. */
public sealed interface Change {

  /** An alert was recorded for the first time. */
  record AlertTaken(Alert alert) implements Change {}

  /**
   * A delivery was recorded.
   *
   * @param before what was recorded of it until then
   */
  record DeliveryRecorded(Optional<Delivery> before, Delivery after) implements Change {}

  /**
   * A meeting was recorded.
   *
   * @param before what was recorded of it until then
   */
  record MeetingRecorded(Optional<Meeting> before, Meeting after) implements Change {}
}
