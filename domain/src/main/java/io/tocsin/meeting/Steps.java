package io.tocsin.meeting;

import io.tocsin.alert.Alert;
import io.tocsin.meeting.Errand.Kind;
import io.tocsin.meeting.Meeting.Hold;
import io.tocsin.meeting.Meeting.State;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a meeting becomes by what happens. Made from the meeting that was read; {@link #done} is
 * what may be swapped for it.
 */
final class Steps {
  private static final int MOST_TOLD = 10;

  /** A call whose answer was lost may still be under way there. */
  private static final Duration UNDER_WAY = Duration.ofMinutes(1);

  private final Meeting read;
  private final MeetingRules rules;
  private final Instant now;
  private final List<Errand> errands;
  private News news;
  private Optional<Plan> plan;
  private int sequence;
  private State state;
  private Optional<String> because;
  private int asked;
  private Optional<Booking> booking;
  private List<Instant> told;
  private Optional<URI> toldSource;
  private Optional<Instant> announced;
  private Optional<Duration> held;
  private Optional<Hold> hold;

  private Steps(Meeting read, MeetingRules rules, Instant now) {
    this.read = read;
    this.rules = rules;
    this.now = now;
    this.errands = new ArrayList<>(read.errands());
    this.news = read.news();
    this.plan = read.plan();
    this.sequence = read.sequence();
    this.state = read.state();
    this.because = read.because();
    this.asked = read.asked();
    this.booking = read.booking();
    this.told = read.told();
    this.toldSource = read.toldSource();
    this.announced = read.announced();
    this.held = read.held();
    this.hold = read.hold();
  }

  static Steps from(Meeting read, MeetingRules rules, Instant now) {
    return new Steps(read, rules, now);
  }

  /** The meeting after all steps; its revision is 1 more. */
  Meeting done() {
    return new Meeting(
        read.id(),
        read.incident(),
        read.occasion(),
        read.about(),
        news,
        plan,
        sequence,
        state,
        because,
        asked,
        booking,
        told,
        toldSource,
        announced,
        held,
        errands,
        hold,
        read.createdAt(),
        read.revision() + 1);
  }

  /** An alert of its incident. That it got worse, or is over, changes what was planned. */
  Steps heard(Alert alert) {
    if (news.knows(alert)) {
      // Brought back by a person: what was given up is tried again.
      if (state == State.REQUESTED && errands.isEmpty()) {
        put(Kind.PLAN, now);
      }
      return this;
    }
    News before = news;
    news = news.with(alert);
    if (open() && !begun()) {
      if (news.over()) {
        cancel("the alert is over");
      } else if (news.worst().rank() < before.worst().rank()) {
        put(Kind.PLAN, now);
      }
    }
    return this;
  }

  /** How it should be. Nothing is told to anybody when that is as before. */
  Steps planned(Errand planning, Plan next) {
    drop(planning);
    if (open() && !plan.equals(Optional.of(next))) {
      plan = Optional.of(next);
      sequence++;
      drop(Kind.REMIND);
      Optional<Errand> tried = find(Kind.BOOK);
      put(Kind.BOOK, now);
      tried.ifPresent(before -> replace(Kind.BOOK, errand -> errand.after(before)));
    }
    return this;
  }

  /** The time has passed before it could be booked: another one is needed. */
  Steps late() {
    put(Kind.PLAN, now);
    return this;
  }

  /** The provider is about to be told: from now on it may know of the meeting at that time. */
  Steps telling(Instant start) {
    asked += booking.isEmpty() ? 1 : 0;
    List<Instant> all = new ArrayList<>(told);
    all.remove(start);
    all.add(start);
    told = all.subList(Math.max(0, all.size() - MOST_TOLD), all.size());
    return this;
  }

  /**
   * The provider has it as it was to be.
   *
   * @param listens whether the alert's source wants to know
   */
  Steps booked(Errand tried, Optional<Booking> as, boolean listens) {
    drop(tried);
    booking = as;
    asked = 0;
    if (!open()) {
      // Cancelled while the provider was being asked.
      put(Kind.BOOK, now);
      return this;
    }
    state = State.SCHEDULED;
    because = Optional.empty();
    if (find(Kind.BOOK).isEmpty()) {
      settled(listens);
    }
    return this;
  }

  private void settled(boolean listens) {
    Slot slot = plan.orElseThrow().slot();
    if (!announced.equals(Optional.of(slot.start())) && find(Kind.ANNOUNCE).isEmpty()) {
      // One that is there already will tell this: it may have been told, and nobody lived to say.
      put(Kind.ANNOUNCE, now);
    }
    Optional<URI> url = booking.flatMap(Booking::url);
    if (listens && url.isPresent() && !toldSource.equals(url)) {
      put(Kind.TELL_SOURCE, now);
    }
    drop(Kind.REMIND);
    Instant reminder = slot.start().minus(rules.remind());
    if (!rules.remind().isZero() && reminder.isAfter(now)) {
      put(Kind.REMIND, reminder);
    }
  }

  /** The provider took it back, or never had it. */
  Steps takenBack(Errand tried) {
    drop(tried);
    asked = 0;
    if (announced.isPresent()) {
      put(Kind.ANNOUNCE, now);
    }
    return this;
  }

  /** People were told. */
  Steps announced(Errand tried, Instant start) {
    drop(tried);
    announced = Optional.of(start);
    return this;
  }

  Steps toldSource(Errand tried, URI address) {
    drop(tried);
    toldSource = Optional.of(address);
    return this;
  }

  Steps did(Errand tried) {
    drop(tried);
    return this;
  }

  /**
   * It was tried in vain.
   *
   * @param wait how long the other side asks for
   */
  Steps failed(Errand tried, String why, Optional<Duration> wait) {
    find(tried.kind())
        .filter(tried::is)
        .ifPresent(
            errand -> {
              drop(errand);
              if (rules.goesOn(errand, now)) {
                Instant again = rules.again(errand, now);
                Instant asWished = now.plus(wait.orElse(Duration.ZERO));
                errands.add(errand.failed(why, again.isBefore(asWished) ? asWished : again));
              } else {
                because = Optional.of(why);
              }
            });
    return this;
  }

  /** It is not worth another try. */
  Steps refused(Errand tried, String why) {
    drop(tried);
    because = Optional.of(why);
    return this;
  }

  /** Somebody took it back on the provider's side. */
  Steps gone(String why) {
    if (open()) {
      end(State.CANCELLED, why);
      if (announced.isPresent()) {
        put(Kind.ANNOUNCE, now);
      }
    }
    return this;
  }

  /** What the provider says; what we are about to tell it ourselves is newer. */
  Steps changed(ProviderChange change, List<Attendee> attendees, boolean listens) {
    if (!open()) {
      return this;
    }
    switch (change.status()) {
      case CANCELLED -> gone(change.outcome().orElse("it was cancelled at " + change.provider()));
      case COMPLETED -> {
        end(State.COMPLETED, "");
        because = change.outcome();
        held = change.length().or(() -> plan.map(set -> set.slot().length()));
      }
      case SCHEDULED, RESCHEDULED -> {
        booking = booking.map(as -> new Booking(as.provider(), as.id(), change.url().or(as::url)));
        if (find(Kind.BOOK).isEmpty() && find(Kind.PLAN).isEmpty()) {
          plan = plan.map(set -> moved(set, change, attendees));
          settled(listens);
        }
      }
    }
    return this;
  }

  private Plan moved(Plan set, ProviderChange change, List<Attendee> attendees) {
    Plan next = attendees.isEmpty() ? set : set.with(attendees);
    // A time that the provider was told by us is our own word, come back late.
    boolean news =
        change.status() == ProviderChange.Status.RESCHEDULED
            && change.start().filter(start -> !told.contains(start)).isPresent();
    return news
        ? next.at(
            new Slot(change.start().orElseThrow(), change.length().orElse(set.slot().length())),
            "it was moved at " + change.provider())
        : next;
  }

  Steps heldBy(String holder, Instant until) {
    hold = Optional.of(new Hold(holder, until));
    return this;
  }

  Steps letGo() {
    hold = Optional.empty();
    return this;
  }

  private void cancel(String why) {
    end(State.CANCELLED, why);
    if (booking.isPresent()) {
      sequence++;
      put(Kind.BOOK, now);
    } else if (asked > 0) {
      sequence++;
      put(Kind.BOOK, now.plus(UNDER_WAY));
    } else if (announced.isPresent()) {
      put(Kind.ANNOUNCE, now);
    }
  }

  private void end(State how, String why) {
    state = how;
    because = Optional.of(why);
    errands.clear();
  }

  private boolean open() {
    return state == State.REQUESTED || state == State.SCHEDULED;
  }

  private boolean begun() {
    return plan.filter(set -> !set.slot().start().isAfter(now)).isPresent();
  }

  /** Puts it in the place of what there is of the kind; its number tells the two apart. */
  private void put(Kind kind, Instant due) {
    drop(kind);
    errands.add(Errand.of(kind, Math.toIntExact(read.revision() + 1), now, due));
  }

  private void replace(Kind kind, UnaryOperator<Errand> by) {
    errands.replaceAll(errand -> errand.kind() == kind ? by.apply(errand) : errand);
  }

  private Optional<Errand> find(Kind kind) {
    return errands.stream().filter(errand -> errand.kind() == kind).findFirst();
  }

  private void drop(Kind kind) {
    errands.removeIf(errand -> errand.kind() == kind);
  }

  private void drop(Errand tried) {
    errands.removeIf(tried::is);
  }
}
