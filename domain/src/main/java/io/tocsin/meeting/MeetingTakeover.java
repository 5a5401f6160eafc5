package io.tocsin.meeting;

import io.tocsin.watch.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Lets go of the meetings that a dead process held, where it is known that it is dead: nobody need
 * wait until its holds end by themselves.
 */
public final class MeetingTakeover {
  private static final Duration LONGEST = Clerk.HOLD.multipliedBy(2);
  private static final int MOST = 100;

  private final Meetings meetings;
  private final MeetingRules rules;
  private final Clock clock;

  public MeetingTakeover(Meetings meetings, MeetingRules rules, Clock clock) {
    this.meetings = meetings;
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * Lets go of meetings.
   *
   * @param holders what the names of the dead process's {@link io.tocsin.delivery.Holders} begin
   *     with
   */
  public void from(String holders) {
    Changes changes = new Changes(meetings, rules, Metrics.NONE, clock);
    List<String> due = meetings.due(clock.instant().plus(LONGEST), MOST);
    for (String id : due) {
      meetings
          .find(id)
          .ifPresent(
              found ->
                  changes.changeIf(found, meeting -> isHeldBy(meeting, holders), Steps::letGo));
    }
  }

  private static boolean isHeldBy(Meeting meeting, String holders) {
    return meeting.hold().filter(hold -> hold.holder().startsWith(holders)).isPresent();
  }
}
