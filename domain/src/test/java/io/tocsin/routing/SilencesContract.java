package io.tocsin.routing;

import static io.tocsin.store.Samples.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of silences does. A subclass gives an empty one to each test. */
public abstract class SilencesContract {
  private static final Duration HOUR = Duration.ofHours(1);

  /** The store, the same one at every call. */
  protected abstract Silences silences();

  private static Silence silence(String id, Instant start, Instant end) {
    return new Silence(
        id,
        List.of("labels.team=~db.*", "severity=low"),
        "Åsa",
        "we move the \uD83D\uDDC4 cluster",
        start,
        end,
        "cm_1");
  }

  private Silence put(String id, Duration from, Duration until) {
    return silences().put(silence(id, NOON.plus(from), NOON.plus(until)), NOON);
  }

  @Test
  void aSilenceIsListedAsItWasPut() {
    Silence silence = silence("si_1", NOON, NOON.plusSeconds(60).plusNanos(123_000_000));

    assertEquals(silence, silences().put(silence, NOON));

    assertEquals(List.of(silence), silences().open(NOON));
    assertEquals(List.of(silence), silences().recorded(NOON));
  }

  @Test
  void thereAreNoneAtFirst() {
    assertEquals(List.of(), silences().open(NOON));
    assertEquals(List.of(), silences().recorded(NOON));
    assertEquals(Optional.empty(), silences().expire("si_1", NOON));
    assertEquals(Optional.empty(), silences().expire("", NOON));
    assertEquals(Optional.empty(), silences().expire("x".repeat(4096), NOON));
  }

  @Test
  void thoseNotOverAreOpenTheNextToEndFirst() {
    Silence later = put("si_a", Duration.ZERO, HOUR.multipliedBy(3));
    Silence pending = put("si_b", HOUR, HOUR.multipliedBy(2));
    Silence over = put("si_c", HOUR.negated(), Duration.ZERO);

    assertEquals(List.of(pending, later), silences().open(NOON));
    assertEquals(List.of(later, pending, over), silences().recorded(NOON));
  }

  @Test
  void anExpiredSilenceEndsNowAndStaysOnRecord() {
    Silence silence = put("si_1", Duration.ZERO, HOUR);
    Instant now = NOON.plusSeconds(60);
    Silence ended = silence("si_1", NOON, now);

    assertEquals(Optional.of(ended), silences().expire(silence.id(), now));

    assertEquals(List.of(), silences().open(now));
    assertEquals(List.of(ended), silences().recorded(now));
    assertEquals(Optional.of(ended), silences().expire(silence.id(), now.plusSeconds(1)));
    assertEquals(List.of(ended), silences().recorded(now));
  }

  @Test
  void oneThatWasToBeginIsExpiredToo() {
    put("si_1", HOUR, HOUR.multipliedBy(2));

    assertEquals(Optional.of(silence("si_1", NOON, NOON)), silences().expire("si_1", NOON));
    assertEquals(List.of(), silences().open(NOON));
  }

  @Test
  void puttingItAgainDoesNotReopenIt() {
    Silence silence = put("si_1", Duration.ZERO, HOUR);
    Silence ended = silences().expire(silence.id(), NOON.plusSeconds(1)).orElseThrow();

    assertEquals(ended, silences().put(silence, NOON.plusSeconds(2)));

    assertEquals(List.of(), silences().open(NOON.plusSeconds(2)));
    assertEquals(List.of(ended), silences().recorded(NOON.plusSeconds(2)));
  }

  @Test
  void oneIsForgottenSomeDaysAfterItsEnd() {
    Silence silence = put("si_1", Duration.ZERO, HOUR);
    Instant end = silence.end().plus(Silences.KEPT);

    assertEquals(List.of(silence), silences().recorded(end.minusSeconds(1)));
    assertEquals(List.of(), silences().recorded(end));
    assertEquals(Optional.empty(), silences().expire("si_1", end));
    Silence next = silence("si_1", end, end.plus(HOUR));
    assertEquals(next, silences().put(next, end));
    assertEquals(List.of(next), silences().recorded(end));
  }

  @Test
  void hundredsAreListedWhole() {
    for (int i = 100; i < 500; i++) {
      silences()
          .put(
              new Silence(
                  "si_" + i,
                  List.of("title=~" + "x".repeat(2500)),
                  "me",
                  "",
                  NOON,
                  NOON.plusSeconds(i),
                  "cm_1"),
              NOON);
    }
    List<Silence> open = silences().open(NOON.plusSeconds(101));
    assertEquals(398, open.size());
    assertEquals("si_102", open.get(0).id());
  }
}
