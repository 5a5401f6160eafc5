package io.tocsin.local.standins;

import java.time.Instant;
import java.util.List;

/**
 * A meeting in the Slotify stand-in.
 *
 * @param number 1 for the first that was made
 * @param told what Tocsin said when it was told what people did with it; may be empty
 */
public record SlotifyEvent(
    int number,
    String id,
    String reference,
    String title,
    String description,
    Instant time,
    int minutes,
    List<String> attendees,
    Status status,
    String told) {

  /** In the words of Slotify's webhook, but for their case. */
  public enum Status {
    SCHEDULED,
    RESCHEDULED,
    COMPLETED,
    CANCELLED
  }

  public SlotifyEvent {
    attendees = List.copyOf(attendees);
  }

  /** Whether it is still to be. */
  public boolean open() {
    return status == Status.SCHEDULED || status == Status.RESCHEDULED;
  }

  SlotifyEvent with(Status next) {
    return new SlotifyEvent(
        number, id, reference, title, description, time, minutes, attendees, next, told);
  }

  SlotifyEvent at(Instant other) {
    return new SlotifyEvent(
        number,
        id,
        reference,
        title,
        description,
        other,
        minutes,
        attendees,
        Status.RESCHEDULED,
        told);
  }

  SlotifyEvent told(String words) {
    return new SlotifyEvent(
        number, id, reference, title, description, time, minutes, attendees, status, words);
  }
}
