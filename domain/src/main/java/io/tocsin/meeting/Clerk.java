package io.tocsin.meeting;

import io.tocsin.delivery.Holders;
import io.tocsin.watch.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Sees to it that meetings' errands are done: whoever holds a meeting does them, one after the
 * other. That one may die at any point: each errand may be done twice, and the hold ends by itself.
 *
 * <p>Nothing is thrown because a provider, a source or an agent fails; that is an errand to be done
 * again. What stores and queues throw, that cannot be reached, is thrown on.
 */
public final class Clerk {
  /**
   * Longer than an errand takes. Should one take longer yet, as a language model may that was given
   * much time, somebody else begins as well, which costs calls and nothing else.
   */
  static final Duration HOLD = Duration.ofSeconds(80);

  private final Meetings meetings;
  private final MeetingQueue queue;
  private final Changes changes;
  private final Errands errands;
  private final Clock clock;
  private final Holders holders;

  /**
   * Makes a clerk.
   *
   * @param queue takes word of what is due soon; a word that is lost costs a minute
   */
  public Clerk(
      Meetings meetings,
      MeetingQueue queue,
      Errands errands,
      MeetingRules rules,
      Metrics metrics,
      Clock clock,
      Holders holders) {
    this.meetings = meetings;
    this.queue = queue;
    this.changes = new Changes(meetings, rules, metrics, clock);
    this.errands = errands;
    this.clock = clock;
    this.holders = holders;
  }

  /**
   * Does what is due for a meeting, unless somebody else is at it.
   *
   * @param deadline no errand is begun after it; what is left is done by another
   */
  public void work(String meetingId, Instant deadline) {
    String holder = holders.next();
    Optional<Meeting> held =
        meetings
            .find(meetingId)
            .flatMap(
                found ->
                    changes.changeIf(
                        found,
                        meeting -> meeting.free(now()) && meeting.next(now()).isPresent(),
                        steps -> steps.heldBy(holder, now().plus(HOLD))));
    while (held.isPresent()) {
      held = step(held.get(), holder, deadline);
    }
  }

  /** Does one errand, or lets go of the meeting; empty when it is not held any more. */
  private Optional<Meeting> step(Meeting held, String holder, Instant deadline) {
    Optional<Errand> next = held.next(now()).filter(errand -> now().isBefore(deadline));
    if (next.isEmpty()) {
      return letGo(held, holder, deadline);
    }
    Optional<Meeting> mine =
        changes.changeIf(
            held,
            meeting -> isHeldBy(meeting, holder),
            steps -> steps.heldBy(holder, now().plus(HOLD)).beginning(next.get()));
    // What became of an errand is a fact, and recorded whoever holds the meeting now.
    return mine.map(meeting -> changes.change(meeting, errands.run(next.get(), meeting)))
        .filter(meeting -> isHeldBy(meeting, holder));
  }

  /** Holds on when something came up meanwhile that is due. */
  private Optional<Meeting> letGo(Meeting held, String holder, Instant deadline) {
    Optional<Meeting> free =
        changes.changeIf(
            held,
            meeting ->
                isHeldBy(meeting, holder)
                    && (meeting.next(now()).isEmpty() || !now().isBefore(deadline)),
            Steps::letGo);
    free.ifPresent(this::remember);
    return free.isPresent()
        ? Optional.empty()
        : meetings.find(held.id()).filter(meeting -> isHeldBy(meeting, holder));
  }

  /** So that what is due soon is not left to the tick, which comes once a minute. */
  private void remember(Meeting meeting) {
    meeting
        .due()
        .map(due -> Duration.between(now(), due))
        .filter(wait -> wait.compareTo(MeetingQueue.LONGEST_DELAY) <= 0)
        .ifPresent(
            wait ->
                queue.send(
                    List.of(new MeetingMessage.Due(meeting.id())),
                    wait.isNegative() ? Duration.ZERO : wait));
  }

  private static boolean isHeldBy(Meeting meeting, String holder) {
    return meeting.hold().filter(hold -> hold.holder().equals(holder)).isPresent();
  }

  private Instant now() {
    return clock.instant();
  }
}
