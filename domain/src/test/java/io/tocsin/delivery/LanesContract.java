package io.tocsin.delivery;

import static io.tocsin.store.Samples.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.delivery.Breaker.Minute;
import io.tocsin.store.Threads;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every outbox does with lanes. A subclass gives an empty outbox to each test. */
public abstract class LanesContract {
  protected abstract Outbox outbox();

  /** A lane with a value in every member, down to the nanosecond. */
  private static Lane full(String name, long version) {
    return new Lane(
        name,
        version,
        0,
        new Pace(NOON.plusNanos(1), 2, NOON.plusNanos(7)),
        Optional.of("me"),
        NOON.plusNanos(2),
        NOON.plusNanos(3),
        new Breaker(true, 4, Optional.of(NOON.plusNanos(8)), List.of(new Minute(9, 10, 11))),
        Optional.of(NOON.plusNanos(5)),
        Optional.of(NOON.plusNanos(6)),
        Set.of("op_1", "op_2"),
        Optional.of(new Terms(Budget.perMinute(25, 5), List.of("discord"))));
  }

  private static Lane due(String name, Instant due) {
    return Lane.fresh(name).released(Optional.of(due));
  }

  @Test
  void aLaneNobodyUsedIsFresh() {
    assertEquals(Lane.fresh("lane-1"), outbox().lane("lane-1"));
  }

  @Test
  void aSwappedLaneIsKeptWholeUnderTheNextVersion() {
    Optional<Lane> stored = outbox().swap(full("lane-1", 0));

    assertEquals(Optional.of(full("lane-1", 1)), stored);
    assertEquals(full("lane-1", 1), outbox().lane("lane-1"));
    assertEquals(Optional.of(full("lane-1", 2)), outbox().swap(full("lane-1", 1)));
  }

  @Test
  void aLaneThatChangedMeanwhileIsNotSwapped() {
    outbox().swap(full("lane-1", 0));

    assertEquals(Optional.empty(), outbox().swap(Lane.fresh("lane-1")));
    assertEquals(Optional.empty(), outbox().swap(full("lane-1", 2)));
    assertEquals(Optional.empty(), outbox().swap(full("lane-2", 1)));

    assertEquals(full("lane-1", 1), outbox().lane("lane-1"));
    assertEquals(Lane.fresh("lane-2"), outbox().lane("lane-2"));
  }

  @Test
  void ofManyThreadsSwappingAVersionOneDoes() throws Exception {
    Outbox outbox = outbox();
    for (int version = 0; version < 5; version++) {
      int now = version;
      List<Optional<Lane>> swapped =
          Threads.together(20, i -> outbox.swap(full("lane-1", now).blocked(NOON.plusSeconds(i))));
      List<Lane> winners = swapped.stream().flatMap(Optional::stream).toList();
      assertEquals(1, winners.size());
      assertEquals(winners.get(0), outbox.lane("lane-1"));
    }
  }

  @Test
  void aMarkChangesNeitherTheVersionNorWhatTheHolderKeeps() {
    outbox().mark("lane-1", NOON);
    Lane marked = outbox().lane("lane-1");

    assertEquals(Lane.fresh("lane-1").stored(0, 1, Optional.of(NOON)), marked);
    assertTrue(outbox().swap(full("lane-1", 0)).isPresent(), "the version is still 0");
    outbox().mark("lane-1", NOON.plusSeconds(60));
    assertEquals(full("lane-1", 1).stored(1, 2, full("lane-1", 1).due()), outbox().lane("lane-1"));
  }

  @Test
  void aMarkMakesALaneDueThatWasNot() {
    outbox().swap(full("lane-1", 0).released(Optional.empty()));
    assertEquals(Optional.empty(), outbox().lane("lane-1").due());

    outbox().mark("lane-1", NOON.plusSeconds(1));

    assertEquals(Optional.of(NOON.plusSeconds(1)), outbox().lane("lane-1").due());
    assertEquals(List.of("lane-1"), outbox().overdue(NOON.plusSeconds(2), 10));
  }

  @Test
  void marksSurviveASwap() {
    outbox().mark("lane-1", NOON);
    outbox().mark("lane-1", NOON);

    Lane swapped = outbox().swap(full("lane-1", 0)).orElseThrow();

    assertEquals(2, swapped.marks(), "the store's marks, not those of who swaps");
    assertEquals(2, outbox().lane("lane-1").marks());
  }

  @Test
  void whoLetsGoHasSeenEveryMark() {
    Lane held = outbox().swap(full("lane-1", 0)).orElseThrow();
    outbox().mark("lane-1", NOON);

    Lane released = held.released(Optional.empty());
    assertEquals(Optional.empty(), outbox().swapUnlessMarked(released));
    assertEquals(held.holder(), outbox().lane("lane-1").holder());

    Lane seen = outbox().lane("lane-1").released(Optional.empty());
    assertTrue(outbox().swapUnlessMarked(seen).isPresent());
    assertEquals(Optional.empty(), outbox().lane("lane-1").holder());
  }

  @Test
  void aLaneNobodyUsedCanBeLetGo() {
    assertTrue(outbox().swapUnlessMarked(Lane.fresh("lane-1")).isPresent());
    assertEquals(Optional.empty(), outbox().swapUnlessMarked(Lane.fresh("lane-1")));
  }

  @Test
  void whateverTheOrderOfMarkingAndLettingGoTheLaneIsDueAfterwards() throws Exception {
    Outbox outbox = outbox();
    for (int round = 0; round < 40; round++) {
      String name = "lane-" + round;
      Lane held = outbox.swap(full(name, 0)).orElseThrow();
      Threads.together(
          2,
          i -> {
            if (i == 0) {
              outbox.mark(name, NOON);
              return true;
            }
            return outbox.swapUnlessMarked(held.released(Optional.empty())).isPresent();
          });
      assertTrue(outbox.lane(name).due().isPresent(), "nobody would look at " + name);
    }
  }

  @Test
  void noMarkIsLostAmongManySwaps() throws Exception {
    Outbox outbox = outbox();
    Threads.together(
        8,
        i -> {
          for (int n = 0; n < 25; n++) {
            if (i % 2 == 0) {
              outbox.mark("lane-1", NOON);
            } else {
              outbox.swap(outbox.lane("lane-1").released(Optional.empty()));
            }
          }
          return i;
        });

    assertEquals(100, outbox.lane("lane-1").marks());
  }

  @Test
  void overdueLanesAreFoundLongestOverdueFirst() {
    outbox().swap(due("late", NOON.minusSeconds(1)));
    outbox().swap(due("latest", NOON.minus(Duration.ofDays(400))));
    outbox().swap(due("a nanosecond late", NOON.minusNanos(1)));
    outbox().swap(due("now", NOON));
    outbox().swap(due("later", NOON.plusSeconds(1)));
    outbox().swap(Lane.fresh("never"));

    assertEquals(List.of("latest", "late", "a nanosecond late"), outbox().overdue(NOON, 10));
    assertEquals(List.of("latest", "late"), outbox().overdue(NOON, 2));
    assertEquals(List.of(), outbox().overdue(NOON.minus(Duration.ofDays(500)), 10));
  }

  @Test
  void aLaneIsFoundByItsLatestDueTimeOnly() {
    Lane first = outbox().swap(due("lane-1", NOON.minusSeconds(60))).orElseThrow();
    Lane second = outbox().swap(first.released(Optional.of(NOON.plusSeconds(60)))).orElseThrow();
    assertEquals(List.of(), outbox().overdue(NOON, 10));
    assertEquals(List.of("lane-1"), outbox().overdue(NOON.plusSeconds(61), 10));

    outbox().swap(second.released(Optional.empty()));
    assertEquals(List.of(), outbox().overdue(NOON.plusSeconds(61), 10));
  }

  @Test
  void lanesAreListedByNameOnceTheyWereUsedOrMarked() {
    assertEquals(List.of(), outbox().laneNames(10));

    outbox().mark("beta", NOON);
    outbox().swap(full("alpha", 0));
    outbox().swap(full("alpha", 1).released(Optional.empty()));
    outbox().swap(Lane.fresh("gamma"));

    assertEquals(List.of("alpha", "beta", "gamma"), outbox().laneNames(10));
    assertEquals(List.of("alpha", "beta"), outbox().laneNames(2));
  }

  @Test
  void severalLanesAreReadInTheirOrder() {
    outbox().swap(full("lane-1", 0));

    assertEquals(
        List.of(Lane.fresh("lane-2"), full("lane-1", 1), Lane.fresh("lane-3")),
        outbox().lanes(List.of("lane-2", "lane-1", "lane-3")));
  }
}
