package io.tocsin.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

  @Test
  void fiveFailuresInARowOpenItAndASuccessClosesIt() {
    Breaker breaker = Breaker.CLOSED;
    for (int i = 1; i <= 5; i++) {
      assertFalse(breaker.open());
      breaker = breaker.failed(START.plusSeconds(i));
      assertEquals(i, breaker.inARow());
    }
    assertTrue(breaker.open());
    assertEquals(Duration.ofSeconds(9), breaker.age(START.plusSeconds(10)));
    assertFalse(breaker.succeeded(START.plusSeconds(11)).open());
    assertEquals(0, breaker.succeeded(START.plusSeconds(11)).inARow());
  }

  @Test
  void sevenOfTenWithinFiveMinutesOpenIt() {
    String requests = "ffsffsffs";
    Breaker breaker = tried(requests, 20);
    assertFalse(breaker.open(), "six of nine");
    assertTrue(breaker.failed(START.plusSeconds(220)).open(), "seven of ten");
    assertFalse(tried(requests + "sf", 20).open(), "seven of eleven are fewer");
  }

  @Test
  void whatIsLongerAgoDoesNotCount() {
    assertFalse(tried("ffsffsffs", 60).failed(START.plusSeconds(600)).open());
  }

  @Test
  void restsGrowFromASecondToAProbeEachEightSecondsAndWithTheOutagesAge() {
    Random random = new Random(7);
    RetryRules rules = RetryRules.DEFAULT;
    for (int i = 0; i < 200; i++) {
      Breaker breaker = Breaker.CLOSED.failed(START);
      assertTrue(rest(rules, breaker, 1, random) <= 1000);
      breaker = breaker.failed(START);
      assertTrue(rest(rules, breaker, 2, random) <= 4000);
      breaker = breaker.failed(START);
      between(7600, 8000, rest(rules, breaker, 10, random));
      between(7600, 8000, rest(rules, breaker, 60, random));
      between(74_600, 75_000, rest(rules, breaker, 600, random));
      between(899_600, 900_000, rest(rules, breaker, 36_000, random));
    }
  }

  private static long rest(RetryRules rules, Breaker breaker, int age, Random random) {
    return rules.rest(breaker, START.plusSeconds(age), random).toMillis();
  }

  private static void between(long least, long most, long value) {
    assertTrue(least <= value && value <= most, value + " ms");
  }

  private static Breaker tried(String requests, int secondsEach) {
    Breaker breaker = Breaker.CLOSED;
    for (int i = 0; i < requests.length(); i++) {
      Instant at = START.plusSeconds((long) i * secondsEach);
      breaker = requests.charAt(i) == 'f' ? breaker.failed(at) : breaker.succeeded(at);
    }
    return breaker;
  }
}
