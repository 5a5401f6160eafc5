package io.tocsin.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DurationsTest {

  @Test
  void theLongestTimeThatIsReadIsWrittenSuchThatItIsReadAgain() {
    Duration longest = Duration.ofDays(100_000).minusSeconds(1);
    assertEquals(Optional.of(longest), Durations.parse("99999d23h59m59s"));
    assertEquals("99999d23h59m59s", Durations.text(longest));
    assertEquals(Optional.empty(), Durations.parse("99999d23h59m60s"));
    assertEquals(Optional.empty(), Durations.parse("99999d99999h"));
  }
}
