package io.tocsin.aws.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SqsWakesTest {
  @Test
  void theDelayIsRoundedUpToSecondsAndCutToTheLongest() {
    assertEquals(0, SqsWakes.seconds(Duration.ofMillis(-5)));
    assertEquals(0, SqsWakes.seconds(Duration.ZERO));
    assertEquals(1, SqsWakes.seconds(Duration.ofNanos(1)));
    assertEquals(1, SqsWakes.seconds(Duration.ofSeconds(1)));
    assertEquals(3, SqsWakes.seconds(Duration.ofMillis(2001)));
    assertEquals(900, SqsWakes.seconds(Duration.ofMillis(899_001)));
    assertEquals(900, SqsWakes.seconds(Duration.ofDays(1)));
    assertEquals(900, SqsWakes.seconds(Duration.ofSeconds(Long.MAX_VALUE)));
  }
}
