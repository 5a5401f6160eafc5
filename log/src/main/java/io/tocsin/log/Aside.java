package io.tocsin.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what only looks on, so that it cannot disturb what it looks at: whatever it throws is
 * logged, once a minute at most, and is otherwise as if it had not happened.
 */
public final class Aside {
  private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

  private final Clock clock;
  private final Logger log;
  private final AtomicReference<Instant> nextLine = new AtomicReference<>(Instant.MIN);

  public Aside(Clock clock) {
    this(clock, LoggerFactory.getLogger(Aside.class));
  }

  Aside(Clock clock, Logger log) {
    this.clock = clock;
    this.log = log;
  }

  public void run(Runnable looking) {
    try {
      looking.run();
    } catch (Throwable e) {
      // Errors too: who watches may lack a class, or run out of something, that nobody else needs.
      log(e);
    }
  }

  private void log(Throwable e) {
    Instant now = clock.instant();
    Instant next = nextLine.get();
    if (!now.isBefore(next) && nextLine.compareAndSet(next, now.plus(BETWEEN_LINES))) {
      log.error("what happens is not watched", e);
    }
  }
}
