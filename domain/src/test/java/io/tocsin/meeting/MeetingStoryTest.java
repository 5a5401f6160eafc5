package io.tocsin.meeting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.alert.Status;
import io.tocsin.analysis.LearningRecord;
import io.tocsin.meeting.Meeting.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of meetings when all goes well. */
class MeetingStoryTest {
  private static final Instant NOON = MeetingOffice.NOON;

  private final MeetingOffice office = new MeetingOffice();

  @Test
  void anAlertBecomesAMeetingOfWhichPeopleAreToldAndReminded() {
    Meeting meeting = office.fires("a", Severity.HIGH);
    assertEquals(State.SCHEDULED, meeting.state());
    assertEquals(List.of("book 2026-11-21T14:00:00Z"), office.calendar.calls);
    assertEquals("Meeting set: [HIGH] Outage Review", office.told.get(0).title());
    assertEquals(
        """
        Sat 21 Nov 2026 14:00 UTC, 30 min.
        Join: https://alerts.test/meetings/%s
        Invited: Ann.
        Why then: the next free half hour.
        About: plex-1.

        Probable cause
        • It is down. (75 %%)
        • Because it says plex is down

        Check first
        • Look.

        Compliance
        • Status: nothing known that must be done.

        To discuss
        • What changed in the 24 hours before it began (deploys, settings, traffic, data)?
        • Who outside of this meeting must be told, by whom, and by when?"""
            .formatted(meeting.id()),
        office.told.get(0).message());
    office.after(Duration.ofMinutes(105));
    assertEquals("Meeting in 15 min: [HIGH] Outage Review", office.told.get(1).title());
    assertEquals(List.of("set", "reminder"), office.changes());
  }

  @Test
  void moreOfTheSameChangesNothing() {
    Meeting first = office.fires("a", Severity.HIGH);
    office.after(Duration.ofMinutes(5));
    Meeting same = office.fires("b", Severity.HIGH);
    assertEquals(first.id(), same.id());
    assertEquals(first.plan(), same.plan());
    assertEquals(1, office.calendar.calls.size());
    assertEquals(2, same.news().count());
  }

  @Test
  void whatGetsWorseIsMetAboutEarlier() {
    office.fires("a", Severity.MEDIUM);
    office.after(Duration.ofMinutes(5));
    office.fires("b", Severity.CRITICAL);
    assertEquals(
        List.of("book 2026-11-21T17:00:00Z", "change 2026-11-21T12:15:00Z"), office.calendar.calls);
    assertTrue(
        office.told.get(1).message().startsWith("It was for Sat 21 Nov 2026 17:00 UTC.\n"),
        office.told.get(1).message());
  }

  @Test
  void whatGetsWorseIsNotMetAboutLater() {
    office.fires("a", Severity.MEDIUM);
    office.after(Duration.ofHours(4));
    Meeting meeting = office.fires("b", Severity.HIGH);
    assertEquals(Urgency.Level.HIGH, meeting.plan().orElseThrow().urgency().level());
    assertEquals(
        List.of("book 2026-11-21T17:00:00Z", "change 2026-11-21T17:00:00Z"), office.calendar.calls);
    assertEquals(List.of("set"), office.changes());
    office.after(Duration.ofMinutes(45));
    assertEquals(List.of("set", "reminder"), office.changes());
  }

  @Test
  void whatIsOverBeforeTheyMeetIsCancelled() {
    office.fires("a", Severity.LOW);
    office.after(Duration.ofMinutes(5));
    office.ends("b");
    assertEquals(State.CANCELLED, office.latest().state());
    assertEquals("cancel 2026-11-22T08:00:00Z", office.calendar.calls.get(1));
    assertEquals(List.of("set", "cancelled"), office.changes());
    assertEquals(
        "It was for Sun 22 Nov 2026 08:00 UTC: the alert is over", office.told.get(1).message());
  }

  @Test
  void whatWasMetAboutTeachesTheNext() {
    office.fires("a", Severity.CRITICAL);
    office.after(Duration.ofHours(1));
    Optional<String> outcome = Optional.of("The disk was replaced");
    office.says(ProviderChange.Status.COMPLETED, Optional.empty(), outcome);
    office.says(ProviderChange.Status.COMPLETED, Optional.empty(), Optional.of("said again"));
    assertEquals(State.COMPLETED, office.latest().state());
    assertEquals(Optional.of(Duration.ofMinutes(45)), office.latest().held());
    List<LearningRecord> kept =
        office.lessons.ofService("plex", 100).stream()
            .filter(lesson -> lesson.interaction() == LearningRecord.Interaction.MEETING)
            .toList();
    assertEquals(1, kept.size());
    assertEquals(outcome, kept.get(0).helped());
    assertEquals(List.of("down"), kept.get(0).patterns());

    office.after(Duration.ofDays(3));
    Meeting next = office.fires("b", Severity.CRITICAL);
    assertEquals(2, next.occasion());
    String briefing = next.plan().orElseThrow().briefing().toString();
    assertTrue(briefing.contains("The disk was replaced"), briefing);
    assertFalse(briefing.contains("said again"), briefing);
  }

  @Test
  void whatBeginsAnewAfterTheyMetIsMetAboutAgain() {
    Meeting first = office.fires("a", Severity.CRITICAL);
    office.after(Duration.ofMinutes(20));
    office.ends("b");
    assertEquals(State.SCHEDULED, office.latest().state());
    office.after(Duration.ofHours(1));
    Meeting second = office.fires("c", Severity.CRITICAL);
    assertNotEquals(first.id(), second.id());
    assertEquals(2, second.occasion());
  }

  @Test
  void whatGoesOnAfterTheyMetIsNotMetAboutAgainUnlessItGetsWorse() {
    Meeting first = office.fires("a", Severity.HIGH);
    office.after(Duration.ofHours(3));
    assertEquals(first.id(), office.fires("b", Severity.HIGH).id());
    office.after(Duration.ofMinutes(1));
    assertEquals(2, office.fires("c", Severity.CRITICAL).occasion());
  }

  @Test
  void oldNewsAreNoneOfTheNextMeeting() {
    Alert late = office.comes("late", Severity.CRITICAL, Status.FIRING);
    office.after(Duration.ofMinutes(1));
    office.fires("a", Severity.LOW);
    office.after(Duration.ofMinutes(1));
    office.ends("b");
    office.after(Duration.ofMinutes(1));
    Meeting second = office.fires("c", Severity.LOW);
    assertEquals(2, second.occasion());
    assertEquals(1, office.hears(late).orElseThrow().occasion());
    office.work();
    assertEquals(1, office.latest().news().count());
    assertEquals(Severity.LOW, office.latest().news().worst());
  }

  @Test
  void whatPeopleMoveAndMoveBackIsWhereTheyLeftIt() {
    office.fires("a", Severity.HIGH);
    Instant booked = NOON.plus(Duration.ofHours(2));
    Instant later = NOON.plus(Duration.ofHours(3));
    office.says(ProviderChange.Status.RESCHEDULED, Optional.of(later), Optional.empty());
    assertEquals(later, office.latest().plan().orElseThrow().slot().start());
    office.says(ProviderChange.Status.RESCHEDULED, Optional.of(booked), Optional.empty());
    assertEquals(booked, office.latest().plan().orElseThrow().slot().start());
    assertEquals(List.of("set", "moved", "moved"), office.changes());
    assertEquals(1, office.calendar.calls.size());
  }

  @Test
  void whatIsMovedIsRemindedOfBeforeItsNewTimeOnly() {
    office.fires("a", Severity.HIGH);
    Instant later = NOON.plus(Duration.ofHours(3));
    office.says(ProviderChange.Status.RESCHEDULED, Optional.of(later), Optional.empty());
    office.after(Duration.ofMinutes(110));
    assertEquals(List.of("set", "moved"), office.changes());
    office.after(Duration.ofMinutes(55));
    assertEquals(List.of("set", "moved", "reminder"), office.changes());
  }
}
