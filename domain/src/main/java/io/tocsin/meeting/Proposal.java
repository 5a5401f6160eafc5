package io.tocsin.meeting;

import java.util.List;

/**
 * When to meet, and who.
 *
 * @param why that time, in words
 */
public record Proposal(Slot slot, List<Attendee> attendees, String why) {
  public Proposal {
    attendees = List.copyOf(attendees);
  }
}
