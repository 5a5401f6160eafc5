package io.tocsin.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.delivery.Budget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscordPaceTest {

  @ParameterizedTest
  @CsvSource({"1,5", "20,5", "25,5", "26,4", "27,3", "28,2", "29,1", "30,1"})
  void theBurstIsTheLargestBesideTheRate(int perMinute, int burst) {
    assertEquals(Budget.perMinute(perMinute, burst), DiscordPace.perMinute(perMinute));
  }

  @Test
  void neitherWindowIsEverOverstepped() {
    for (int rate = 1; rate <= DiscordPace.MOST_PER_MINUTE; rate++) {
      List<Duration> sent = asFastAsAllowed(DiscordPace.perMinute(rate), 200);
      assertTrue(most(sent, Duration.ofSeconds(60)) <= 30, "30 in 60 s at " + rate);
      assertTrue(most(sent, Duration.ofSeconds(2)) <= 5, "5 in 2 s at " + rate);
    }
  }

  @Test
  void oneMoreInABurstWouldBeTooMany() {
    assertFalse(DiscordPace.allows(25, 6));
    assertFalse(DiscordPace.allows(30, 2));
    assertFalse(DiscordPace.allows(31, 1));
    assertTrue(DiscordPace.allows(25, 5));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 31})
  void noOtherRateIsTaken(int rate) {
    assertThrows(IllegalArgumentException.class, () -> DiscordPace.perMinute(rate));
  }

  /** The times at which a GCRA of that budget lets requests go that all wait from the start. */
  private static List<Duration> asFastAsAllowed(Budget budget, int requests) {
    List<Duration> sent = new ArrayList<>();
    Duration paid = Duration.ZERO;
    Duration now = Duration.ZERO;
    for (int i = 0; i < requests; i++) {
      Duration from = paid.minus(budget.tolerance());
      now = now.compareTo(from) < 0 ? from : now;
      sent.add(now);
      paid = (paid.compareTo(now) > 0 ? paid : now).plus(budget.interval());
    }
    return sent;
  }

  /** The most in any window that takes in its first instant and not its last. */
  private static long most(List<Duration> sent, Duration window) {
    return sent.stream()
        .mapToLong(
            start ->
                sent.stream()
                    .filter(at -> at.compareTo(start) >= 0 && at.compareTo(start.plus(window)) < 0)
                    .count())
        .max()
        .orElse(0);
  }
}
