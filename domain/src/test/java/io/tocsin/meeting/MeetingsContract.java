package io.tocsin.meeting;

import static io.tocsin.meeting.MeetingSamples.booked;
import static io.tocsin.meeting.MeetingSamples.due;
import static io.tocsin.meeting.MeetingSamples.wanted;
import static io.tocsin.store.Samples.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.history.History.BadCursorException;
import io.tocsin.history.Page;
import io.tocsin.store.Place;
import io.tocsin.store.Samples;
import io.tocsin.store.Threads;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every store of meetings does. A subclass gives an empty one to each test, with {@link
 * Samples#NOON} for the time if it has a clock.
 */
public abstract class MeetingsContract {
  private static final String SLOTIFY = "slotify";

  protected abstract Meetings meetings();

  @Test
  void whereNothingIsKeptNothingIsFound() {
    for (String text : List.of("", "mt_1", "🔔\ud800", "x".repeat(3000))) {
      assertEquals(Optional.empty(), meetings().find(text));
      assertEquals(Optional.empty(), meetings().ofIncident(text));
      assertEquals(Optional.empty(), meetings().booked(SLOTIFY, text));
      assertEquals(List.of(), meetings().ofService(text, 10));
    }
    assertEquals(List.of(), meetings().due(NOON, 10));
    assertEquals(new Page<>(List.of(), Optional.empty()), meetings().recent(10, Optional.empty()));
  }

  @Test
  void aMeetingIsFoundByItsIdAndByItsIncident() {
    Meeting meeting = keep(wanted("in_1"));
    keep(wanted("in_2"));

    assertEquals(Optional.of(meeting), meetings().find(meeting.id()));
    assertEquals(Optional.of(meeting), meetings().ofIncident("in_1"));
  }

  @Test
  void anIncidentHasOneMeetingOfEachOccasion() {
    Meeting first = keep(wanted("in_1", 1, "plex", NOON));
    assertFalse(meetings().add(wanted("in_1", 1, "emby", NOON.plusSeconds(1))));
    assertEquals(Optional.of(first), meetings().find(first.id()), "nothing is changed");
    assertEquals(List.of(), meetings().ofService("emby", 10));

    Meeting second = keep(wanted("in_1", 2, "plex", NOON.plusSeconds(2)));
    assertFalse(meetings().add(first), "the first is over");
    assertFalse(meetings().add(second));

    assertEquals(Optional.of(second), meetings().ofIncident("in_1"));
    assertEquals(Optional.of(first), meetings().find(first.id()));
  }

  @Test
  void noOccasionComesAfterALaterOne() {
    Meeting third = keep(wanted("in_1", 3, "plex", NOON));

    assertFalse(meetings().add(wanted("in_1", 2, "plex", NOON)));

    assertEquals(Optional.of(third), meetings().ofIncident("in_1"));
    assertEquals(Optional.empty(), meetings().find(Meeting.id("in_1", 2)));
    assertEquals(List.of(third), meetings().recent(10, Optional.empty()).items());
  }

  @Test
  void ofManyThatAddAnIncidentsMeetingOneDoes() throws Exception {
    List<Boolean> added =
        Threads.together(16, i -> meetings().add(wanted("in_1", 1, "plex", NOON.plusSeconds(i))));

    assertEquals(1, added.stream().filter(won -> won).count());
    Meeting winner = meetings().ofIncident("in_1").orElseThrow();
    assertEquals(NOON.plusSeconds(added.indexOf(true)), winner.createdAt());
    assertEquals(List.of(winner), meetings().recent(10, Optional.empty()).items());
    assertEquals(List.of(winner.id()), meetings().due(NOON.plusSeconds(100), 10));
  }

  @Test
  void ofManyThatSwapOneRevisionOneDoes() throws Exception {
    Meeting read = keep(wanted("in_1"));

    List<Boolean> swapped =
        Threads.together(
            16, i -> meetings().swap(read, due(read, Optional.of(NOON.minusSeconds(i)))));

    assertEquals(1, swapped.stream().filter(won -> won).count());
    Meeting now = meetings().find(read.id()).orElseThrow();
    assertEquals(due(read, Optional.of(NOON.minusSeconds(swapped.indexOf(true)))), now);
    assertEquals(List.of(read.id()), meetings().due(NOON, 10), "due once");
  }

  @Test
  void whatWasSwappedIsWhatEveryReadGives() {
    Meeting read = keep(wanted("in_1"));
    Meeting next = booked(read, SLOTIFY, "sl-1");

    assertTrue(meetings().swap(read, next));

    assertEquals(Optional.of(next), meetings().find(read.id()));
    assertEquals(Optional.of(next), meetings().ofIncident("in_1"));
    assertEquals(Optional.of(next), meetings().booked(SLOTIFY, "sl-1"));
    assertEquals(List.of(next), meetings().recent(10, Optional.empty()).items());
    assertEquals(List.of(next), meetings().ofService("plex", 10));
  }

  @Test
  void whoReadBeforeSomebodyElseSwappedDoesNotSwap() {
    Meeting read = keep(wanted("in_1"));
    Meeting next = due(read, Optional.empty());
    assertTrue(meetings().swap(read, next));

    assertFalse(meetings().swap(read, booked(read, SLOTIFY, "sl-1")));

    assertEquals(Optional.of(next), meetings().find(read.id()));
    assertEquals(Optional.empty(), meetings().booked(SLOTIFY, "sl-1"));
    assertEquals(List.of(), meetings().due(NOON.plusSeconds(1), 10));
    assertTrue(meetings().swap(next, booked(next, SLOTIFY, "sl-1")), "after reading again");
  }

  @Test
  void whatWasNeverAddedIsNotSwapped() {
    Meeting read = wanted("in_1");

    assertFalse(meetings().swap(read, due(read, Optional.of(NOON))));

    assertEquals(Optional.empty(), meetings().find(read.id()));
    assertEquals(Optional.empty(), meetings().ofIncident("in_1"));
    assertEquals(List.of(), meetings().due(NOON, 10));
    assertTrue(meetings().add(read), "and can still be added");
  }

  @Test
  void anEarlierOccasionsMeetingStaysTheEarlierOne() {
    Meeting first = keep(wanted("in_1", 1, "plex", NOON));
    Meeting second = keep(wanted("in_1", 2, "plex", NOON));

    assertTrue(meetings().swap(first, due(first, Optional.empty())));

    assertEquals(Optional.of(second), meetings().ofIncident("in_1"));
  }

  @Test
  void aMeetingIsSwappedForItsOwnNextRevisionOnly() {
    Meeting read = keep(wanted("in_1"));
    Meeting next = due(read, Optional.empty());
    Stream.of(read, due(next, Optional.empty()), due(wanted("in_2"), Optional.empty()))
        .forEach(
            bad -> assertThrows(IllegalArgumentException.class, () -> meetings().swap(read, bad)));
    assertEquals(Optional.of(read), meetings().find(read.id()));
  }

  @Test
  void aMeetingIsFoundByItsBookingWhateverItsProviderCallsIt() {
    List<String> ids =
        List.of(
            "sl-1",
            "sl-1/",
            "2:sl",
            "🔔",
            "x#y|z\u0000",
            " ",
            "x".repeat(5000),
            "x".repeat(4999) + "y");
    for (int i = 0; i < ids.size(); i++) {
      Meeting read = keep(wanted("in_" + i));
      assertTrue(meetings().swap(read, booked(read, SLOTIFY, ids.get(i))));
    }
    for (int i = 0; i < ids.size(); i++) {
      assertEquals(
          Optional.of(Meeting.id("in_" + i, 1)),
          meetings().booked(SLOTIFY, ids.get(i)).map(Meeting::id));
    }
    assertEquals(Optional.empty(), meetings().booked("ics", "sl-1"), "another provider's");
    assertEquals(Optional.empty(), meetings().booked(SLOTIFY, "sl-2"));
  }

  @Test
  void aMeetingIsFoundByTheBookingThatItHasNow() {
    Meeting read = keep(wanted("in_1"));
    Meeting first = booked(read, SLOTIFY, "sl-1");
    Meeting second = booked(first, "ics", "uid-1");
    meetings().swap(read, first);
    meetings().swap(first, second);

    assertEquals(Optional.of(second), meetings().booked("ics", "uid-1"));
    assertEquals(Optional.empty(), meetings().booked(SLOTIFY, "sl-1"));
  }

  @Test
  void whatIsDueComesByHowLongItIs() {
    Meeting late = keep(wanted("in_1", 1, "plex", NOON.minusSeconds(9)));
    Meeting later = keep(wanted("in_2", 1, "plex", NOON.minusNanos(1)));
    Meeting now = keep(wanted("in_3", 1, "plex", NOON));
    Meeting soon = keep(wanted("in_4", 1, "plex", NOON.plusNanos(1)));

    assertEquals(ids(late, later, now), meetings().due(NOON, 10));
    assertEquals(ids(late, later), meetings().due(NOON, 2));
    assertEquals(ids(late, later, now, soon), meetings().due(NOON.plusNanos(1), 10));
    assertEquals(List.of(), meetings().due(NOON.minus(Duration.ofDays(1)), 10));
  }

  @Test
  void aSwapMovesWhatIsDueOrEndsIt() {
    Meeting one = keep(wanted("in_1", 1, "plex", NOON.minusSeconds(3)));
    Meeting two = keep(wanted("in_2", 1, "plex", NOON.minusSeconds(2)));
    Meeting three = keep(wanted("in_3", 1, "plex", NOON.minusSeconds(1)));

    Meeting moved = due(one, Optional.of(NOON.plusSeconds(60)));
    Meeting ended = due(two, Optional.empty());
    Meeting same = due(three, three.due());
    assertTrue(meetings().swap(one, moved));
    assertTrue(meetings().swap(two, ended));
    assertTrue(meetings().swap(three, same));

    assertEquals(ids(three), meetings().due(NOON, 10));
    assertEquals(ids(three, one), meetings().due(NOON.plusSeconds(60), 10));

    assertTrue(meetings().swap(ended, due(ended, Optional.of(NOON.minusSeconds(30)))));
    assertTrue(meetings().swap(moved, due(moved, Optional.of(NOON.minusSeconds(20)))));
    assertEquals(ids(two, one, three), meetings().due(NOON, 10));
  }

  @Test
  void manyAreReadAHundredAtATime() {
    List<Meeting> all =
        IntStream.range(0, 103)
            .mapToObj(i -> keep(wanted("in_" + i, 1, "plex", NOON.minusSeconds(i))))
            .toList();

    Page<Meeting> page = meetings().recent(100, Optional.empty());
    assertEquals(all.subList(0, 100), page.items());
    assertEquals(all.subList(100, 103), meetings().recent(100, page.next()).items());
    assertEquals(all.subList(0, 100), meetings().ofService("plex", 100));
    List<String> due = new ArrayList<>(meetings().due(NOON, 100));
    Collections.reverse(due);
    assertEquals(all.subList(3, 103).stream().map(Meeting::id).toList(), due);
  }

  @Test
  void recentTellsTheNewestFirstInPages() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      // Three at a time were wanted at once.
      keep(wanted("in_" + i, 1, "plex", NOON.minus(Duration.ofHours(13L * (i / 3)))));
    }
    meetings().recent(100, Optional.empty()).items().forEach(each -> expected.add(each.id()));

    assertEquals(11, Set.copyOf(expected).size());
    for (int limit : List.of(1, 2, 4, 11)) {
      assertEquals(expected, readAll(limit));
    }
    assertEquals(Optional.empty(), meetings().recent(11, Optional.empty()).next());
  }

  @Test
  void aCursorStaysGoodWhileNewMeetingsArrive() {
    List<Meeting> all =
        IntStream.range(0, 6)
            .mapToObj(i -> keep(wanted("in_" + i, 1, "plex", NOON.minusSeconds(i))))
            .toList();
    Page<Meeting> first = meetings().recent(3, Optional.empty());
    keep(wanted("newer", 1, "plex", NOON.plusSeconds(1)));
    Meeting read = all.get(4);
    Meeting next = due(read, Optional.empty());
    meetings().swap(read, next);

    Page<Meeting> second = meetings().recent(3, first.next());

    assertEquals(all.subList(0, 3), first.items());
    assertEquals(new Page<>(List.of(all.get(3), next, all.get(5)), Optional.empty()), second);
  }

  @Test
  void whatIsNoCursorIsRefused() {
    keep(wanted("in_1"));
    String good = new Place(NOON, Meeting.id("in_1", 1)).text();
    for (String bad :
        List.of(
            "", "nonsense", "%%%", "🔔", encoded("12"), encoded(good + "~"), "a".repeat(9999))) {
      assertThrows(BadCursorException.class, () -> meetings().recent(10, Optional.of(bad)), bad);
    }
  }

  @Test
  void aServicesMeetingsComeNewestFirst() {
    Meeting old = keep(wanted("in_1", 1, "plex", NOON.minusSeconds(60)));
    Meeting young = keep(wanted("in_1", 2, "plex", NOON));
    keep(wanted("in_2", 1, "plex2", NOON));

    assertEquals(List.of(young, old), meetings().ofService("plex", 10));
    assertEquals(List.of(young), meetings().ofService("plex", 1));
    assertEquals(List.of(), meetings().ofService("ple", 10));
  }

  @Test
  void aServiceMayHaveAnyName() {
    List<Meeting> all = new ArrayList<>();
    for (String service : Samples.NAMES) {
      all.add(keep(wanted("in_" + all.size(), 1, service, NOON)));
    }
    for (Meeting each : all) {
      assertEquals(List.of(each), meetings().ofService(each.about().service(), 10));
    }
  }

  @Test
  void oneToAHundredAreReadAtOnce() {
    for (int limit : List.of(0, 101)) {
      Stream.<Runnable>of(
              () -> meetings().due(NOON, limit),
              () -> meetings().recent(limit, Optional.empty()),
              () -> meetings().ofService("plex", limit))
          .forEach(read -> assertThrows(IllegalArgumentException.class, () -> read.run()));
    }
  }

  private Meeting keep(Meeting meeting) {
    assertTrue(meetings().add(meeting));
    return meeting;
  }

  private List<String> readAll(int limit) {
    List<String> read = new ArrayList<>();
    Page<Meeting> page = meetings().recent(limit, Optional.empty());
    page.items().forEach(each -> read.add(each.id()));
    while (page.next().isPresent() && read.size() < 1000) {
      page = meetings().recent(limit, page.next());
      page.items().forEach(each -> read.add(each.id()));
    }
    return read;
  }

  private static List<String> ids(Meeting... meetings) {
    return Stream.of(meetings).map(Meeting::id).toList();
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
