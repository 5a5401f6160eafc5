package io.tocsin.log;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.event.Level;

/**
 * One thing that was logged.
 *
 * @param context what was known then besides: ids, by name
 */
record Line(
    Instant at,
    Level level,
    String logger,
    String message,
    Map<String, String> context,
    Optional<Throwable> error) {

  /** How a line is written, without its end. */
  interface Form {
    String write(Line line);
  }
}
