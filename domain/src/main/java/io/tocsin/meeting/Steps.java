package io.tocsin.meeting;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Status;
import io.tocsin.meeting.Errand.Kind;
import io.tocsin.meeting.Meeting.Hold;
import io.tocsin.meeting.Meeting.State;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a meeting becomes by what happens. Made from the meeting that was read; {@link #done} is
 * what may be swapped for it.
 */
final class Steps {
  /** A call whose answer was lost may still be under way there. */
  private static final Duration UNDER_WAY = Duration.ofMinutes(1);

  private final Draft draft;
  private final MeetingRules rules;
  private final Instant now;

  private Steps(Meeting read, MeetingRules rules, Instant now) {
    this.draft = new Draft(read, now);
    this.rules = rules;
    this.now = now;
  }

  static Steps from(Meeting read, MeetingRules rules, Instant now) {
    return new Steps(read, rules, now);
  }

  /** The meeting after all steps; its revision is 1 more. */
  Meeting done() {
    return draft.done();
  }

  /** An alert of its incident. That it got worse, or is over, changes what was planned. */
  Steps heard(Alert alert) {
    News before = draft.news;
    if (!before.knows(alert)) {
      draft.news = before.with(alert);
    }
    if (draft.open() && !draft.begun()) {
      boolean worse = draft.news.worst().rank() < before.worst().rank();
      boolean again = draft.givenUp() && alert.status() == Status.FIRING;
      if (draft.news.over()) {
        cancel("the alert is over");
      } else if (worse || again) {
        draft.put(Kind.PLAN, now);
      }
    }
    return this;
  }

  /**
   * How it should be, as long as nothing happened meanwhile that asks for another plan. Nothing is
   * told to anybody when that is as before.
   */
  Steps planned(Errand planning, Plan next) {
    if (draft.find(planning).isEmpty()) {
      return this;
    }
    draft.drop(planning);
    // What was given up is told again, though it is as before.
    boolean tell = draft.because.isPresent() || !draft.plan.equals(Optional.of(next));
    if (draft.open() && tell) {
      if (!draft.startsAt(next.slot().start())) {
        draft.drop(Kind.REMIND);
      }
      draft.plan = Optional.of(next);
      draft.sequence++;
      draft.putAgain(Kind.BOOK);
    }
    return this;
  }

  /** The time has passed before the provider could be told: another one is needed, or none. */
  Steps late(Errand tried) {
    Optional<Instant> met =
        draft.announced.filter(start -> draft.booking.isPresent() && !start.isAfter(now));
    if (draft.find(tried).isEmpty()) {
      return this;
    }
    if (met.isPresent()) {
      // They met when they were told to; it is too late to move that.
      draft.drop(tried);
      draft.plan = draft.plan.map(set -> set.at(met.get(), "it could not be moved in time"));
    } else if (draft.news.over()) {
      cancel("the alert is over");
    } else {
      draft.put(Kind.PLAN, now);
    }
    return this;
  }

  /**
   * The errand is about to be done: from now on the provider may know of the meeting at that time.
   * What it is told of a new meeting it does not repeat to us as a move.
   */
  Steps beginning(Errand errand) {
    Optional<Plan> next = draft.plan.filter(set -> !set.missed(now));
    if (errand.kind() == Kind.BOOK && draft.open() && next.isPresent()) {
      draft.asked += draft.booking.isEmpty() ? 1 : 0;
      if (draft.booking.isPresent() || draft.asked > 1) {
        draft.told(next.get().slot().start());
      }
    }
    return this;
  }

  /**
   * The provider has it as it was to be.
   *
   * @param listens whether the alert's source wants to know
   */
  Steps booked(Errand tried, Optional<Booking> as, boolean listens) {
    draft.drop(tried);
    draft.booking = as;
    draft.asked = 0;
    if (draft.state == State.CANCELLED && as.isPresent()) {
      // Cancelled while the provider was being asked.
      draft.put(Kind.BOOK, now);
    }
    if (draft.open()) {
      draft.state = State.SCHEDULED;
      draft.because = Optional.empty();
      if (!draft.has(Kind.BOOK)) {
        settled(listens);
      }
    }
    return this;
  }

  private void settled(boolean listens) {
    Slot slot = draft.plan.orElseThrow().slot();
    if (!draft.announced.equals(Optional.of(slot.start())) && !draft.has(Kind.ANNOUNCE)) {
      // One that is there already will tell this: it may have been told, and nobody lived to say.
      draft.put(Kind.ANNOUNCE, now);
    }
    Optional<URI> url = draft.booking.flatMap(Booking::url);
    if (listens && url.isPresent() && !draft.toldSource.equals(url)) {
      draft.put(Kind.TELL_SOURCE, now);
    }
    Instant reminder = slot.start().minus(rules.remind());
    if (!draft.has(Kind.REMIND) && !rules.remind().isZero() && reminder.isAfter(now)) {
      draft.put(Kind.REMIND, reminder);
    }
  }

  /** The provider took it back, or never had it. */
  Steps takenBack(Errand tried) {
    draft.drop(tried);
    draft.asked = 0;
    return this;
  }

  /** People were told. */
  Steps announced(Errand tried, Instant start) {
    draft.drop(tried);
    draft.announced = Optional.of(start);
    return this;
  }

  Steps toldSource(Errand tried, URI address) {
    draft.drop(tried);
    draft.toldSource = Optional.of(address);
    return this;
  }

  Steps did(Errand tried) {
    draft.drop(tried);
    return this;
  }

  /**
   * It was tried in vain.
   *
   * @param wait how long the other side asks for
   */
  Steps failed(Errand tried, String why, Optional<Duration> wait) {
    Optional<Errand> there = draft.find(tried);
    if (there.isPresent() && rules.goesOn(there.get(), now)) {
      draft.put(there.get().failed(why, rules.again(there.get(), wait, now)));
    } else if (there.isPresent()) {
      refused(tried, why);
    }
    return this;
  }

  /** It is not worth another try. */
  Steps refused(Errand tried, String why) {
    draft.drop(tried);
    if (draft.open() && (tried.kind() == Kind.PLAN || tried.kind() == Kind.BOOK)) {
      draft.because = Optional.of(why);
      if (draft.booking.isPresent() && !draft.begun()) {
        // What could not be moved stays where people were told that it is.
        draft.announced.ifPresent(start -> stays(start, why));
      }
    }
    return this;
  }

  private void stays(Instant start, String why) {
    if (!draft.startsAt(start)) {
      draft.plan = draft.plan.map(set -> set.at(start, "it could not be moved: " + why));
      draft.drop(Kind.REMIND);
      settled(false);
    }
  }

  /** Somebody took it back on the provider's side. */
  Steps gone(Errand tried, String why) {
    draft.drop(tried);
    if (draft.open()) {
      end(State.CANCELLED, why);
    }
    return this;
  }

  /** What the provider says; what we are about to tell it ourselves is newer. */
  Steps changed(ProviderChange change, List<Attendee> attendees, boolean listens) {
    if (!draft.open()) {
      return this;
    }
    switch (change.status()) {
      case CANCELLED ->
          end(State.CANCELLED, change.outcome().orElse("it was cancelled at " + change.provider()));
      case COMPLETED -> {
        end(State.COMPLETED, "");
        draft.because = change.outcome();
        draft.held = change.length().or(() -> draft.plan.map(set -> set.slot().length()));
      }
      case SCHEDULED, RESCHEDULED -> {
        draft.booking =
            draft.booking.map(as -> new Booking(as.provider(), as.id(), change.url().or(as::url)));
        if (!draft.has(Kind.BOOK)) {
          draft.plan = draft.plan.map(set -> changed(set, change, attendees));
          settled(listens);
        }
      }
    }
    return this;
  }

  private Plan changed(Plan set, ProviderChange change, List<Attendee> attendees) {
    Plan next = attendees.isEmpty() ? set : set.with(attendees);
    // A time that the provider was told by us is our own word, come back late.
    Optional<Instant> moved =
        change
            .start()
            .filter(start -> change.status() == ProviderChange.Status.RESCHEDULED)
            .filter(start -> !draft.startsAt(start) && !draft.told.contains(start));
    if (moved.isEmpty()) {
      return next;
    }
    draft.drop(Kind.REMIND);
    if (draft.has(Kind.PLAN)) {
      // Whoever is planning does not know of this.
      draft.put(Kind.PLAN, now);
    }
    return next.at(
        new Slot(moved.get(), change.length().orElse(set.slot().length())),
        "it was moved at " + change.provider());
  }

  Steps heldBy(String holder, Instant until) {
    draft.hold = Optional.of(new Hold(holder, until));
    return this;
  }

  Steps letGo() {
    draft.hold = Optional.empty();
    return this;
  }

  private void cancel(String why) {
    end(State.CANCELLED, why);
    if (draft.booking.isPresent() || draft.asked > 0) {
      draft.sequence++;
      draft.put(Kind.BOOK, draft.booking.isPresent() ? now : now.plus(UNDER_WAY));
    }
  }

  /** People hear that it is cancelled when they were told of it, or may have been. */
  private void end(State how, String why) {
    boolean known = draft.announced.isPresent() || draft.has(Kind.ANNOUNCE);
    draft.state = how;
    draft.because = Optional.of(why);
    draft.dropAll();
    if (known && how == State.CANCELLED) {
      draft.put(Kind.ANNOUNCE, now);
    }
  }
}
