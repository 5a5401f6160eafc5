package io.tocsin.config;

import io.tocsin.delivery.Budget;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * How Discord is spoken to, as the environment says.
 *
 * @param budget of each webhook, from {@code DISCORD_RATE_LIMIT}: messages per minute, 1 to 30
 * @param retries attempts after the first, from {@code DISCORD_RETRY_ATTEMPTS}: 0 to 10
 * @param timeout of one request, from {@code DISCORD_TIMEOUT_SECONDS}: 1 to 20, well under a lane's
 *     lease, which a request must not outlive
 * @param queueSize how many may wait on one channel before the least severe are folded into a
 *     digest, from {@code DISCORD_QUEUE_SIZE}: 1 to 10,000
 */
public record DiscordSettings(Budget budget, int retries, Duration timeout, int queueSize) {
  private static final int RETRIES = 3;
  private static final int TIMEOUT_SECONDS = 10;
  private static final int LONGEST_TIMEOUT = 20;
  private static final int QUEUE_SIZE = 100;
  private static final int LONGEST_QUEUE = 10_000;

  /**
   * Reads the variables; one that is not set has its default.
   *
   * @throws InvalidConfigException naming each variable that is out of its range
   */
  public static DiscordSettings from(Function<String, Optional<String>> variables) {
    Mistakes mistakes = new Mistakes();
    Ranges ranges = new Ranges(new Variables(variables), mistakes);
    Optional<Integer> rate = ranges.integer("DISCORD_RATE_LIMIT", 1, DiscordPace.MOST_PER_MINUTE);
    int retries = ranges.integer("DISCORD_RETRY_ATTEMPTS", 0, 10).orElse(RETRIES);
    int timeout =
        ranges.integer("DISCORD_TIMEOUT_SECONDS", 1, LONGEST_TIMEOUT).orElse(TIMEOUT_SECONDS);
    int queueSize = ranges.integer("DISCORD_QUEUE_SIZE", 1, LONGEST_QUEUE).orElse(QUEUE_SIZE);
    mistakes.check();
    return new DiscordSettings(
        rate.map(DiscordPace::perMinute).orElse(DiscordPace.DEFAULT),
        retries,
        Duration.ofSeconds(timeout),
        queueSize);
  }
}
