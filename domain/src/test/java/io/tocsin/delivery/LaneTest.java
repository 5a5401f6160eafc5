package io.tocsin.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LaneTest {
  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
  private static final Budget DISCORD = Budget.perMinute(25, 5);
  private static final Duration FOREVER = Duration.ofDays(1);

  @Test
  void aBurstGoesAtOnceAndThenTheSteadyPaceRules() {
    Lane lane = Lane.fresh("ops");
    for (int i = 0; i < 5; i++) {
      Turn.Granted granted = granted(lane.take("me", START, DISCORD, Duration.ZERO));
      assertEquals(Duration.ZERO, granted.delay());
      lane = granted.lane();
    }
    Turn.Wait wait =
        assertInstanceOf(Turn.Wait.class, lane.take("me", START, DISCORD, Duration.ZERO));
    assertEquals(Duration.ofMillis(2400), wait.time());
  }

  @Test
  void noWindowIsOversteppedHoweverLateRequestsArrive() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<Instant> arrivals = arrivals(random, random.nextInt(12_000) + 1);
      assertTrue(most(arrivals, Duration.ofSeconds(2)) <= 5, "2 s, seed " + seed);
      assertTrue(most(arrivals, Duration.ofSeconds(60)) <= 30, "60 s, seed " + seed);
    }
  }

  @Test
  void aTakenLaneIsDueAtItsLeasesEndUnlessItIsDueSoonerAlready() {
    Instant end = START.plus(Lane.LEASE);

    assertEquals(Optional.of(end), dueWhenTaken(Optional.empty()), "nothing waited");
    assertEquals(Optional.of(START), dueWhenTaken(Optional.of(START)), "just marked");
    assertEquals(Optional.of(end), dueWhenTaken(Optional.of(end)), "at its end");
    assertEquals(Optional.of(end), dueWhenTaken(Optional.of(end.plusMillis(1))), "later");
    assertEquals(
        Optional.of(end), dueWhenTaken(Optional.of(START.minus(Lane.LEASE))), "long overdue");
  }

  private static Optional<Instant> dueWhenTaken(Optional<Instant> due) {
    Lane lane = Lane.fresh("ops").stored(0, 0, due);
    return granted(lane.take("me", START, DISCORD, Duration.ZERO)).lane().due();
  }

  /** Requests as fast as the lane lets them, each arriving at any time before its answer. */
  private static List<Instant> arrivals(Random random, int slowest) {
    List<Instant> arrivals = new ArrayList<>();
    Lane lane = Lane.fresh("ops");
    Instant now = START;
    for (int i = 0; i < 120; i++) {
      Turn.Granted granted = granted(lane.take("me" + i, now, DISCORD, FOREVER));
      now = now.plus(granted.delay());
      int took = random.nextInt(4) == 0 ? random.nextInt(slowest) : random.nextInt(50);
      arrivals.add(now.plusMillis(took == 0 ? 0 : random.nextInt(took)));
      if (random.nextInt(20) == 0) {
        // The holder dies with its request on the way; the next one comes when the lease is over.
        lane = granted.lane();
        now = lane.leaseUntil();
      } else {
        now = now.plusMillis(took);
        lane =
            granted.lane().answered(now, granted.paidBefore(), DISCORD).released(Optional.empty());
      }
      now = now.plusMillis(random.nextInt(10) == 0 ? random.nextInt(30_000) : 0);
    }
    return arrivals;
  }

  private static int most(List<Instant> arrivals, Duration window) {
    int most = 0;
    for (Instant end : arrivals) {
      int count = 0;
      for (Instant at : arrivals) {
        if (!at.isAfter(end) && at.isAfter(end.minus(window))) {
          count++;
        }
      }
      most = Math.max(most, count);
    }
    return most;
  }

  @Test
  void aLaneHasOneHolderUntilItsLeaseEnds() {
    Lane held = granted(Lane.fresh("ops").take("me", START, DISCORD, FOREVER)).lane();
    Instant last = START.plus(Lane.LEASE).minusNanos(1);
    assertInstanceOf(Turn.Taken.class, held.take("you", last, DISCORD, FOREVER));
    assertInstanceOf(
        Turn.Granted.class, held.take("you", START.plus(Lane.LEASE), DISCORD, FOREVER));
  }

  @Test
  void whoHoldsALaneIsWatchedByTheTick() {
    Lane held = granted(Lane.fresh("ops").take("me", START, DISCORD, FOREVER)).lane();
    assertEquals(Optional.of(START.plus(Lane.LEASE)), held.due());
    assertEquals(Optional.empty(), held.released(Optional.empty()).due());
  }

  @Test
  void aBlockedLaneWaitsAsLongAsItWasTold() {
    Lane lane = Lane.fresh("ops").blocked(START.plusSeconds(45)).blocked(START.plusSeconds(10));
    Turn.Wait wait =
        assertInstanceOf(Turn.Wait.class, lane.take("me", START, DISCORD, Duration.ofSeconds(2)));
    assertEquals(Duration.ofSeconds(45), wait.time());
  }

  @Test
  void aPermitGivenBackIsNotSpent() {
    Lane lane = Lane.fresh("ops");
    for (int i = 0; i < 100; i++) {
      Turn.Granted granted = granted(lane.take("me", START, DISCORD, Duration.ZERO));
      lane = granted.lane().refunded(granted.paidBefore());
    }
    assertInstanceOf(Turn.Granted.class, lane.take("me", START, DISCORD, Duration.ZERO));
  }

  @Test
  void whoTakesOverFromTheDeadKeepsTheirPace() {
    Lane held = granted(Lane.fresh("ops").take("dead", START, DISCORD, FOREVER)).lane();
    Instant restart = START.plusSeconds(1);

    Lane free = held.abandoned(restart);
    Turn.Granted next = granted(free.take("me", restart, DISCORD, FOREVER));

    assertEquals(Duration.ZERO, next.delay());
    assertEquals(restart.plus(DISCORD.interval()), next.paidBefore(), "the dead one's permit");
    assertTrue(free.due().orElseThrow().isBefore(restart.minusSeconds(5)), "due for the tick");
  }

  private static Turn.Granted granted(Turn turn) {
    return assertInstanceOf(Turn.Granted.class, turn);
  }
}
