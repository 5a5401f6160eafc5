package io.tocsin.client;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/**
 * Sends a letter until it is accepted, or refused, or enough is enough. No thread waits meanwhile.
 *
 * @param attempts how many requests at most
 * @param timeout for each of them
 * @param within for all of them and the waits between
 */
record Retries(
    Post post,
    Backoff backoff,
    int attempts,
    Duration timeout,
    Duration within,
    Time time,
    RandomGenerator random) {
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final String TIME_IS_UP = "no time is left for a further one";

  /** Begins at once; not completed exceptionally by anything that is foreseen. */
  CompletableFuture<Result> send(Letter letter) {
    return new Run(letter).attempt();
  }

  /** The attempts of one letter, one after the other. */
  private final class Run {
    private final Letter letter;
    private final long begun = time.nanos();
    private int made = 0;
    private boolean perhapsAccepted = false;

    Run(Letter letter) {
      this.letter = letter;
    }

    CompletableFuture<Result> attempt() {
      made++;
      return post.send(letter, shorter(timeout, left())).thenCompose(this::judge);
    }

    private CompletableFuture<Result> again(Attempt last) {
      return left().compareTo(SHORTEST) < 0 ? gaveUp(last, TIME_IS_UP) : attempt();
    }

    private CompletableFuture<Result> judge(Attempt attempt) {
      if (attempt instanceof Attempt.Answered answer && answer.accepted()) {
        return CompletableFuture.completedFuture(accepted(answer));
      }
      if (attempt instanceof Attempt.Answered answer && !answer.mayPass()) {
        return CompletableFuture.completedFuture(
            new Result.Refused(letter.name(), OptionalInt.of(answer.status()), refusal(answer)));
      }
      perhapsAccepted |= attempt.perhapsAccepted();
      if (made == attempts) {
        return gaveUp(attempt, "the last that is allowed");
      }
      Duration wait = backoff.wait(made, attempt.asked(), random);
      if (wait.compareTo(left()) >= 0) {
        return gaveUp(attempt, TIME_IS_UP);
      }
      return time.after(wait).thenCompose(any -> again(attempt));
    }

    private static Duration shorter(Duration one, Duration other) {
      Duration shorter = one.compareTo(other) < 0 ? one : other;
      return shorter.compareTo(SHORTEST) < 0 ? SHORTEST : shorter;
    }

    private Duration left() {
      return within.minusNanos(time.nanos() - begun);
    }

    private Result accepted(Attempt.Answered answer) {
      Optional<String> id = answer.member("id", String.class);
      boolean duplicate = answer.member("duplicate", Boolean.class).orElse(false);
      return new Result.Accepted(letter.name(), id, duplicate, answer.message());
    }

    private String refusal(Attempt.Answered answer) {
      return "The receiver "
          + answer.told()
          + (answer.status() / 100 == 3 ? " (redirects are not followed; mend the url)" : "")
          + (perhapsAccepted
              ? " (an attempt before, whose answer was lost, may have arrived)"
              : "");
    }

    private CompletableFuture<Result> gaveUp(Attempt last, String why) {
      return CompletableFuture.completedFuture(
          new Result.GaveUp(
              letter.name(),
              made,
              perhapsAccepted,
              "Given up after attempt " + made + ", " + why + "; at last: " + last.told()));
    }
  }
}
