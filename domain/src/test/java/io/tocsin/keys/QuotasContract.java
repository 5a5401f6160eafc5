package io.tocsin.keys;

import static io.tocsin.store.Samples.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.keys.Quotas.Lease;
import io.tocsin.store.Threads;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every quota counter does. A subclass gives an unused one to each test. */
public abstract class QuotasContract {
  private static final String KEY = "key#cm_1";

  protected abstract Quotas quotas();

  @Test
  void tokensAreLeasedUntilTheEndOfTheMinute() {
    Lease lease = quotas().lease(KEY, 100, 10, NOON.plusSeconds(20));

    assertEquals(new Lease(10, NOON.plusSeconds(60), Duration.ZERO), lease);
  }

  @Test
  void whatIsLeftIsLeasedAndThenNothing() {
    assertEquals(90, quotas().lease(KEY, 100, 90, NOON).tokens());
    assertEquals(10, quotas().lease(KEY, 100, 90, NOON.plusSeconds(1)).tokens());

    Lease none = quotas().lease(KEY, 100, 1, NOON.plusSeconds(2));

    assertEquals(0, none.tokens());
    assertTrue(none.retryAfter().compareTo(Duration.ZERO) > 0);
  }

  @Test
  void whatWasUsedInTheMinuteBeforeWeighsByItsPartOfTheLastMinute() {
    quotas().lease(KEY, 100, 100, NOON);

    assertEquals(0, quotas().lease(KEY, 100, 100, NOON.plusSeconds(60)).tokens());
    assertEquals(25, quotas().lease(KEY, 100, 100, NOON.plusSeconds(75)).tokens());
    assertEquals(0, quotas().lease(KEY, 100, 100, NOON.plusSeconds(75)).tokens());
    assertEquals(25, quotas().lease(KEY, 100, 100, NOON.plusSeconds(90)).tokens());
    assertEquals(62, quotas().lease(KEY, 100, 100, NOON.plusSeconds(135)).tokens());
  }

  @Test
  void afterTheWaitThereIsAToken() {
    quotas().lease(KEY, 10, 10, NOON.plusMillis(1234));
    Lease none = quotas().lease(KEY, 10, 1, NOON.plusMillis(5678));

    Lease then = quotas().lease(KEY, 10, 5, NOON.plusMillis(5678).plus(none.retryAfter()));

    assertEquals(1, then.tokens());
  }

  @Test
  void whatWasUsedTwoMinutesAgoIsForgotten() {
    quotas().lease(KEY, 100, 100, NOON);

    assertEquals(100, quotas().lease(KEY, 100, 100, NOON.plusSeconds(120)).tokens());
  }

  @Test
  void everySubjectHasItsOwnQuota() {
    assertEquals(5, quotas().lease(KEY, 5, 5, NOON).tokens());
    for (String other : List.of("key#cm_2", "key#cm_11", "address#2001:db8::1", "🔔", "")) {
      assertEquals(5, quotas().lease(other, 5, 5, NOON).tokens(), other);
    }
    assertEquals(0, quotas().lease(KEY, 5, 5, NOON).tokens());
  }

  @Test
  void aQuotaThatShrankIsNotOverstepped() {
    quotas().lease(KEY, 100, 50, NOON);

    assertEquals(0, quotas().lease(KEY, 20, 1, NOON).tokens());
    assertEquals(0, quotas().lease(KEY, 0, 1, NOON.plusSeconds(300)).tokens());
  }

  @Test
  void manyThreadsTogetherGetTheQuotaAndNoMore() throws Exception {
    Quotas quotas = quotas();

    List<Integer> leased =
        Threads.together(
            20,
            i -> {
              int sum = 0;
              for (int n = 0; n < 5; n++) {
                sum += quotas.lease(KEY, 100, 3, NOON.plusMillis(i)).tokens();
              }
              return sum;
            });

    assertEquals(100, leased.stream().mapToInt(Integer::intValue).sum());
    assertEquals(0, quotas.lease(KEY, 100, 1, NOON.plusSeconds(1)).tokens());
  }
}
