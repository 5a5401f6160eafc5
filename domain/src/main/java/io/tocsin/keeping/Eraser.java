package io.tocsin.keeping;

import io.tocsin.history.Story;
import io.tocsin.keys.KeySummary;
import io.tocsin.meeting.Meeting;
import java.time.Duration;

/**
 * Deletes things from the stores, for good and without an archive. Each may be repeated, whether or
 * not the one before came to its end.
 */
public interface Eraser {
  /** How long a deleted alert that comes again is known: longer than any queue keeps a message. */
  Duration KNOWN = Duration.ofDays(15);

  /**
   * Deletes an alert with its deliveries, those that wait included, what is known of its incident,
   * its analysis, and what was learned from it. Its id is remembered for {@link #KNOWN}, so that it
   * does not come back with a repeated message.
   */
  void alert(Story story);

  /** Deletes a meeting, what was said about it, and what was learned from it. */
  void meeting(Meeting meeting);

  /** Deletes a key, and what it used of its quota. */
  void key(KeySummary key);

  /** Deletes what was asked of a service once. */
  void opened(String key);

  /** Deletes a lane, unless something waits in it. */
  void lane(String name);
}
