package io.tocsin.meeting;

import io.tocsin.meeting.Errand.Kind;
import io.tocsin.meeting.Meeting.Hold;
import io.tocsin.meeting.Meeting.State;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A meeting while it is being changed; {@link Steps} knows how. */
final class Draft {
  private static final int MOST_TOLD = 10;

  final Instant now;
  News news;
  Optional<Plan> plan;
  int sequence;
  State state;
  Optional<String> because;
  int asked;
  Optional<Booking> booking;
  List<Instant> told;
  Optional<URI> toldSource;
  Optional<Instant> announced;
  Optional<Duration> held;
  Optional<Hold> hold;

  private final Meeting read;
  private final List<Errand> errands;

  Draft(Meeting read, Instant now) {
    this.read = read;
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

  /** The meeting as it is by now; its revision is 1 more. */
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

  boolean open() {
    return state == State.REQUESTED || state == State.SCHEDULED;
  }

  /** Whether people meet already, or did. One that was never made does not begin. */
  boolean begun() {
    return state == State.SCHEDULED
        && plan.filter(set -> !set.slot().start().isAfter(now)).isPresent();
  }

  /** As {@link Meeting#givenUp}, as it is by now. */
  boolean givenUp() {
    return open() && because.isPresent() && !has(Kind.PLAN) && !has(Kind.BOOK);
  }

  boolean startsAt(Instant start) {
    return plan.filter(set -> set.slot().start().equals(start)).isPresent();
  }

  /** The provider may repeat this start to us. */
  void told(Instant start) {
    List<Instant> all = new ArrayList<>(told);
    all.remove(start);
    all.add(start);
    told = all.subList(Math.max(0, all.size() - MOST_TOLD), all.size());
  }

  /** Puts it in the place of what there is of the kind; its number tells the two apart. */
  void put(Kind kind, Instant due) {
    drop(kind);
    errands.add(Errand.of(kind, Math.toIntExact(read.revision() + 1), now, due));
  }

  /** Puts it in the place of what there is of the kind, having failed as often. */
  void putAgain(Kind kind) {
    Optional<Errand> before = find(kind);
    put(kind, now);
    before.ifPresent(
        tried ->
            errands.replaceAll(errand -> errand.kind() == kind ? errand.after(tried) : errand));
  }

  /** Puts the same, tried in vain, in its place. */
  void put(Errand again) {
    drop(again.kind());
    errands.add(again);
  }

  /** The one of the kind that there is. */
  Optional<Errand> find(Kind kind) {
    return errands.stream().filter(errand -> errand.kind() == kind).findFirst();
  }

  /** The same errand as it is by now; absent when another one took its place. */
  Optional<Errand> find(Errand tried) {
    return errands.stream().filter(tried::is).findFirst();
  }

  boolean has(Kind kind) {
    return find(kind).isPresent();
  }

  void drop(Kind kind) {
    errands.removeIf(errand -> errand.kind() == kind);
  }

  void drop(Errand tried) {
    errands.removeIf(tried::is);
  }

  void dropAll() {
    errands.clear();
  }
}
