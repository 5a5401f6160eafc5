package io.tocsin.meeting;

import static io.tocsin.store.Samples.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tocsin.meeting.Exchange.Direction;
import io.tocsin.store.Threads;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every webhook log does. A subclass gives an empty one to each test. */
public abstract class ExchangesContract {
  private static final String MEETING = "mt_0123456789abcdef01234567";

  protected abstract Exchanges exchanges();

  @Test
  void whereNothingWasSaidNothingIsFound() {
    for (String id : List.of("", MEETING, "🔔\ud800", "x".repeat(3000))) {
      assertEquals(List.of(), exchanges().of(id, 100));
    }
  }

  @Test
  void whatWasSaidComesBackWhole() {
    Exchange answered = exchange(MEETING, NOON, "{\"title\":\"🔔\\u0000\ud800\"}");
    Exchange unanswered =
        new Exchange(
            MEETING,
            NOON.plusNanos(1),
            Direction.OUT,
            "slotify",
            "POST /meetings",
            "",
            Optional.empty(),
            "timed out",
            Duration.ofSeconds(10));
    exchanges().keep(answered);
    exchanges().keep(unanswered);

    assertEquals(List.of(unanswered, answered), exchanges().of(MEETING, 100));
  }

  @Test
  void theLatestComeFirst() {
    IntStream.of(3, 1, 4, 2).forEach(i -> keep(MEETING, NOON.plusMillis(i), "" + i));

    assertEquals(List.of("4", "3", "2", "1"), bodies(100));
    assertEquals(List.of("4", "3"), bodies(2));
  }

  @Test
  void whatIsKeptTwiceIsThereOnce() throws Exception {
    Threads.together(
        4,
        i -> {
          keep(MEETING, NOON, "same");
          return i;
        });
    keep(MEETING, NOON, "other");

    assertEquals(Set.of("same", "other"), Set.copyOf(bodies(100)));
    assertEquals(2, bodies(100).size());
  }

  @Test
  void aMeetingHasItsOwn() {
    keep(MEETING, NOON, "mine");
    keep(MEETING + "0", NOON, "another's");

    assertEquals(List.of("mine"), bodies(100));
  }

  @Test
  void longTextsAreCutOnce() {
    Exchange cut = exchange(MEETING, NOON, "🔔".repeat(Exchange.LONGEST));
    exchanges().keep(cut);

    assertEquals(List.of(cut), exchanges().of(MEETING, 1));
  }

  @Test
  void oneToAHundredAreReadAtOnce() {
    assertThrows(IllegalArgumentException.class, () -> exchanges().of(MEETING, 0));
    assertThrows(IllegalArgumentException.class, () -> exchanges().of(MEETING, 101));
  }

  private void keep(String meetingId, Instant at, String body) {
    exchanges().keep(exchange(meetingId, at, body));
  }

  private static Exchange exchange(String meetingId, Instant at, String body) {
    return new Exchange(
        meetingId,
        at,
        Direction.IN,
        "slotify",
        "POST /webhooks/slotify/meeting",
        body,
        Optional.of(200),
        "{}",
        Duration.ofMillis(12));
  }

  private List<String> bodies(int limit) {
    return exchanges().of(MEETING, limit).stream().map(Exchange::body).toList();
  }
}
