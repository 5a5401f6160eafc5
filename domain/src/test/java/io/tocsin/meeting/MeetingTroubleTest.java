package io.tocsin.meeting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.alert.Status;
import io.tocsin.meeting.Errand.Kind;
import io.tocsin.meeting.Meeting.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of meetings when something goes wrong, or happens at the wrong moment. */
class MeetingTroubleTest {
  private static final Instant NOON = MeetingOffice.NOON;

  private final MeetingOffice office = new MeetingOffice();

  @Test
  void anEndThatFoundNoMeetingToCancelIsFoundByTheMeeting() {
    office.hears(office.comes("a", Severity.HIGH, Status.FIRING));
    office.now = NOON.plusSeconds(1);
    office.comes("b", Severity.HIGH, Status.RESOLVED);
    office.work();
    assertEquals(State.CANCELLED, office.latest().state());
    assertEquals(List.of(), office.calendar.calls);
    assertEquals(List.of(), office.told);
  }

  @Test
  void whatIsOverWhenItsTimePassedWithoutTheProviderIsNotMade() {
    office.calendar.fails = Optional.of(ProviderException.Kind.TRANSIENT);
    office.fires("a", Severity.CRITICAL);
    office.now = NOON.plus(Duration.ofMinutes(11));
    office.hears(office.comes("b", Severity.CRITICAL, Status.RESOLVED));
    office.calendar.fails = Optional.empty();
    office.after(Duration.ofMinutes(2));
    assertEquals(State.CANCELLED, office.latest().state());
    assertEquals(List.of(), office.latest().errands());
    assertTrue(office.calendar.calls.get(1).startsWith("find "), office.calendar.calls.toString());
    assertEquals(2, office.calendar.calls.size());
  }

  @Test
  void aMeetingThatWasNeverMadeDoesNotEndByItsTime() {
    office.calendar.fails = Optional.of(ProviderException.Kind.TRANSIENT);
    Meeting first = office.fires("a", Severity.HIGH);
    office.now = NOON.plus(Duration.ofHours(4));
    assertEquals(first.id(), office.fires("b", Severity.CRITICAL).id());
  }

  @Test
  void whatTheProviderRefusesIsTriedAgainWithFurtherNews() {
    office.calendar.fails = Optional.of(ProviderException.Kind.REJECTED);
    Meeting refused = office.fires("a", Severity.HIGH);
    assertEquals(State.REQUESTED, refused.state());
    assertEquals(Optional.of("it says no"), refused.because());
    assertEquals(List.of(), refused.errands());
    assertEquals(List.of("A meeting cannot be made: [HIGH] Outage Review"), office.titles());
    office.calendar.fails = Optional.empty();
    office.after(Duration.ofMinutes(1));
    Meeting made = office.fires("b", Severity.HIGH);
    assertEquals(refused.id(), made.id());
    assertEquals(State.SCHEDULED, made.state());
    assertEquals(Optional.empty(), made.because());
  }

  @Test
  void whatIsTriedForADayInVainIsGivenUpAndTheOperatorToldSo() {
    office.calendar.fails = Optional.of(ProviderException.Kind.TRANSIENT);
    office.fires("a", Severity.LOW);
    for (int hour = 0; hour < 25; hour++) {
      office.after(Duration.ofHours(1));
    }
    assertEquals(List.of(), office.latest().errands());
    assertEquals(Optional.of("it says no"), office.latest().because());
    assertEquals(2, office.told.size());
    assertTrue(office.told.get(0).message().contains("It is tried again."));
    assertTrue(office.told.get(1).message().contains("It is not tried again until"));
    office.calendar.fails = Optional.empty();
    office.fires("b", Severity.LOW);
    assertEquals(State.SCHEDULED, office.latest().state());
  }

  @Test
  void whatCannotBeMovedStaysWherePeopleWereTold() {
    office.fires("a", Severity.HIGH);
    office.calendar.fails = Optional.of(ProviderException.Kind.REJECTED);
    office.after(Duration.ofMinutes(5));
    Meeting stays = office.fires("b", Severity.CRITICAL);
    assertEquals(NOON.plus(Duration.ofHours(2)), stays.plan().orElseThrow().slot().start());
    assertEquals("A meeting cannot be changed: [CRITICAL] Outage Review", office.titles().get(1));
    office.after(Duration.ofMinutes(100));
    assertEquals(List.of("set", "reminder"), office.changes());
  }

  @Test
  void whatCouldNotBeMovedBeforePeopleMetIsNotMovedAfterwards() {
    office.fires("a", Severity.HIGH);
    office.after(Duration.ofMinutes(105));
    office.calendar.fails = Optional.of(ProviderException.Kind.TRANSIENT);
    office.fires("b", Severity.CRITICAL);
    office.after(Duration.ofMinutes(20));
    office.calendar.fails = Optional.empty();
    office.after(Duration.ofMinutes(20));
    assertEquals(List.of(), office.latest().errands());
    Slot slot = office.latest().plan().orElseThrow().slot();
    assertEquals(NOON.plus(Duration.ofHours(2)), slot.start());
    assertEquals(List.of("set", "reminder"), office.changes());
  }

  @Test
  void peopleHearThatItIsCancelledThoughTheProviderIsOut() {
    office.fires("a", Severity.HIGH);
    office.calendar.fails = Optional.of(ProviderException.Kind.TRANSIENT);
    office.after(Duration.ofMinutes(5));
    office.ends("b");
    assertEquals(List.of("set", "cancelled"), office.changes());
    office.after(Duration.ofHours(25));
    assertEquals(Optional.of("the alert is over"), office.latest().because());
    assertEquals(List.of(), office.latest().errands());
    assertEquals("A meeting cannot be taken back: [HIGH] Outage Review", office.titles().get(2));
  }

  @Test
  void whatIsGoneWhenItIsTakenBackIsTakenBack() {
    office.fires("a", Severity.HIGH);
    office.calendar.fails = Optional.of(ProviderException.Kind.GONE);
    office.after(Duration.ofMinutes(5));
    office.ends("b");
    assertEquals(List.of(), office.latest().errands());
    assertEquals(2, office.calendar.calls.size());
  }

  @Test
  void whatWasHeldWhileItWasBeingChangedIsNotTakenBack() {
    office.fires("a", Severity.HIGH);
    office.calendar.meanwhile =
        () -> office.says(ProviderChange.Status.COMPLETED, Optional.empty(), Optional.empty());
    office.after(Duration.ofMinutes(5));
    office.fires("b", Severity.CRITICAL);
    assertEquals(State.COMPLETED, office.latest().state());
    assertEquals(List.of(), office.latest().errands());
    assertEquals(2, office.calendar.calls.size());
  }

  @Test
  void whoeverMayHaveBeenToldHearsThatItIsCancelled() {
    Meeting meeting = MeetingSamples.booked(MeetingSamples.wanted("one"), "calendar", "c1");
    Steps steps = Steps.from(meeting, MeetingRules.DEFAULT, NOON);
    Meeting booked =
        steps
            .booked(meeting.errands().get(0), meeting.booking(), false)
            .heard(end(NOON.plusSeconds(1)))
            .done();
    assertEquals(State.CANCELLED, booked.state());
    assertEquals(
        List.of(Kind.BOOK, Kind.ANNOUNCE), booked.errands().stream().map(Errand::kind).toList());
  }

  @Test
  void nobodyIsToldOfATimeThatTheProviderMayNotHave() {
    Meeting wanted = MeetingSamples.booked(MeetingSamples.wanted("one"), "calendar", "c1");
    Errand planning = wanted.errands().get(0);
    Plan other = MeetingSamples.plan(NOON.plusSeconds(60));
    Meeting moving =
        Steps.from(wanted, MeetingRules.DEFAULT, NOON)
            .booked(Errand.of(Kind.BOOK, 7, NOON), wanted.booking(), false)
            .planned(planning, other)
            .done();
    Errand booking = moving.errand(Kind.BOOK).orElseThrow();
    assertTrue(moving.errand(Kind.ANNOUNCE).isPresent());
    assertEquals(Optional.of(booking), moving.next(NOON));
    Meeting failed =
        Steps.from(moving, MeetingRules.DEFAULT, NOON)
            .failed(booking, "out", Optional.empty())
            .done();
    assertEquals(Optional.empty(), failed.next(NOON));
    assertEquals(Optional.of(NOON.plusSeconds(15)), failed.due());
  }

  @Test
  void aReminderThatIsDueIsNotLostByWordOfTheProvider() {
    office.fires("a", Severity.HIGH);
    office.now = NOON.plus(Duration.ofMinutes(106));
    office.says(
        ProviderChange.Status.SCHEDULED,
        Optional.of(NOON.plus(Duration.ofHours(2))),
        Optional.empty());
    assertEquals(List.of("set", "reminder"), office.changes());
  }

  @Test
  void nobodyIsRemindedOfWhatIsOver() {
    office.fires("a", Severity.HIGH);
    office.after(Duration.ofHours(5));
    assertEquals(List.of("set"), office.changes());
    assertEquals(List.of(), office.latest().errands());
  }

  @Test
  void aMoveThatComesWhileItIsPlannedIsNotUndone() {
    Meeting wanted = MeetingSamples.booked(MeetingSamples.wanted("one"), "calendar", "c1");
    Errand planning = wanted.errands().get(0);
    Instant later = NOON.plus(Duration.ofHours(5));
    ProviderChange move =
        new ProviderChange(
            "calendar",
            "c1",
            ProviderChange.Status.RESCHEDULED,
            Optional.empty(),
            Optional.of(later),
            Optional.empty(),
            List.of(),
            Optional.empty());
    Meeting moved =
        Steps.from(wanted, MeetingRules.DEFAULT, NOON)
            .changed(move, List.of(), false)
            .planned(planning, wanted.plan().orElseThrow())
            .done();
    assertEquals(later, moved.plan().orElseThrow().slot().start());
    assertEquals(Optional.empty(), moved.errand(Kind.BOOK));
    assertTrue(moved.errand(Kind.PLAN).isPresent());
  }

  @Test
  void ofAnEndAndABeginAtTheSameTimeTheEndIsLast() {
    Alert begin =
        Alert.builder("ev_2", "heimdallr", "plex", "plex is down").receivedAt(NOON).build();
    News news = MeetingSamples.wanted("one").news();
    assertTrue(news.with(end(NOON)).with(begin).over());
    assertTrue(news.with(begin).with(end(NOON)).over());
  }

  private static Alert end(Instant at) {
    return Alert.builder("ev_9", "heimdallr", "plex", "plex is up")
        .status(Status.RESOLVED)
        .receivedAt(at)
        .build();
  }
}
