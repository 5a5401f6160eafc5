package io.tocsin.store;

import static io.tocsin.store.Samples.NOON;
import static io.tocsin.store.Samples.alert;
import static io.tocsin.store.Samples.delivered;
import static io.tocsin.store.Samples.delivery;
import static io.tocsin.store.Samples.failedOnce;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.alert.EventId;
import io.tocsin.analysis.Analysis;
import io.tocsin.analysis.Circumstances;
import io.tocsin.analysis.LearningRecord;
import io.tocsin.analysis.Panel;
import io.tocsin.analysis.Rulebook;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Incident;
import io.tocsin.delivery.Outbox.Planned;
import io.tocsin.history.History.Refusal;
import io.tocsin.keeping.Archive;
import io.tocsin.keeping.Kind;
import io.tocsin.keeping.Piece;
import io.tocsin.keeping.Retention;
import io.tocsin.meeting.Exchange;
import io.tocsin.meeting.Exchange.Direction;
import io.tocsin.meeting.Meeting;
import io.tocsin.meeting.MeetingSamples;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What all maps do with what expires. A subclass gives empty ones to each test. */
public abstract class ExpiryContract {
  private static final Duration TEN_DAYS = Duration.ofDays(10);

  private final Box box = new Box();
  private Retention retention = Retention.of(TEN_DAYS);

  protected abstract Maps maps();

  /** An archive in memory, which may be out of order, or be the last thing that somebody did. */
  private static final class Box implements Archive {
    final Map<String, List<Piece>> filed = new TreeMap<>();
    boolean full = false;
    boolean lastThing = false;

    @Override
    public void file(String name, List<Piece> pieces) {
      if (full) {
        throw new IllegalStateException("no room");
      }
      filed.put(name, List.copyOf(pieces));
      if (lastThing) {
        throw new IllegalStateException("dead");
      }
    }

    List<Piece> pieces() {
      List<Piece> all = new ArrayList<>();
      filed.values().forEach(all::addAll);
      return all;
    }
  }

  /** The stores as they are some time after noon. */
  private final class Then {
    final Keeping keeping;
    final MapOutbox outbox;
    final MapHistory history;
    final MapMeetings meetings;
    final MapExchanges exchanges;
    final MapLessons lessons;
    final MapExpiry expiry;

    Then(Duration after) {
      keeping = new Keeping(retention, Clock.fixed(NOON.plus(after), ZoneOffset.UTC));
      outbox = new MapOutbox(maps(), keeping);
      history = new MapHistory(maps(), keeping);
      meetings = new MapMeetings(maps(), keeping);
      exchanges = new MapExchanges(maps(), keeping);
      lessons = new MapLessons(maps(), keeping);
      expiry = new MapExpiry(maps(), keeping, box);
    }

    Set<Kind> there() {
      Set<Kind> there = EnumSet.noneOf(Kind.class);
      if (history.story("a1").isPresent()
          || !history.alerts(List.of("a1")).isEmpty()
          || !history.recent(9, Optional.empty()).items().isEmpty()
          || !history.ofService("plex", 9).isEmpty()
          || outbox.incident("in_1").isPresent()) {
        there.add(Kind.ALERTS);
      }
      if (!history.refusals(9).isEmpty()) {
        there.add(Kind.REFUSALS);
      }
      if (meetings.ofIncident("in_1").isPresent()
          || !meetings.recent(9, Optional.empty()).items().isEmpty()
          || !meetings.ofService("plex", 9).isEmpty()
          || !meetings.due(NOON.plus(Duration.ofDays(99)), 9).isEmpty()) {
        there.add(Kind.MEETINGS);
      }
      if (!exchanges.of(MEETING.id(), 9).isEmpty()) {
        there.add(Kind.EXCHANGES);
      }
      if (!lessons.ofService("plex", 9).isEmpty() || lessons.ofAlert("a1").isPresent()) {
        there.add(Kind.LESSONS);
      }
      return there;
    }
  }

  private static final Alert ALERT = alert("a1");
  private static final Meeting MEETING = MeetingSamples.wanted("in_1");
  private static final Refusal REFUSAL = new Refusal("m1", NOON, "no JSON");
  private static final Analysis ANALYSIS =
      Panel.of(new Rulebook("1", List.of())).analyse(Circumstances.of(ALERT, Map.of(), NOON));
  private static final LearningRecord LESSON = ANALYSIS.learning().finding().orElseThrow().keep();
  private static final Exchange EXCHANGE =
      new Exchange(
          MEETING.id(),
          NOON,
          Direction.IN,
          "slotify",
          "POST /",
          "",
          Optional.empty(),
          "",
          Duration.ZERO);
  private static final Delivery DELIVERED = delivered(delivery(ALERT, "general", "lane-1"));

  private Then keepAll() {
    Then now = new Then(Duration.ZERO);
    now.outbox.accept(
        ALERT,
        List.of(delivery(ALERT, "general", "lane-1")),
        Optional.of(
            new Incident.Change(
                Incident.unknown("in_1"),
                new Incident(
                    "in_1", Optional.of("a1"), Map.of(), Optional.of("a1"), Optional.empty()))));
    now.outbox.record(List.of(DELIVERED));
    now.history.refused(REFUSAL);
    now.meetings.add(MEETING);
    now.exchanges.keep(EXCHANGE);
    now.lessons.keep("l1", LESSON);
    now.lessons.keep("a1", ANALYSIS);
    return now;
  }

  @Test
  void allThatExpiredIsFiledExactlyAsItWasAndIsNowhereElse() {
    keepAll();
    Then end = new Then(TEN_DAYS);

    assertEquals(7, end.expiry.step(100));

    Instant at = NOON.plus(TEN_DAYS);
    assertEquals(
        Set.of(
            new Piece.OfAlert(
                ALERT, List.of(new Planned("general", "discord", "lane-1")), Optional.empty()),
            new Piece.OfDelivery(DELIVERED),
            new Piece.OfMeeting(MEETING),
            new Piece.OfExchange(EXCHANGE),
            new Piece.OfLesson(EventId.digest("l1"), LESSON),
            new Piece.OfAnalysis("a1", ANALYSIS, at),
            new Piece.OfRefusal(REFUSAL)),
        Set.copyOf(box.pieces()));
    assertEquals(7, box.pieces().size());
    assertEquals(Set.of(), new Then(Duration.ZERO).there(), "not even to who thinks it is noon");
    assertEquals(0, end.expiry.step(100));
    assertTrue(end.outbox.accept(ALERT, List.of()).fresh());
    assertTrue(end.meetings.add(MEETING));
  }

  @ParameterizedTest
  @EnumSource
  void eachKindExpiresInItsOwnTime(Kind kind) {
    retention = retention.with(Map.of(kind, Duration.ofDays(20)));
    keepAll();

    assertEquals(Set.of(Kind.values()), new Then(TEN_DAYS.minusSeconds(1)).there());
    assertEquals(Set.of(kind), new Then(TEN_DAYS).there());
    new Then(TEN_DAYS).expiry.step(100);
    assertEquals(Set.of(kind), new Then(TEN_DAYS).there());
    assertEquals(Set.of(), new Then(Duration.ofDays(20)).there());
  }

  @Test
  void nothingIsFiledBeforeItsTime() {
    keepAll();

    assertEquals(0, new Then(TEN_DAYS.minusSeconds(1)).expiry.step(100));
    assertEquals(List.of(), box.pieces());
  }

  @Test
  void anAlertStaysAsLongAsADeliveryWaits() {
    Then now = new Then(Duration.ZERO);
    Delivery tried = failedOnce(delivery(ALERT, "errors", "lane-2"));
    now.outbox.accept(
        ALERT, List.of(delivery(ALERT, "general", "lane-1"), delivery(ALERT, "errors", "lane-2")));
    now.outbox.record(List.of(tried));
    now.outbox.record(List.of(DELIVERED));

    Then end = new Then(TEN_DAYS);
    end.expiry.step(100);
    assertEquals(List.of(), box.pieces());
    assertTrue(end.history.story("a1").isPresent());
    assertFalse(end.outbox.accept(ALERT, List.of()).fresh());

    end.outbox.record(List.of(delivered(tried)));
    new Then(TEN_DAYS.plusDays(2)).expiry.step(100);
    assertEquals(3, box.pieces().size());
    assertFalse(new Then(Duration.ZERO).history.story("a1").isPresent());
  }

  @Test
  void aMeetingThatIsChangedLivesFromThen() {
    Then now = new Then(Duration.ZERO);
    now.meetings.add(MEETING);
    Meeting next = MeetingSamples.booked(MEETING, "slotify", "sl-1");
    assertTrue(new Then(Duration.ofDays(9)).meetings.swap(MEETING, next));

    assertEquals(0, new Then(Duration.ofDays(18)).expiry.step(100));
    assertEquals(Optional.of(next), new Then(Duration.ofDays(18)).meetings.find(MEETING.id()));
    assertEquals(1, new Then(Duration.ofDays(19)).expiry.step(100));
    assertEquals(List.of(new Piece.OfMeeting(next)), box.pieces());
    assertEquals(Optional.empty(), new Then(Duration.ZERO).meetings.booked("slotify", "sl-1"));
  }

  @Test
  void aMeetingThatExpiredMakesRoomForOneOfItsIdAndIsFiledStill() {
    keepAll();
    Then end = new Then(TEN_DAYS);
    Meeting again = MeetingSamples.booked(MEETING, "slotify", "sl-2");

    assertTrue(end.meetings.add(again));
    end.expiry.step(100);

    assertTrue(box.pieces().contains(new Piece.OfMeeting(MEETING)));
    assertEquals(Optional.of(again), end.meetings.find(MEETING.id()));
    assertEquals(Optional.of(again), end.meetings.ofIncident("in_1"));
  }

  @Test
  void whoDiesAfterFilingFilesAgainUnderTheSameNameAndMoreThanBefore() {
    Then now = new Then(Duration.ZERO);
    now.history.refused(REFUSAL);
    new Then(Duration.ofHours(1)).history.refused(new Refusal("m2", NOON, "no JSON"));
    box.lastThing = true;
    assertThrows(IllegalStateException.class, () -> new Then(TEN_DAYS).expiry.step(100));
    assertEquals(1, box.pieces().size());
    assertEquals(2, new Then(Duration.ofDays(9)).history.refusals(9).size(), "nothing is lost");

    box.lastThing = false;
    new Then(TEN_DAYS.plusHours(2)).expiry.step(100);

    assertEquals(1, box.filed.size());
    assertEquals(2, box.pieces().size());
    assertEquals(List.of(), new Then(Duration.ZERO).history.refusals(9));
  }

  @Test
  void whatCannotBeFiledIsKept() {
    keepAll();
    box.full = true;
    assertThrows(IllegalStateException.class, () -> new Then(TEN_DAYS).expiry.step(100));
    assertEquals(Set.of(Kind.values()), new Then(Duration.ZERO).there());

    box.full = false;
    new Then(TEN_DAYS).expiry.step(100);
    assertEquals(7, box.pieces().size());
  }

  @Test
  void itIsDoneALittleAtATimeOldestFirst() {
    for (int i = 0; i < 25; i++) {
      new Then(Duration.ofMinutes(i)).history.refused(new Refusal("m" + i, NOON, "no JSON"));
    }
    Then end = new Then(Duration.ofDays(11));

    assertEquals(10, end.expiry.step(10));
    assertEquals(
        Set.of("m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9"),
        Set.copyOf(
            box.pieces().stream()
                .map(piece -> ((Piece.OfRefusal) piece).refusal().messageId())
                .toList()));
    assertEquals(10, end.expiry.step(10));
    assertEquals(5, end.expiry.step(10));
    assertEquals(25, box.pieces().size());
    assertEquals(3, box.filed.size());
  }
}
