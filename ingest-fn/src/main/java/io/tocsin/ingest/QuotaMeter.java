package io.tocsin.ingest;

import io.tocsin.keys.QuotaWindow;
import io.tocsin.keys.Quotas;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Spends quotas one token at a time, out of blocks leased from the count that all functions share,
 * so that most requests of who sends much need no write. A refusal is remembered until it may be
 * asked again.
 *
 * <p>A block grows with what was spent here in its minute: to a quarter of that, at most a tenth of
 * the quota. So what functions hold and do not use is at most a fifth of what was leased, and
 * nobody is refused before four fifths of a quota are spent, however many functions there are. All
 * of them together never spend more than the quota in a minute of the clock, since a block ends
 * with its minute, and so in no 60 s more than twice the quota.
 */
@Singleton
final class QuotaMeter {
  private static final int GROWTH = 4;
  private static final int BLOCKS = 10;
  private static final int MOST_SUBJECTS = 10_000;

  private final Quotas quotas;
  private final Clock clock;

  /** No lease outlives its minute, so forgetting one after that loses nothing. */
  private final Recent<Block> blocks = new Recent<>(MOST_SUBJECTS, Duration.ofMinutes(2));

  /** What those got who did not say who they are, without a lease, in the last minute or so. */
  private final Recent<Integer> unknown = new Recent<>(MOST_SUBJECTS, QuotaWindow.LENGTH);

  /**
   * What is left to spend.
   *
   * @param spent here, in the same minute
   */
  private record Block(int tokens, Instant until, int spent) {}

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
    Optional<Block> held = blocks.get(subject, now).filter(block -> now.isBefore(block.until()));
    Block block =
        held.filter(present -> present.tokens() != 0)
            .orElseGet(() -> lease(subject, perMinute, held.map(Block::spent).orElse(0), now));
    if (block.tokens() <= 0) {
      return Optional.of(Duration.between(now, block.until()));
    }
    blocks.put(subject, new Block(block.tokens() - 1, block.until(), block.spent() + 1), now);
    return Optional.empty();
  }

  /**
   * Takes one token for a request that could not say who it is. The first tenth of the quota in a
   * minute is not leased: so no writing is to be had from here by sending anything from anywhere.
   * Each function lets as many through beyond the quota, at most.
   *
   * @return as {@link #take}
   */
  synchronized Optional<Duration> takeUnknown(String subject, int perMinute) {
    Instant now = clock.instant();
    int before = unknown.get(subject, now).orElse(0);
    if (before >= perMinute / BLOCKS) {
      return take(subject, perMinute);
    }
    unknown.put(subject, before + 1, now);
    return Optional.empty();
  }

  /** How long a subject is refused still, as far as it is known here; empty: it may ask. */
  synchronized Optional<Duration> refusal(String subject) {
    Instant now = clock.instant();
    return blocks
        .get(subject, now)
        .filter(block -> block.tokens() < 0 && now.isBefore(block.until()))
        .map(block -> Duration.between(now, block.until()));
  }

  /** Refused, it is a block of -1: spent, and not to be asked for again before its end. */
  private Block lease(String subject, int perMinute, int spent, Instant now) {
    int wanted = Math.max(1, Math.min(spent / GROWTH, perMinute / BLOCKS));
    Quotas.Lease lease = quotas.lease(subject, perMinute, wanted, now);
    Block block =
        lease.tokens() > 0
            ? new Block(lease.tokens(), lease.until(), spent)
            : new Block(-1, now.plus(lease.retryAfter()), 0);
    blocks.put(subject, block, now);
    return block;
  }
}
