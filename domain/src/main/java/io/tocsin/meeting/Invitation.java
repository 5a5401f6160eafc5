package io.tocsin.meeting;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What a provider is told of a meeting.
 *
 * @param meetingId ours: the same for everything that is ever told of one meeting
 * @param reference the sender's own name of the alert, or else the alert's id
 * @param title such as {@code [CRITICAL] System Failure Review}; on one line
 * @param sequence grows with every change of the meeting
 * @param page the meeting's stable address here, where there is one
 * @param because why it is cancelled, in words; absent unless it is
 */
public record Invitation(
    String meetingId,
    String reference,
    String title,
    Briefing briefing,
    Slot slot,
    List<Attendee> attendees,
    int sequence,
    Optional<URI> page,
    Optional<String> because) {
  public Invitation {
    title = Legible.line(title);
    attendees = List.copyOf(attendees);
  }
}
