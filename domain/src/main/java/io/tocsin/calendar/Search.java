package io.tocsin.calendar;

import io.tocsin.calendar.Cast.Guest;
import io.tocsin.meeting.Proposal;
import io.tocsin.meeting.Slot;
import io.tocsin.meeting.Urgency.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Looks for the time of a meeting that need not be at once. Quarter hours by UTC's clock are
 * quarter hours by every other one, too, so there are {@value #QUARTERS} of them to look at, and no
 * more.
 */
final class Search {
  static final Duration DAYS = Duration.ofDays(14);
  static final Duration SOONEST = Duration.ofMinutes(15);
  static final Duration STEP = Duration.ofMinutes(15);

  private static final int QUARTERS = 14 * 24 * 4;

  private final Level level;
  private final Casting casting;
  private final WorkingHours office;
  private final Diaries diaries;
  private final Duration length;
  private final Instant now;
  private final Map<Integer, Option> seen = new HashMap<>();

  Search(
      Level level,
      Casting casting,
      WorkingHours office,
      Diaries diaries,
      Duration length,
      Instant now) {
    this.level = level;
    this.casting = casting;
    this.office = office;
    this.diaries = diaries;
    this.length = length;
    this.now = now;
  }

  /** A time at which one might meet, and of those who are invited then, how many can. */
  private record Option(Slot slot, Cast cast, int must, int others) {
    boolean works() {
      return !cast.isEmpty() && must == cast.must().size();
    }

    int missing() {
      return cast.others().size() - others;
    }

    int can() {
      return must + others;
    }
  }

  Proposal best() {
    return inTime()
        .map(option -> proposal(option, counted(option)))
        .or(
            () ->
                options()
                    .filter(Option::works)
                    .findFirst()
                    .map(option -> proposal(option, counted(option) + late())))
        .or(() -> most().map(option -> proposal(option, together(option) + late(option))))
        .orElseGet(this::withoutAnybody);
  }

  /** The level says how long it may wait; so long, it waits for as many as possible. */
  private Optional<Option> inTime() {
    return options()
        .takeWhile(option -> level == Level.LOW || soonEnough(option))
        .filter(Option::works)
        .filter(this::soonEnough)
        .min(Comparator.comparing(Option::missing));
  }

  private Optional<Option> most() {
    // Of several that are as good, the first: max would take the last.
    return options()
        .filter(option -> option.can() > 0)
        .min(Comparator.comparing(Option::must).thenComparing(Option::others).reversed());
  }

  private Proposal withoutAnybody() {
    Optional<Option> open = options().filter(option -> office.hold(option.slot())).findFirst();
    Optional<Option> any = open.or(() -> options().findFirst());
    Option option = any.orElseGet(() -> option(first()));
    String who = option.cast().isEmpty() ? "nobody is known to come" : "nobody can in 14 days";
    String when = open.isPresent() ? "the next office hour" : "the first quarter hour";
    return proposal(option, who + ", so " + when + late(option));
  }

  private Proposal proposal(Option option, String reason) {
    return new Proposal(
        option.slot(),
        option.cast().attendees(),
        new Why(office).say(reason, option.slot(), option.cast()));
  }

  /** All there are, in their order; what was looked at once is not reckoned again. */
  private Stream<Option> options() {
    Instant first = first();
    return IntStream.range(0, QUARTERS)
        .mapToObj(i -> seen.computeIfAbsent(i, quarter -> option(first.plus(STEP.multipliedBy(i)))))
        .filter(this::lateEnough);
  }

  private Instant first() {
    return Scheduling.next(now.plus(SOONEST), STEP);
  }

  private Option option(Instant start) {
    Slot slot = new Slot(start, length);
    Cast cast = casting.at(start);
    return new Option(slot, cast, able(cast.must(), slot), able(cast.others(), slot));
  }

  private int able(List<Guest> guests, Slot slot) {
    return (int) guests.stream().filter(guest -> diaries.can(guest.person(), slot)).count();
  }

  /** What can wait until the next business day, does: today is not interrupted. */
  private boolean lateEnough(Option option) {
    Predicate<WorkingHours> tomorrow =
        hours -> hours.dateAt(option.slot().start()).isAfter(hours.dateAt(now));
    return level != Level.LOW || hours(option).allMatch(tomorrow);
  }

  private boolean soonEnough(Option option) {
    Instant start = option.slot().start();
    return switch (level) {
      case CRITICAL -> start.isBefore(now.plus(Duration.ofHours(1)));
      case HIGH -> start.isBefore(now.plus(Duration.ofHours(4)));
      case MEDIUM -> start.isBefore(now.plus(Duration.ofHours(24)));
      case LOW -> {
        WorkingHours hours = hours(option).findFirst().orElse(office);
        LocalDate date = hours.dateAt(start);
        yield hours.nextDayAfter(hours.dateAt(now)).filter(date::equals).isPresent();
      }
    };
  }

  private Stream<WorkingHours> hours(Option option) {
    return option.cast().isEmpty()
        ? Stream.of(office)
        : option.cast().must().stream().map(guest -> guest.person().hours());
  }

  private static String counted(Option option) {
    Cast cast = option.cast();
    if (cast.size() == 1) {
      return "the first quarter hour that "
          + cast.must().get(0).person().name()
          + " can, in working hours";
    }
    return option.missing() == 0
        ? "the first quarter hour that all " + cast.size() + " can, in working hours"
        : "the first quarter hour that suits most, "
            + option.can()
            + " of "
            + cast.size()
            + " and all who must come, in working hours";
  }

  private static String together(Option option) {
    return "those who must come have no working hour in common in 14 days, so when the most can, "
        + option.can()
        + " of "
        + option.cast().size();
  }

  private String late(Option option) {
    return soonEnough(option) ? "" : late();
  }

  private String late() {
    return "; later than " + level.respondWithin() + ", for nothing sooner is in working hours";
  }
}
