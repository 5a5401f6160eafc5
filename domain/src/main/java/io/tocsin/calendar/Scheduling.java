package io.tocsin.calendar;

import io.tocsin.alert.Alert;
import io.tocsin.analysis.MeetingContext.Invitee;
import io.tocsin.meeting.Busy;
import io.tocsin.meeting.Proposal;
import io.tocsin.meeting.Slot;
import io.tocsin.meeting.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When to meet, and who. The same question always has the same answer: see {@code docs/meetings.md}
 * and ADR 19.
 *
 * <p>{@code CRITICAL} is at once, whatever the hour. Otherwise everybody who must come must be able
 * to, in working hours and not somewhere else: those who are called for the alert's service, or
 * when there are none, those who are called for anything else, or else everybody. Within the time
 * that the level asks for, it is when the fewest others are missing; when that time cannot be kept,
 * as soon as possible after it; and when they have no hour in common in 14 days, when the most of
 * them can.
 */
public record Scheduling(Roster roster) {
  private static final Duration SOONEST = Duration.ofMinutes(10);
  private static final Duration STEP = Duration.ofMinutes(5);

  /**
   * A time and the people for a meeting. Who is on call is whoever is when it begins.
   *
   * @param invitees roles, teams and services as agents name them; who is not known here is left
   *     out
   * @param length longer than nothing
   * @param busy when people are somewhere else, in any order; of others as well
   * @return in the future, with at most 30 attendees, those who must come first; with none when
   *     nobody is known
   */
  public Proposal propose(
      Urgency.Level level,
      Alert alert,
      List<Invitee> invitees,
      Duration length,
      List<Busy> busy,
      Instant now) {
    Casting casting = new Casting(roster, alert, invitees);
    if (level == Urgency.Level.CRITICAL) {
      Slot slot = new Slot(next(now.plus(SOONEST), STEP), length);
      Cast cast = casting.at(slot.start());
      return new Proposal(
          slot,
          cast.attendees(),
          new Why(roster.office()).say("at once, whatever the hour", slot, cast));
    }
    return new Search(level, casting, roster.office(), new Diaries(busy, length, now), length, now)
        .best();
  }

  /** The first multiple of the step, by the clock of UTC, that is not before that time. */
  static Instant next(Instant notBefore, Duration step) {
    long second = notBefore.getEpochSecond() + (notBefore.getNano() > 0 ? 1 : 0);
    return Instant.ofEpochSecond(-Math.floorDiv(-second, step.toSeconds()) * step.toSeconds());
  }
}
