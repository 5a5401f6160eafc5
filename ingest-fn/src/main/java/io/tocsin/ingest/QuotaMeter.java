package io.tocsin.ingest;

import io.tocsin.keys.Quotas;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Spends quotas one token at a time, out of blocks leased from the count that all functions share:
 * a tenth of the quota at a time, so most requests need no write. A refusal is remembered until it
 * may be asked again.
 */
@Singleton
final class QuotaMeter {
  private static final int BLOCKS = 10;
  private static final int MOST_SUBJECTS = 10_000;

  private final Quotas quotas;
  private final Clock clock;

  /** No lease outlives its minute, so forgetting one after that loses nothing. */
  private final Recent<Block> blocks = new Recent<>(MOST_SUBJECTS, Duration.ofMinutes(2));

  private record Block(int tokens, Instant until) {}

  QuotaMeter(Quotas quotas, Clock clock) {
    this.quotas = quotas;
    this.clock = clock;
  }

  /**
   * Takes one token.
   *
   * @return empty when there was one; otherwise how long until there may be
   */
  synchronized Optional<Duration> take(String subject, int perMinute) {
    Instant now = clock.instant();
    Block block =
        blocks
            .get(subject, now)
            .filter(held -> now.isBefore(held.until()))
            .filter(held -> held.tokens() != 0)
            .orElseGet(() -> lease(subject, perMinute, now));
    if (block.tokens() <= 0) {
      return Optional.of(Duration.between(now, block.until()));
    }
    blocks.put(subject, new Block(block.tokens() - 1, block.until()), now);
    return Optional.empty();
  }

  /** Refused, it is a block of -1: spent, and not to be asked for again before its end. */
  private Block lease(String subject, int perMinute, Instant now) {
    int wanted = Math.max(1, perMinute / BLOCKS);
    Quotas.Lease lease = quotas.lease(subject, perMinute, wanted, now);
    Block block =
        lease.tokens() > 0
            ? new Block(lease.tokens(), lease.until())
            : new Block(-1, now.plus(lease.retryAfter()));
    blocks.put(subject, block, now);
    return block;
  }
}
