package io.tocsin.meeting;

import java.net.URI;

/** The system that an alert came from, where it wants to know of the meeting. */
public interface Source {

  /** Whether this is the system behind an alert's source, such as {@code chainsync}. */
  boolean is(String source);

  /**
   * Tells it of the meeting. Told twice comes to the same. Ends within 25 seconds.
   *
   * @param meetingId ours, for the log
   * @param reference the system's own name of its alert
   * @throws ProviderException when it was not told, or may not have been
   */
  void meetingScheduled(String meetingId, String reference, URI meeting);
}
