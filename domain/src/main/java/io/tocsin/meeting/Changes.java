package io.tocsin.meeting;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Changes meetings in their store: on what is there, until nobody else was faster. */
record Changes(Meetings meetings, MeetingRules rules, Clock clock) {
  /** More than could ever be at work on one meeting at a time. */
  private static final int MOST_TRIES = 200;

  /** Changes it, whatever it has become since it was read. */
  Meeting change(Meeting read, UnaryOperator<Steps> steps) {
    return changeIf(read, meeting -> true, steps).orElseThrow();
  }

  /** The same, as long as a condition holds; empty, and nothing is changed, when it does not. */
  Optional<Meeting> changeIf(
      Meeting read, Predicate<Meeting> condition, UnaryOperator<Steps> steps) {
    Meeting there = read;
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      if (!condition.test(there)) {
        return Optional.empty();
      }
      Meeting next = steps.apply(Steps.from(there, rules, clock.instant())).done();
      if (meetings.swap(there, next)) {
        return Optional.of(next);
      }
      there = again(there);
    }
    throw new IllegalStateException("the meeting " + read.id() + " never stays as it is");
  }

  private Meeting again(Meeting meeting) {
    return meetings
        .find(meeting.id())
        .orElseThrow(() -> new IllegalStateException("the meeting " + meeting.id() + " is gone"));
  }
}
