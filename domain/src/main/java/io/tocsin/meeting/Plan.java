package io.tocsin.meeting;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How a meeting should be.
 *
 * @param why that time, in words
 */
public record Plan(
    Urgency urgency,
    String title,
    Slot slot,
    List<Attendee> attendees,
    Briefing briefing,
    String why) {
  /** Nobody comes to a meeting that is set for now. */
  private static final Duration LEAST = Duration.ofMinutes(1);

  public Plan {
    attendees = List.copyOf(attendees);
  }

  /** Whether it is too late to make a meeting for then. */
  boolean missed(Instant now) {
    return !slot.start().isAfter(now.plus(LEAST));
  }

  /** The same at another time. */
  Plan at(Slot other, String reason) {
    return new Plan(urgency, title, other, attendees, briefing, reason);
  }

  /** The same at another time, as long. */
  Plan at(Instant start, String reason) {
    return at(new Slot(start, slot.length()), reason);
  }

  /** The same with others. */
  Plan with(List<Attendee> others) {
    return new Plan(urgency, title, slot, others, briefing, why);
  }
}
