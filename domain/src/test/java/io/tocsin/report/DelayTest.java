package io.tocsin.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DelayTest {

  @Test
  void everyTimeIsToldToATenth() {
    for (long millis = 10; millis <= Duration.ofDays(1).toMillis(); millis += 1 + millis / 50) {
      assertAbout(millis, one(millis));
    }
  }

  @Test
  void whatIsShorterOrLongerIsToldAsTheEnds() {
    assertEquals(10, one(-5));
    assertEquals(10, one(0));
    assertEquals(10, one(10));
    assertEquals(86_400_000, one(86_400_001));
    assertEquals(86_400_000, one(Duration.ofDays(3650).toMillis()));
  }

  @Test
  void sharesAreThoseOfTheSortedTimes() {
    Random random = new Random(7);
    long[] all =
        LongStream.generate(() -> (long) Math.exp(3 + random.nextDouble() * 14))
            .limit(1001)
            .toArray();
    Counts counts = counts(all);
    Arrays.sort(all);
    for (int percent : new int[] {1, 50, 95, 99, 100}) {
      long exact = all[(all.length * percent + 99) / 100 - 1];
      assertAbout(exact, Delay.of(percent, counts).orElseThrow().toMillis());
    }
  }

  @Test
  void ofNothingThereIsNoShare() {
    assertEquals(Optional.empty(), Delay.of(50, Counts.NONE));
  }

  /** Stores have counters that mean these bounds. */
  @Test
  void theBoundsAreForGood() {
    assertEquals(90, Delay.buckets());
    assertEquals(0, Delay.bucket(Duration.ofMillis(10)));
    assertEquals(1, Delay.bucket(Duration.ofMillis(11)));
    assertEquals(26, Delay.bucket(Duration.ofSeconds(1)));
    assertEquals(48, Delay.bucket(Duration.ofMinutes(1)));
    assertEquals(88, Delay.bucket(Duration.ofDays(1)));
    assertEquals(89, Delay.bucket(Duration.ofDays(2)));
  }

  private static Counts counts(long... millis) {
    return LongStream.of(millis)
        .mapToObj(each -> Counts.one(Name.took(Delay.bucket(Duration.ofMillis(each)))))
        .reduce(Counts.NONE, Counts::plus);
  }

  private static long one(long millis) {
    return Delay.of(50, counts(millis)).orElseThrow().toMillis();
  }

  private static void assertAbout(long expected, long told) {
    assertTrue(
        Math.abs(told - expected) * 100 <= Delay.ERROR_PERCENT * expected + 50,
        () -> expected + " ms is told as " + told);
  }
}
