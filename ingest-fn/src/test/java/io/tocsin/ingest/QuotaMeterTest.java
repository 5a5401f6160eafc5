package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.keys.Quotas;
import io.tocsin.store.MapQuotas;
import io.tocsin.store.MemoryMaps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many functions, each with a meter of its own, on one count. */
class QuotaMeterTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final String KEY = "key#cm_1";
  private static final int QUOTA = 100;

  private final AtomicInteger leases = new AtomicInteger();
  private final Quotas quotas = counted(new MapQuotas(new MemoryMaps()));
  private volatile Instant now = NOON;

  private Quotas counted(Quotas counts) {
    return (subject, perMinute, wanted, at) -> {
      leases.incrementAndGet();
      return counts.lease(subject, perMinute, wanted, at);
    };
  }

  private List<QuotaMeter> meters(int number) {
    return IntStream.range(0, number).mapToObj(i -> new QuotaMeter(quotas, clock())).toList();
  }

  private static boolean take(QuotaMeter meter) {
    return meter.take(KEY, QUOTA).isEmpty();
  }

  @Test
  void oneFunctionSpendsTheWholeQuotaByFewWrites() {
    QuotaMeter meter = meters(1).get(0);

    long let = IntStream.range(0, 1000).filter(i -> take(meter)).count();

    assertEquals(QUOTA, let);
    assertTrue(leases.get() <= 30, leases + " leases");
  }

  @Test
  void aHundredFunctionsWithOneRequestEachAreAllLetIn() {
    assertEquals(QUOTA, meters(QUOTA).stream().filter(QuotaMeterTest::take).count());
    assertEquals(0, meters(20).stream().filter(QuotaMeterTest::take).count());
  }

  @Test
  void manyFunctionsAtOnceSpendTheQuotaAndNoMore() throws Exception {
    List<QuotaMeter> meters = meters(50);
    List<Callable<Integer>> functions = new ArrayList<>();
    for (QuotaMeter meter : meters) {
      functions.add(() -> (int) IntStream.range(0, 20).filter(i -> take(meter)).count());
    }
    ExecutorService threads = Executors.newFixedThreadPool(16);
    int let = 0;
    try {
      for (Future<Integer> one : threads.invokeAll(functions)) {
        let += one.get();
      }
    } finally {
      threads.shutdown();
    }

    assertTrue(let <= QUOTA, let + " of " + QUOTA);
    assertTrue(let >= QUOTA * 4 / 5, let + " of " + QUOTA);
  }

  @Test
  void noMinuteOfTheClockHasMoreThanTheQuotaAndNoSixtySecondsTwice() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      now = NOON.plus(Duration.ofHours(seed));
      List<QuotaMeter> meters = meters(1 + random.nextInt(20));
      List<Instant> let = new ArrayList<>();
      for (int i = 0; i < 3000; i++) {
        // Now and then a pause, so that bursts meet the turn of a minute.
        now = now.plusMillis(random.nextInt(50) == 0 ? random.nextInt(20_000) : random.nextInt(60));
        if (take(meters.get(random.nextInt(meters.size())))) {
          let.add(now);
        }
      }
      for (Instant from : let) {
        long minute = from.getEpochSecond() / 60;
        long inIt = let.stream().filter(at -> at.getEpochSecond() / 60 == minute).count();
        assertTrue(inIt <= QUOTA, "seed " + seed + ": " + inIt + " in the minute of " + from);
        Instant end = from.plusSeconds(60);
        long after = let.stream().filter(at -> !at.isBefore(from) && at.isBefore(end)).count();
        assertTrue(after <= 2 * QUOTA, "seed " + seed + ": " + after + " in 60 s from " + from);
      }
    }
  }

  @Test
  void aRefusalIsRememberedAndEndsWhenItSays() {
    QuotaMeter meter = meters(1).get(0);
    while (take(meter)) {
      leases.set(0);
    }
    leases.set(0);

    Duration wait = meter.take(KEY, QUOTA).orElseThrow();
    assertEquals(0, leases.get(), "asked again");

    now = now.plus(wait);
    assertTrue(take(meter), "after the wait");
  }

  @Test
  void unknownSendersGetATenthInEachFunctionWithoutALeaseAndThenTheQuota() {
    List<QuotaMeter> meters = meters(3);

    long free =
        meters.stream()
            .mapToLong(
                meter ->
                    IntStream.range(0, QUOTA / 10)
                        .filter(i -> meter.takeUnknown(KEY, QUOTA).isEmpty())
                        .count())
            .sum();
    assertEquals(3 * QUOTA / 10, free);
    assertEquals(0, leases.get(), "leases");

    long more =
        IntStream.range(0, 1000)
            .filter(i -> meters.get(i % 3).takeUnknown(KEY, QUOTA).isEmpty())
            .count();
    assertTrue(more <= QUOTA, more + " of " + QUOTA);
    assertTrue(meters.stream().allMatch(meter -> meter.refusal(KEY).isPresent()));
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }
}
