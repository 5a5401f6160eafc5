package io.tocsin.meeting;

import io.tocsin.alert.Alert;
import io.tocsin.analysis.MeetingContext.Invitee;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Says when to meet, and who. */
@FunctionalInterface
public interface Timetable {

  /**
   * Proposes a time and attendees.
   *
   * @param invitees the roles, teams and services that should come
   * @param busy when people are elsewhere
   * @return a time that is not past
   */
  Proposal propose(
      Urgency.Level level,
      Alert alert,
      List<Invitee> invitees,
      Duration length,
      List<Busy> busy,
      Instant now);
}
