package io.tocsin.meeting;

import java.util.Optional;

/**
 * Where meetings are made. Whatever is told twice comes to the same as told once, since nobody can
 * know whether a call whose answer was lost was carried out.
 *
 * <p>Every call ends within 25 seconds. It throws {@link ProviderException} when it did not, or may
 * not have done, what it was told.
 */
public interface MeetingProvider {

  /** The name in {@code tocsin.yml}, such as {@code slotify}. */
  String name();

  /** Makes the meeting; told again with the same {@link Invitation#meetingId}, no second one. */
  Booking book(Invitation invitation);

  /** Has time, attendees and texts be as in the invitation. */
  Booking change(Booking booking, Invitation invitation);

  /** Takes it back. That it is gone already is well. */
  void cancel(Booking booking, Invitation invitation);

  /** Looks whether the meeting was made, though nobody heard the answer; such are cancelled. */
  Optional<Booking> find(Invitation invitation);
}
