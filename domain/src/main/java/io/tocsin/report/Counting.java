package io.tocsin.report;

import io.tocsin.alert.Alert;
import io.tocsin.delivery.Attempt;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Delivery.State;
import io.tocsin.meeting.Meeting;
import io.tocsin.report.Change.AlertTaken;
import io.tocsin.report.Change.DeliveryRecorded;
import io.tocsin.report.Change.MeetingRecorded;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a change adds to the counters. It follows from the change alone, and only what is new in it
 * counts: an attempt once, however often its delivery is recorded.
 *
 * <p>It counts in the hour in which it happened, not in that in which it is counted: an alert when
 * it was received, an attempt when it was made, an end when it came. A meeting does not say when it
 * became what it is: it counts where it was wanted, and one that was held, where it began.
 */
public final class Counting {
  private static final String THROTTLED = "throttled";

  private final Map<Line, Counts> counted = new HashMap<>();

  private Counting() {}

  /** What is to be added, and where. Nothing for most changes of meetings. */
  public static Map<Line, Counts> of(Change change) {
    Counting counting = new Counting();
    if (change instanceof AlertTaken taken) {
      counting.count(taken.alert());
    } else if (change instanceof DeliveryRecorded recorded) {
      counting.count(recorded.before(), recorded.after());
    } else if (change instanceof MeetingRecorded recorded) {
      counting.count(recorded.before(), recorded.after());
    }
    return Map.copyOf(counting.counted);
  }

  private void count(Alert alert) {
    add(
        alert.receivedAt(),
        Subject.service(alert.service()),
        Counts.one(Name.alerts(alert.severity())));
  }

  private void count(Optional<Delivery> before, Delivery after) {
    int known = before.map(Delivery::requests).orElse(0);
    List<Attempt> attempts = after.attempts();
    // Of very many the middle ones are not kept, but the latest are.
    int fresh = Math.min(Math.max(after.requests() - known, 0), attempts.size());
    for (int i = attempts.size() - fresh; i < attempts.size(); i++) {
      count(after, i, known > 0 || i > 0);
    }
    boolean ended = !after.waits() && before.filter(old -> old.state() == after.state()).isEmpty();
    if (ended) {
      end(after, fresh > 0);
    }
  }

  private void count(Delivery delivery, int index, boolean again) {
    Attempt attempt = delivery.attempts().get(index);
    Subject subject = subject(delivery);
    add(attempt.at(), subject, Counts.one(Name.attempt(attempt.outcome())));
    if (again) {
      add(attempt.at(), subject, Counts.one(Name.RETRIES));
    }
    if (index > 0) {
      lost(delivery, delivery.attempts().get(index - 1), attempt.at());
    }
  }

  private void end(Delivery delivery, boolean byAttempt) {
    Instant at = delivery.settledAt().orElse(delivery.since());
    Subject subject = subject(delivery);
    add(at, subject, Counts.one(Name.ended(delivery.state())));
    if (delivery.state() == State.DELIVERED) {
      int bucket = Delay.bucket(Duration.between(delivery.since(), at));
      add(at, subject, Counts.one(Name.took(bucket)));
    }
    if (!byAttempt && !delivery.attempts().isEmpty()) {
      lost(delivery, delivery.attempts().get(delivery.attempts().size() - 1), at);
    }
  }

  /**
   * What a delivery lost because it was throttled: from the service's answer to what came next. Not
   * the time it was dead until a person brought it back.
   */
  private void lost(Delivery delivery, Attempt last, Instant next) {
    Instant from = last.at().plus(last.took());
    boolean inVain =
        last.outcome().equals(THROTTLED)
            && !last.at().isBefore(delivery.ripe())
            && from.isBefore(next);
    if (inVain) {
      long millis = Duration.between(from, next).toMillis();
      add(next, subject(delivery), Counts.of(Name.THROTTLED, millis));
    }
  }

  private void count(Optional<Meeting> before, Meeting after) {
    Instant wanted = after.createdAt();
    if (before.isEmpty()) {
      add(wanted, Subject.meetings(), Counts.one(Name.WANTED));
    }
    if (before.filter(old -> old.state() == after.state()).isEmpty()) {
      switch (after.state()) {
        case REQUESTED -> {}
        case SCHEDULED -> add(wanted, Subject.meetings(), Counts.one(Name.SET));
        case CANCELLED -> add(wanted, Subject.meetings(), Counts.one(Name.CANCELLED));
        case COMPLETED -> add(began(after), Subject.meetings(), Counts.one(Name.HELD));
      }
    }
    Optional<Instant> told = before.flatMap(Meeting::announced);
    if (told.isPresent() && after.announced().isPresent() && !told.equals(after.announced())) {
      add(wanted, Subject.meetings(), Counts.one(Name.MOVED));
    }
  }

  private static Instant began(Meeting meeting) {
    return meeting.plan().map(set -> set.slot().start()).orElse(meeting.createdAt());
  }

  private static Subject subject(Delivery delivery) {
    return Subject.target(delivery.channel(), delivery.target());
  }

  private void add(Instant at, Subject subject, Counts more) {
    counted.merge(Line.at(at, subject), more, Counts::plus);
  }
}
