package io.tocsin.keys;

import static io.tocsin.store.Samples.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.keys.Quotas.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuotaWindowTest {
  /** The window of the first, second or third minute, with nothing used after the first. */
  private static Lease at(QuotaWindow first, int perMinute, Instant now) {
    long minute = Duration.between(NOON, now).toMinutes();
    QuotaWindow later = new QuotaWindow(minute == 1 ? first.used() : 0, 0);
    return (minute == 0 ? first : later).lease(perMinute, 1, now);
  }

  @Test
  void theWaitIsExactToTheMillisecond() {
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      int perMinute = 1 + random.nextInt(200);
      QuotaWindow window =
          new QuotaWindow(random.nextInt(perMinute + 1), random.nextInt(perMinute + 1));
      Instant now = NOON.plusMillis(random.nextInt(60_000));
      Lease lease = window.lease(perMinute, 1, now);
      if (lease.tokens() == 0) {
        refused++;
        Instant then = now.plus(lease.retryAfter());
        assertEquals(1, at(window, perMinute, then).tokens(), window + " " + perMinute);
        assertEquals(0, at(window, perMinute, then.minusMillis(1)).tokens(), window.toString());
      }
    }
    assertTrue(refused > 1000, "enough were refused to say something");
  }
}
