package io.tocsin.history;

import static io.tocsin.store.Samples.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.alert.Severity;
import io.tocsin.store.Samples;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How far is looked for a page. */
class SieveTest {
  private static final Search CRITICAL =
      Search.builder().severities(Set.of(Severity.CRITICAL)).build();
  private final AtomicInteger read = new AtomicInteger();

  /** As many as are asked for, of which the last alone is critical. */
  private Iterator<Story> alerts(int count) {
    return IntStream.range(0, count)
        .peek(any -> read.incrementAndGet())
        .mapToObj(
            i ->
                new Story(
                    Samples.alert(
                        "a" + i,
                        i == count - 1 ? Severity.CRITICAL : Severity.LOW,
                        NOON.minusSeconds(i)),
                    List.of(),
                    Optional.empty()))
        .iterator();
  }

  @Test
  void aPageIsReadAsFarAsItGoesAndOneMore() {
    Page<Story> page = Sieve.page(alerts(1000), Search.ALL, 20);

    assertEquals(20, page.items().size());
    assertEquals(21, read.get());
    assertEquals(Optional.of(Cursor.at(page.items().get(19).alert()).text()), page.next());
  }

  @Test
  void whatIsRareIsNotLookedForWithoutEnd() {
    Page<Story> page = Sieve.page(alerts(Sieve.MOST + 10), CRITICAL, 20);

    assertEquals(List.of(), page.items());
    assertEquals(Sieve.MOST + 1, read.get());
    assertEquals(
        NOON.minusSeconds(Sieve.MOST - 1),
        Cursor.parse(page.next().orElseThrow()).receivedAt(),
        "it goes on after the last that was looked at");
  }

  @Test
  void theLastPageHasNoNext() {
    Page<Story> page = Sieve.page(alerts(Sieve.MOST), CRITICAL, 20);

    assertEquals(1, page.items().size());
    assertEquals(Optional.empty(), page.next());
    assertEquals(
        new Page<>(new ArrayList<>(), Optional.empty()), Sieve.page(alerts(0), CRITICAL, 20));
  }
}
