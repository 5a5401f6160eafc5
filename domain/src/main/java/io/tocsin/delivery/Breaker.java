package io.tocsin.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells whether a lane's service is failing, and not just this or that message. It opens after
 * {@value #IN_A_ROW} failures in a row, or when {@value #PERCENT} % of at least {@value #AT_LEAST}
 * requests within five minutes failed, and closes with the first success. Answers of 429 are no
 * failures.
 *
 * @param inARow failures since the last success
 * @param since when the first of them was
 * @param minutes what was tried in the last minutes, the oldest first
 */
public record Breaker(
    boolean open, int inARow, Optional<Instant> since, List<Breaker.Minute> minutes) {
  static final int IN_A_ROW = 5;
  static final int AT_LEAST = 10;
  static final int PERCENT = 70;
  private static final int WINDOW_MINUTES = 5;

  /** Nothing has failed. */
  public static final Breaker CLOSED = new Breaker(false, 0, Optional.empty(), List.of());

  /**
   * What was tried within one minute.
   *
   * @param number of the minute since 1970
   */
  public record Minute(long number, int tries, int failures) {}

  public Breaker {
    minutes = List.copyOf(minutes);
  }

  /** A sound answer: the service is there. */
  Breaker succeeded(Instant at) {
    return new Breaker(false, 0, Optional.empty(), open ? List.of() : counted(at, 0));
  }

  Breaker failed(Instant at) {
    List<Minute> counted = counted(at, 1);
    int tries = counted.stream().mapToInt(Minute::tries).sum();
    int failures = counted.stream().mapToInt(Minute::failures).sum();
    boolean often = tries >= AT_LEAST && failures * 100 >= tries * PERCENT;
    return new Breaker(
        open || often || inARow + 1 >= IN_A_ROW,
        inARow + 1,
        since.or(() -> Optional.of(at)),
        counted);
  }

  /** How long it has been failing. */
  Duration age(Instant now) {
    return since.map(first -> Duration.between(first, now)).orElse(Duration.ZERO);
  }

  private List<Minute> counted(Instant at, int failed) {
    long number = at.getEpochSecond() / 60;
    List<Minute> recent =
        minutes.stream().filter(minute -> minute.number() > number - WINDOW_MINUTES).toList();
    if (recent.isEmpty() || recent.get(recent.size() - 1).number() < number) {
      return Stream.concat(recent.stream(), Stream.of(new Minute(number, 1, failed))).toList();
    }
    Minute last = recent.get(recent.size() - 1);
    Minute more = new Minute(last.number(), last.tries() + 1, last.failures() + failed);
    return Stream.concat(recent.subList(0, recent.size() - 1).stream(), Stream.of(more)).toList();
  }
}
