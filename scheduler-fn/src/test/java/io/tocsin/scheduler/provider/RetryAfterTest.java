package io.tocsin.scheduler.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void secondsAndDatesAreRead() {
    assertEquals(Optional.of(Duration.ofMinutes(2)), RetryAfter.read(" 120 ", NOW));
    assertEquals(
        Optional.of(Duration.ofSeconds(90)), RetryAfter.read("Sat, 21 Nov 2026 12:01:30 GMT", NOW));
  }

  @Test
  void nobodyMayAskForMoreThanADay() {
    assertEquals(Optional.of(RetryAfter.LONGEST), RetryAfter.read("999999999", NOW));
    assertEquals(
        Optional.of(RetryAfter.LONGEST), RetryAfter.read("Sun, 21 Nov 2027 12:00:00 GMT", NOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1.5", "99999999999", "Fri, 20 Nov 2026 12:00:00 GMT"})
  void whatIsNoTimeToWaitIsPassedOver(String text) {
    assertEquals(Optional.empty(), RetryAfter.read(text, NOW));
  }
}
