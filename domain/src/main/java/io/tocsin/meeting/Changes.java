package io.tocsin.meeting;

import io.tocsin.watch.Metric;
import io.tocsin.watch.Metrics;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Changes meetings in their store: on what is there, until nobody else was faster. */
record Changes(Meetings meetings, MeetingRules rules, Metrics metrics, Clock clock) {
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
        count(there, next);
        return Optional.of(next);
      }
      there = again(there);
    }
    throw new IllegalStateException("the meeting " + read.id() + " never stays as it is");
  }

  private void count(Meeting before, Meeting after) {
    if (before.state() != after.state()) {
      String change =
          switch (after.state()) {
            case REQUESTED -> "wanted";
            case SCHEDULED -> "set";
            case COMPLETED -> "held";
            case CANCELLED -> "cancelled";
          };
      metrics.count(Metric.MEETINGS, change);
    } else if (after.state() == Meeting.State.SCHEDULED && !start(before).equals(start(after))) {
      metrics.count(Metric.MEETINGS, "moved");
    }
    if (after.givenUp() && !before.givenUp()) {
      metrics.count(Metric.MEETINGS, "given_up");
    }
  }

  private static Optional<Instant> start(Meeting meeting) {
    return meeting.plan().map(plan -> plan.slot().start());
  }

  private Meeting again(Meeting meeting) {
    return meetings
        .find(meeting.id())
        .orElseThrow(() -> new IllegalStateException("the meeting " + meeting.id() + " is gone"));
  }
}
