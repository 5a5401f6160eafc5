package io.tocsin.meeting;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Has a clerk look at the meetings for which something is due: the time has come, the message about
 * it was lost, or who worked on it died. This is the guarantee that no errand is left undone.
 */
public final class MeetingSweep {
  /** Who works on a meeting just now is not overtaken. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final int MOST = 100;

  private final Meetings meetings;
  private final MeetingQueue queue;
  private final Clock clock;

  public MeetingSweep(Meetings meetings, MeetingQueue queue, Clock clock) {
    this.meetings = meetings;
    this.queue = queue;
    this.clock = clock;
  }

  /**
   * Sends a message for each meeting overdue by 5 s and more, at most {@value #MOST}, the longest
   * overdue first.
   *
   * @return how many
   */
  public int run() {
    List<String> due = meetings.due(clock.instant().minus(GRACE), MOST);
    if (!due.isEmpty()) {
      queue.send(due.stream().map(MeetingMessage.Due::new).toList(), Duration.ZERO);
    }
    return due.size();
  }
}
