package io.tocsin.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.calendar.RandomOffice.Office;
import io.tocsin.meeting.Attendee;
import io.tocsin.meeting.Busy;
import io.tocsin.meeting.Proposal;
import io.tocsin.meeting.Slot;
import io.tocsin.meeting.Urgency.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whoever works wherever: the time is right, by a slow way to find it that shares no code. */
class SchedulingPropertyTest {
  private static final long DAY = 24 * 60;

  @Provide
  Arbitrary<Office> offices() {
    return RandomOffice.any();
  }

  private static Proposal propose(Office office, Level level, Instant now) {
    return propose(office, level, office.busy(), now);
  }

  private static Proposal propose(Office office, Level level, List<Busy> busy, Instant now) {
    return new Scheduling(office.roster())
        .propose(level, People.alert("plex"), List.of(), office.length(), busy, now);
  }

  @Property(seed = "20261121", edgeCases = EdgeCasesMode.NONE)
  void theTimeIsInTheFutureAndOnItsGrid(@ForAll("offices") Office office, @ForAll Level level) {
    Proposal proposal = propose(office, level, office.now());
    Duration wait = Duration.between(office.now(), proposal.slot().start());
    boolean critical = level == Level.CRITICAL;
    assertEquals(office.length(), proposal.slot().length());
    assertTrue(wait.compareTo(Duration.ofMinutes(critical ? 10 : 15)) >= 0, wait.toString());
    assertTrue(
        wait.compareTo(critical ? Duration.ofMinutes(15) : Duration.ofDays(15)) < 0,
        wait.toString());
    assertEquals(0, proposal.slot().start().getEpochSecond() % (critical ? 300 : 900));
    assertTrue(proposal.attendees().size() <= Casting.MOST);
    assertFalse(proposal.why().isBlank());
  }

  @Property(seed = "20261121", edgeCases = EdgeCasesMode.NONE)
  void itIsTheOneThatIsFoundByTryingThemAll(
      @ForAll("offices") Office office, @ForAll("levels") Level level) {
    SlowSearch slow = new SlowSearch(office, level);
    Proposal proposal = propose(office, level, office.now());
    Slot slot = proposal.slot();
    assertEquals(slow.start().orElse(slot.start()), slot.start());
    assertEquals(
        slow.cast(slot.start()).ids(),
        proposal.attendees().stream().map(Attendee::address).toList());
  }

  @Provide
  Arbitrary<Level> levels() {
    return Arbitraries.of(Level.HIGH, Level.MEDIUM, Level.LOW);
  }

  @Property(seed = "20261121", edgeCases = EdgeCasesMode.NONE)
  void theSameQuestionHasTheSameAnswerInWhateverOrderItIsAsked(
      @ForAll("offices") Office office, @ForAll Level level) {
    List<Busy> reversed = new ArrayList<>(office.busy());
    Collections.reverse(reversed);
    assertEquals(
        propose(office, level, office.now()), propose(office, level, reversed, office.now()));
  }

  @Property(seed = "20261121", edgeCases = EdgeCasesMode.NONE)
  void whoAsksLaterNeverMeetsEarlier(
      @ForAll("offices") Office office,
      @ForAll Level level,
      @ForAll @IntRange(min = 1, max = 3 * (int) DAY) int minutes) {
    Office alone = office.alone();
    Instant later = alone.now().plus(Duration.ofMinutes(minutes));
    Slot first = propose(alone, level, alone.now()).slot();
    Slot second = propose(alone, level, later).slot();
    assertFalse(second.start().isBefore(first.start()), first + " and then " + second);
  }

  @Property(seed = "20261121", edgeCases = EdgeCasesMode.NONE)
  void oneMoreAppointmentNeverMakesItEarlier(
      @ForAll("offices") Office office,
      @ForAll Level level,
      @ForAll @IntRange(max = 7 * (int) DAY) int minutes) {
    Office alone = office.alone();
    List<Busy> more = new ArrayList<>(alone.busy());
    more.add(
        new Busy(
            alone.people().get(0).address(),
            new Slot(alone.now().plus(Duration.ofMinutes(minutes)), Duration.ofHours(2))));
    assertFalse(
        propose(alone, level, more, alone.now())
            .slot()
            .start()
            .isBefore(propose(alone, level, alone.now()).slot().start()));
  }

  @Property(seed = "20261121", edgeCases = EdgeCasesMode.NONE)
  void theTimesLeftAreThoseNotTaken(@ForAll("spans") Times all, @ForAll("spans") Times taken) {
    Times left = all.without(taken);
    for (int minute = 0; minute < 200; minute++) {
      Slot slot = new Slot(Instant.ofEpochSecond(minute * 60L), Duration.ofMinutes(1));
      assertEquals(all.holds(slot) && !taken.holds(slot), left.holds(slot), slot.toString());
    }
  }

  @Provide
  Arbitrary<Times> spans() {
    return RandomOffice.spans();
  }
}
