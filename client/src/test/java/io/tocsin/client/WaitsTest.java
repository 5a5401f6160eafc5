package io.tocsin.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long the client waits, and what for. */
class WaitsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

  private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

  private static Duration asked(String header, String body) {
    return RetryAfter.of(Optional.of(header), Optional.empty(), body, NOW);
  }

  @ParameterizedTest
  @CsvSource({"1,500", "2,1000", "3,2000", "6,16000", "7,30000", "8,30000", "100,30000"})
  void theLongestWaitDoublesUpToItsBound(int failures, long millis) {
    assertEquals(
        Duration.ofMillis(millis), backoff.wait(failures, Duration.ZERO, SteppedTime.LONGEST));
  }

  @Test
  void waitsAreSpreadFromZeroToTheLongest() {
    Random random = new Random(7);
    Duration shortest = Duration.ofDays(1);
    Duration longest = Duration.ZERO;
    for (int i = 0; i < 1000; i++) {
      Duration wait = backoff.wait(3, Duration.ofSeconds(10), random);
      shortest = wait.compareTo(shortest) < 0 ? wait : shortest;
      longest = wait.compareTo(longest) > 0 ? wait : longest;
    }
    assertTrue(shortest.compareTo(Duration.ofSeconds(10)) >= 0, "never short of what is asked");
    assertTrue(shortest.compareTo(Duration.ofMillis(10_050)) < 0, shortest.toString());
    assertTrue(longest.compareTo(Duration.ofMillis(11_950)) > 0, longest.toString());
    assertTrue(longest.compareTo(Duration.ofSeconds(12)) <= 0, longest.toString());
  }

  @Test
  void aDateIsReckonedFromTheReceiversClock() {
    // Ours is five minutes ahead: by it, the date would have passed.
    assertEquals(
        Duration.ofSeconds(30),
        RetryAfter.of(
            Optional.of("Sat, 21 Nov 2026 07:55:30 GMT"),
            Optional.of("Sat, 21 Nov 2026 07:55:00 GMT"),
            "",
            NOW));
    assertEquals(Duration.ofSeconds(30), asked("Sat, 21 Nov 2026 08:00:30 GMT", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-1", "soon", "1.5", "Sat, 21 Nov 2026 07:59:59 GMT", "2026-11-21T09:00:00Z"})
  void whatIsNotUnderstoodOrPastAsksForNothing(String header) {
    assertEquals(Duration.ZERO, asked(header, "no JSON"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"retry_after\":\"7\"}",
        "{\"retry_after\":-7}",
        "{\"retry_after\":null}",
        "[7]"
      })
  void onlyANumberInTheBodyAsks(String body) {
    assertEquals(Duration.ZERO, asked("", body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT", " 86400 "})
  void noWishIsLongerThanADay(String header) {
    assertEquals(Duration.ofDays(1), asked(header, "{\"retry_after\":1e300}"));
  }
}
